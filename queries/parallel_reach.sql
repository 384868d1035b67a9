-- How far there is anything of parallel interventions to count.
-- one row per board: the first day on which anything is given, and the last that each kind of fact covers
select
    first_on,
    today,
    placements_through,
    interventions_through
from report.parallel_reach()
