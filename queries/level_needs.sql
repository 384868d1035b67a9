-- Needs that run on some days by type, unit and level, and what a template gives them by the tariff of each day.
-- one row per day and group: all, type, unit, level (type and level) or cell (type, unit and level)
-- :days – the days
-- :template – the template, null where there is none
-- :tariff_on – the day whose tariff is used for all of the days, null takes that of each day
-- :percent – added to the compensation, in percent
-- :units – units to keep, null keeps all; '' stands for unknown
-- :types – types of intervention to keep, null keeps all
select
    grain,
    day,
    intervention_type,
    unit,
    level,
    persons,
    needs,
    decisions,
    without_level,
    without_tariff,
    hours_per_week,
    without_hours,
    full_time_equivalents,
    without_full_time_equivalents,
    compensation_ore * (100 + cast(:percent as numeric)) / 10000 as compensation_kr,
    without_compensation,
    compared,
    granted_hours,
    delivered_hours,
    granted_unknown,
    delivered_unknown
from
    report.level_needs(
        cast(:days as date[]),
        cast(:template as text),
        cast(:tariff_on as date),
        cast(:units as text[]),
        cast(:types as text[])
    )
order by day, grain, intervention_type, unit, level
