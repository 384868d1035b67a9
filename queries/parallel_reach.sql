-- How far there is anything of parallel interventions to count.
-- one row per board: the first day on which anything is given, the first compared with, and the last that is covered
select
    first_on,
    comparable_from,
    today,
    placements_through,
    interventions_through
from report.parallel_reach()
