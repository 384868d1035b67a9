-- How far the facts reach that a report to the board is made of.
-- one row per board
select max(data_through) as reached
from report.board_reach()
