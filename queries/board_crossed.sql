-- Placements that run on a day by two things at once, for the report to the board.
-- one row per table, row and column of the report that has anybody
-- :to_on – the day
select table_code, row_code, column_code, value, persons, reached
from report.board_crossed(:to_on)
order by table_code, row_code, column_code
