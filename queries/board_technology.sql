-- Welfare technology in use, started, delayed and taken home, for the report to the board.
-- one row per row and column of the report
-- :from_on – first day of the period
-- :to_on – last day of the period
select row_code, column_code, value, reached
from report.board_technology(:from_on, :to_on)
order by row_code, column_code
