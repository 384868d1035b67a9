-- How far the facts about welfare technology reach.
-- one row per board: the last day of each kind of fact, null where none has been delivered
select
    deployments_through,
    initiatives_through,
    benefits_through
from report.technology_reach()
