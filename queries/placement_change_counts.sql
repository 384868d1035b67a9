-- How many placements a load and those after it have added, ended, taken away or changed.
-- one row per kind of change
-- :load – the first of the loads
-- :units – units to keep, null keeps all; '' stands for unknown
select
    change,
    sum(placements)::bigint as placements
from report.placement_change_counts(cast(:load as integer))
where cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[]))
group by change
order by change
