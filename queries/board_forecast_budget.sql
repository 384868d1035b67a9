-- The budget of some months by form and unit, for the forecast in the report to the board.
-- one row per month, care form and unit with a budgeted cost
-- :from_month – the first month (its first day)
-- :to_month – the last month (its first day)
select
    month,
    care_form,
    unit,
    budget_ore
from report.forecast_budget(:from_month, :to_month)
order by month, care_form, unit
