-- How far the placements reach, since when their history is whole, and how many running stays have no price.
-- one row per board: one, or none where there is no placement
-- :most_months – how many months back the history is used at most
select
    cut_off,
    history_from,
    running,
    unpriced
from report.forecast_reach(cast(:most_months as integer))
