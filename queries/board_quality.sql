-- Follow-ups and goals, for the report to the board.
-- one row per table and row of the report
-- :from_on – first day of the period
-- :to_on – last day of the period
select table_code, row_code, column_code, value, persons, reached
from report.board_quality(:from_on, :to_on)
order by table_code, row_code
