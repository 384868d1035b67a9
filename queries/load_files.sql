-- What became of the rows of each file of a load.
-- one row per file and kind of fact
-- :load – the load's number
select
    file,
    entity,
    data_through,
    revision,
    rows_read,
    rows_new,
    rows_changed,
    rows_unchanged,
    rows_superseded,
    rows_rejected,
    rows_left_out
from report.load_file
where load_id = :load
order by entity, file
