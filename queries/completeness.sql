-- How many of the facts of the last twelve months have a field filled in.
-- one row per kind of fact, field and unit; unit null with is_total is the sum over units
with final as (
    select
        completeness.entity,
        completeness.field,
        completeness.unit,
        min(unit.name) as unit_name,
        grouping(completeness.unit) = 1 as is_total,
        sum(completeness.facts)::bigint as facts,
        sum(completeness.filled)::bigint as filled
    from report.completeness
    left join report.unit
        on completeness.unit = unit.unit
    group by completeness.entity, completeness.field, grouping sets ((), (completeness.unit))
)

select *
from final
order by entity, field, is_total desc, unit
