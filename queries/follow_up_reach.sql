-- Which follow-ups the figures do not cover.
-- one row per board
select
    is_delivered,
    without_placement,
    of_other_interventions
from report.follow_up_reach
