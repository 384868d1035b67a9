-- Goals one by one: those that nobody has followed up for six months, or those that contradict themselves.
-- one row per goal
-- individuals
-- :instrument – the instrument
-- :units – units to keep, null keeps all; '' stands for unknown
-- :types – types of intervention to keep, null keeps all; '' stands for unknown
-- :providers – providers to keep, null keeps all; '' stands for a private home or an unknown one
-- :contradicted – true: those that contradict themselves; false: those without a follow-up
select
    person_key,
    case_id,
    life_area,
    intervention_type,
    unit,
    goal,
    first_level,
    goal_level,
    last_level,
    goal_on,
    followed_up_on,
    due_on,
    today - due_on as late_days
from report.goal_change
where
    instrument = cast(:instrument as text)
    and has_goal
    and case
        when cast(:contradicted as boolean) then is_contradicted
        else is_running and due_on < today
    end
    and (cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[])))
    and (cast(:types as text[]) is null or coalesce(intervention_type, '') = any(cast(:types as text[])))
    and (cast(:providers as text[]) is null or coalesce(provider_code, '') = any(cast(:providers as text[])))
order by due_on, case_id, person_key, life_area
