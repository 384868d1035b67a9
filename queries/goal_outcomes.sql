-- What came of the goals, whole and by one dimension; groups of fewer than five persons are withheld by the store.
-- one row per group, and one for the whole
-- :from_on – the first day of the latest assessment of a goal, null from the beginning
-- :to_on – the last day of it, null to the end
-- :instrument – the instrument
-- :units – units to keep, null keeps all; '' stands for unknown
-- :types – types of intervention to keep, null keeps all; '' stands for unknown
-- :providers – providers to keep, null keeps all; '' stands for a private home or an unknown one
-- :grouped_by – life_area, intervention_type, unit, provider_code or provider_and_area
select
    is_total,
    coalesce(code, '') as code,
    coalesce(life_area, '') as life_area,
    is_withheld,
    persons,
    goals,
    reached,
    partly,
    not_reached,
    unknown,
    kept,
    contradicted,
    without_goal,
    not_assessed,
    assessed_without_level,
    goal_without_level,
    first_missing,
    unjudged_contradicted,
    without_scale,
    preliminary_only,
    outside_scale
from
    report.goal_outcomes(
        cast(:from_on as date),
        cast(:to_on as date),
        cast(:instrument as text),
        cast(:units as text[]),
        cast(:types as text[]),
        cast(:providers as text[]),
        cast(:grouped_by as text)
    )
order by is_total, is_withheld, code, life_area
