-- What became of each change of an entry of one's own, and the case that it is about.
-- one row per change; none while the entry waits
-- individuals
-- :entry – the entry's number
select
    o.change,
    p.case_id,
    o.field,
    o.outcome,
    o.message,
    o.stands,
    o.load_id
from report.entry_outcome(cast(:entry as integer)) as o
left join report.placement_addition as p on o.placement_id = p.placement_id
order by o.change
