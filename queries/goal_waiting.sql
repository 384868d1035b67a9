-- Goals of interventions that run on the last day covered, and how many nobody has followed up for six months.
-- one row per group, and one for the whole
-- :instrument – the instrument
-- :units – units to keep, null keeps all; '' stands for unknown
-- :types – types of intervention to keep, null keeps all; '' stands for unknown
-- :providers – providers to keep, null keeps all; '' stands for a private home or an unknown one
-- :grouped_by – life_area, intervention_type, unit or provider_code
select
    is_total,
    coalesce(code, '') as code,
    is_withheld,
    goals,
    late,
    never_followed_up,
    not_placed,
    today
from
    report.goal_waiting(
        cast(:instrument as text),
        cast(:units as text[]),
        cast(:types as text[]),
        cast(:providers as text[]),
        cast(:grouped_by as text)
    )
order by is_total, is_withheld, code
