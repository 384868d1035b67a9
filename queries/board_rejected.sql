-- How many rejected rows wait to be mended, for the report to the board.
-- one row per board
select rejected
from report.board_rejected()
