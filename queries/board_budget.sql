-- The budget of some months by group of care forms, for the report to the board.
-- one row per group with a budgeted cost, and one for all ('alla')
-- :from_on – first day of the period
-- :to_on – last day of the period
select
    row_code,
    budget_kr
from report.board_budget(:from_on, :to_on)
order by row_code
