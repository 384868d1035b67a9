-- What stays cost that began on a day or later.
-- one row per care form and unit
-- :from_on – the day
select
    care_form,
    coalesce(unit, '') as unit,
    stays,
    daily_ore,
    monthly_ore,
    worth,
    worth_squared
from report.forecast_new_prices(cast(:from_on as date))
order by care_form, coalesce(unit, '')
