-- Persons with several kinds of intervention on a day, for the report to the board.
-- one row per number of kinds
-- :to_on – the day
select table_code, row_code, column_code, value, persons, reached
from report.board_parallel(:to_on)
order by row_code
