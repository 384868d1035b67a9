-- Rows that could not be taken in, and rows that wait for their placement, the latest load first.
-- one row per row of a file, at most as many as asked for
-- :entity – kinds of fact to keep, null keeps all
-- :rule – rules to keep, null keeps all
-- :load – loads to keep, null keeps all
-- :state – states to keep (avvisad, vantar, rattad), null keeps all
-- :unit – names of units to keep, null keeps all; '' stands for unknown
-- :most – the most rows to give
with told as (
    select
        rejected_row.*,
        coalesce(unit.name, rejected_row.unit) as unit_name,
        case
            when waiting then 'vantar'
            when resolved_by_load is not null then 'rattad'
            else 'avvisad'
        end as state
    from report.rejected_row
    left join report.unit on rejected_row.unit = unit.unit
),

final as (
    select
        load_id,
        file,
        line,
        entity,
        "column",
        rule,
        message,
        state,
        unit_name as unit,
        resolved_by_load
    from told
    where
        (cast(:entity as text[]) is null or entity = any(cast(:entity as text[])))
        and (cast(:rule as text[]) is null or rule = any(cast(:rule as text[])))
        and (cast(:load as integer[]) is null or load_id = any(cast(:load as integer[])))
        and (cast(:state as text[]) is null or state = any(cast(:state as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit_name, '') = any(cast(:unit as text[])))
)

select *
from final
order by load_id desc, file, line
limit :most
