-- How far there is anything of parallel interventions to count.
-- one row per board: the first day on which anything is given, the first that others are compared with, and the last that each kind of fact covers
select
    first_on,
    comparable_from,
    today,
    placements_through,
    interventions_through
from report.parallel_reach()
