-- How many of the steps with a clock that began in a period kept within it, by unit and month.
-- one row per step, unit and month
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    step,
    unit,
    date_trunc('month', started_on)::date as month,
    coalesce(sum(steps) filter (where not open or overdue), 0)::bigint as judged,
    coalesce(sum(steps) filter (where not open and not overdue), 0)::bigint as within,
    coalesce(sum(steps) filter (where open and not overdue and not lapsed), 0)::bigint as undecided
from report.lead_time_count
where
    deadline_on is not null
    and not reversed
    and started_on between
    cast(:from_month as date) and (cast(:to_month as date) + interval '1 month - 1 day')::date
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:subject as text) is null or coalesce(subject, '') = cast(:subject as text))
    and (cast(:kind as text) is null or coalesce(kind, '') = cast(:kind as text))
group by step, unit, date_trunc('month', started_on)
order by step, unit, month
