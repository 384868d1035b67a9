-- Care days and cost with extras by month, for a forecast to go on from.
-- one row per month, care form and unit
-- :from_month – the first month (its first day)
select
    month,
    care_form,
    unit,
    days,
    priced_days,
    unpriced_days,
    gross_ore,
    extra_ore,
    vat_ore
from report.forecast_cost(:from_month)
order by month, care_form, unit
