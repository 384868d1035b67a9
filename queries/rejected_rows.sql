-- Rows that could not be taken in, and rows that wait for their placement, the latest load first.
-- one row per row of a file, at most as many as asked for
-- :entity – kinds of fact to keep, null keeps all
-- :rule – rules to keep, null keeps all
-- :load – loads to keep, null keeps all
-- :state – states to keep (avvisad, vantar, rattad), null keeps all
-- :unit – units to keep, null keeps all; '' stands for unknown
-- :most – the most rows to give
with final as (
    select
        rejected_row.load_id,
        rejected_row.file,
        rejected_row.line,
        rejected_row.entity,
        rejected_row."column",
        rejected_row.rule,
        rejected_row.message,
        rejected_row.state,
        rejected_row.unit,
        unit.name as unit_name,
        rejected_row.resolved_by_load
    from report.rejected_row
    left join report.unit on rejected_row.unit = unit.unit
    where
        (cast(:entity as text[]) is null or rejected_row.entity = any(cast(:entity as text[])))
        and (cast(:rule as text[]) is null or rejected_row.rule = any(cast(:rule as text[])))
        and (cast(:load as integer[]) is null or rejected_row.load_id = any(cast(:load as integer[])))
        and (cast(:state as text[]) is null or rejected_row.state = any(cast(:state as text[])))
        and (cast(:unit as text[]) is null or coalesce(rejected_row.unit, '') = any(cast(:unit as text[])))
)

select *
from final
order by load_id desc, file, line
limit :most
