-- How far the facts about each step reach, and which of them have never been delivered.
-- one row per step of the process
select
    step,
    data_through,
    missing
from report.step_reach
order by step
