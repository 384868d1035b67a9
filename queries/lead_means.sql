-- How many days the steps that ended in a period took on average, whenever they began: as Kolada counts.
-- one row per step
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    step,
    sum(steps)::bigint as ended,
    sum(steps * days)::numeric / sum(steps) as mean_days
from report.lead_time_count
where
    not open
    and not reversed
    and ended_on between
    cast(:from_month as date) and (cast(:to_month as date) + interval '1 month - 1 day')::date
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:subject as text) is null or coalesce(subject, '') = cast(:subject as text))
    and (cast(:kind as text) is null or coalesce(kind, '') = cast(:kind as text))
group by step
order by step
