-- The board's latest load that has come to its end.
-- one row per board
select report.latest_load() as load_id
