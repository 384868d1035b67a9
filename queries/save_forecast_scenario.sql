-- Save a scenario of the forecast by name, for the board.
-- one row per scenario: its number, null where the board has one of that name
-- writes
-- :name – the name
-- :assumptions – what is assumed, as JSON
select desk.save_forecast_scenario(:name, cast(:assumptions as jsonb)) as scenario_id
