-- How far the facts of each source reach, and whether open stays are counted beyond that.
-- one row per source and kind of fact
select
    entity,
    source,
    data_through,
    cut_off,
    cut_off - data_through as days_behind,
    latest_load,
    open_placements
from report.freshness
order by entity, source
