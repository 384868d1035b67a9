-- The scenarios of the forecast that the board has saved and not ended, by name.
-- one row per scenario
select
    scenario_id,
    name,
    assumptions,
    saved_at at time zone 'Europe/Stockholm' as saved_at,
    saved_by
from desk.forecast_scenario
where ended_at is null
order by translate(lower(name), 'åäöéèüáà', '{|}eeyaa') collate "C", scenario_id
