-- From the first level to the last in one life area; nothing where fewer than five persons have both.
-- one row per first and last level
-- :from_on – the first day of the latest assessment of a goal, null from the beginning
-- :to_on – the last day of it, null to the end
-- :instrument – the instrument
-- :units – units to keep, null keeps all; '' stands for unknown
-- :types – types of intervention to keep, null keeps all; '' stands for unknown
-- :providers – providers to keep, null keeps all; '' stands for a private home or an unknown one
-- :life_area – the life area
select
    first_level,
    last_level,
    changes,
    persons
from
    report.goal_transitions(
        cast(:from_on as date),
        cast(:to_on as date),
        cast(:instrument as text),
        cast(:units as text[]),
        cast(:types as text[]),
        cast(:providers as text[]),
        cast(:life_area as text)
    )
order by first_level, last_level
