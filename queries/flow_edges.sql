-- Which activity follows directly on which in the cases that began in a period, how often and after how long.
-- one row per activity and the next
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
-- :most – how many of the commonest to give
with edge as (
    select
        activity,
        next_activity,
        transitions,
        cases,
        median_seconds,
        mean_seconds
    from
        report.flow_edges(
            cast(:from_month as date),
            (cast(:to_month as date) + interval '1 month - 1 day')::date,
            cast(:units as text[]),
            cast(:subject as text),
            cast(:kind as text)
        )
)

select
    activity,
    next_activity,
    transitions,
    cases,
    median_seconds / 86400 as median_days,
    mean_seconds / 86400 as mean_days,
    (sum(transitions) over ())::bigint as all_transitions,
    count(*) over () as all_edges
from edge
order by cases desc, transitions desc, activity, next_activity
limit :most
