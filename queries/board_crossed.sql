-- Placements by two things at once, for the report to the board.
-- one row per table, row and column of the report that has anybody
-- :from_on – first day of the period
-- :to_on – last day of the period
select table_code, row_code, column_code, value, persons, reached
from report.board_crossed(:from_on, :to_on)
order by table_code, row_code, column_code
