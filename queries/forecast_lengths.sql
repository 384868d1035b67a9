-- How long stays last: days that they were seen, and how many ended.
-- one row per care form and band of days stayed
-- :history_from – the first day of the history
-- :bands – the first day of each band
select
    care_form,
    band,
    days_seen,
    ended
from report.forecast_lengths(cast(:history_from as date), cast(:bands as integer[]))
order by care_form, band
