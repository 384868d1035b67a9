-- The running stays in numbers and sums of prices.
-- one row per care form, unit, thirty days stayed and known end
select
    care_form,
    coalesce(unit, '') as unit,
    days_stayed,
    ends_on,
    stays,
    priced,
    daily_ore,
    monthly_ore
from report.forecast_running()
order by care_form, coalesce(unit, ''), days_stayed, ends_on
