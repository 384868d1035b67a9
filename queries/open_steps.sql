-- The steps that run over their clock or stand still, whoever they are about; the longest first.
-- one row per step of a case
-- individuals
-- :step – the step
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
-- :is_overdue – true: over the clock; false: standing still
-- :still_days – from how many days without anything happening a case stands still
select
    case_id,
    person_key,
    unit,
    subject,
    started_on,
    days,
    deadline_on,
    quiet_days
from report.open_step
where
    step = :step
    and case
        when cast(:is_overdue as boolean) then overdue
        else quiet_days >= cast(:still_days as integer)
    end
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:subject as text) is null or coalesce(subject, '') = cast(:subject as text))
    and (cast(:kind as text) is null or coalesce(kind, '') = cast(:kind as text))
order by days desc, case_id
