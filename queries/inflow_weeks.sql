-- What came in, waited for a first decision, was opened, closed and running, week by week.
-- one row per week that begins in the period
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    week,
    through_on,
    received,
    waiting,
    opened,
    closed,
    running
from
    report.inflow_weeks(
        cast(:from_month as date),
        (cast(:to_month as date) + interval '1 month - 1 day')::date,
        cast(:units as text[]),
        cast(:subject as text),
        cast(:kind as text)
    )
order by week
