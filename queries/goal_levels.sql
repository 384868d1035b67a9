-- The levels of an instrument's scale, the best first, with their names where they have any.
-- one row per level
-- :instrument – the instrument
select
    step.level,
    code.label,
    scale.lower_is_better
from report.instrument_scale as scale
cross join lateral generate_series(scale.level_min::integer, scale.level_max::integer) as step (level)
left join report.code as code
    on code.vocabulary = 'level' and code.code = scale.instrument || ':' || step.level
where scale.instrument = cast(:instrument as text)
order by case when scale.lower_is_better then step.level else -step.level end
