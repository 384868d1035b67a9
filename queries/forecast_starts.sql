-- How many stays began.
-- one row per month, care form and unit
-- :history_from – the first day of the history
select
    month,
    care_form,
    coalesce(unit, '') as unit,
    started
from report.forecast_starts(cast(:history_from as date))
order by month, care_form, coalesce(unit, '')
