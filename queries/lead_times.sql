-- How long the steps that began in a period took, or have run so far.
-- one row per step and number of days
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    step,
    days,
    coalesce(sum(steps) filter (where not open and not reversed), 0)::bigint as ended,
    coalesce(sum(steps) filter (where open and not lapsed), 0)::bigint as still_open,
    coalesce(sum(steps) filter (where lapsed), 0)::bigint as lapsed,
    coalesce(sum(steps) filter (where reversed), 0)::bigint as reversed
from report.lead_time_count
where
    started_on between
    cast(:from_month as date) and (cast(:to_month as date) + interval '1 month - 1 day')::date
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:subject as text) is null or coalesce(subject, '') = cast(:subject as text))
    and (cast(:kind as text) is null or coalesce(kind, '') = cast(:kind as text))
group by step, days
order by step, days
