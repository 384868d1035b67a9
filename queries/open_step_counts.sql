-- How many steps run on the last day the facts cover, over their clock and standing still.
-- one row per step and unit
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
-- :still_days – from how many days without anything happening a case stands still
select
    step,
    unit,
    sum(steps)::bigint as open_steps,
    coalesce(sum(steps) filter (where overdue), 0)::bigint as overdue,
    coalesce(sum(steps) filter (where quiet_days >= cast(:still_days as integer)), 0)::bigint as still
from report.open_step_count
where
    true
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:subject as text) is null or coalesce(subject, '') = cast(:subject as text))
    and (cast(:kind as text) is null or coalesce(kind, '') = cast(:kind as text))
group by step, unit
order by step, unit
