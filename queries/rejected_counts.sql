-- How many rows were rejected, wait or have come right since, by load, kind of fact and rule.
-- one row per load, kind of fact, rule and state
with final as (
    select
        load_id,
        entity,
        rule,
        case
            when waiting then 'vantar'
            when resolved_by_load is not null then 'rattad'
            else 'avvisad'
        end as state,
        count(*) as rows
    from report.rejected_row
    group by load_id, entity, rule, state
)

select *
from final
order by load_id desc, entity, rule, state
