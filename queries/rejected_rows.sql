-- Rows that could not be taken in, and rows that wait for their placement, the latest load first.
-- one row per row of a file, at most as many as asked for
-- :entity – kinds of fact to keep, null keeps all
-- :rule – rules to keep, null keeps all
-- :load – loads to keep, null keeps all
-- :state – states to keep (avvisad, vantar, rattad), null keeps all
-- :most – the most rows to give
with told as (
    select
        *,
        case
            when waiting then 'vantar'
            when resolved_by_load is not null then 'rattad'
            else 'avvisad'
        end as state
    from report.rejected_row
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
        resolved_by_load
    from told
    where
        (cast(:entity as text[]) is null or entity = any(cast(:entity as text[])))
        and (cast(:rule as text[]) is null or rule = any(cast(:rule as text[])))
        and (cast(:load as integer[]) is null or load_id = any(cast(:load as integer[])))
        and (cast(:state as text[]) is null or state = any(cast(:state as text[])))
)

select *
from final
order by load_id desc, file, line
limit :most
