-- How many rows were rejected, wait or have come right since, by load, kind of fact, rule and unit.
-- one row per load, kind of fact, rule, state and unit
with final as (
    select
        rejected_row.load_id,
        rejected_row.entity,
        rejected_row.rule,
        rejected_row.unit,
        rejected_row.state,
        min(unit.name) as unit_name,
        count(*) as rows
    from report.rejected_row
    left join report.unit on rejected_row.unit = unit.unit
    group by
        rejected_row.load_id, rejected_row.entity, rejected_row.rule, rejected_row.unit, rejected_row.state
)

select *
from final
order by load_id desc, entity, rule, state, unit
