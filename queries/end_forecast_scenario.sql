-- End a scenario of the forecast: it is kept, with who ended it and when.
-- one row per scenario: its number, null where the board has none of that number
-- writes
-- :scenario_id – the scenario
select desk.end_forecast_scenario(cast(:scenario_id as integer)) as scenario_id
