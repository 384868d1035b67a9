-- What the same stays cost at the end of a month and of the one before.
-- one row per month
-- :history_from – the first day of the history
select
    month,
    stays,
    worth_before,
    worth_after
from report.forecast_price_changes(cast(:history_from as date))
order by month
