-- How many rows were rejected, wait or have come right since, by load, kind of fact, rule and unit.
-- one row per load, kind of fact, rule, state and unit
with final as (
    select
        load_id,
        entity,
        rule,
        coalesce(unit.name, rejected_row.unit) as unit,
        case
            when waiting then 'vantar'
            when resolved_by_load is not null then 'rattad'
            else 'avvisad'
        end as state,
        count(*) as rows
    from report.rejected_row
    left join report.unit on rejected_row.unit = unit.unit
    group by load_id, entity, rule, state, coalesce(unit.name, rejected_row.unit)
)

select *
from final
order by load_id desc, entity, rule, state, unit
