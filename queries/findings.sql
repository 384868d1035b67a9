-- How many facts break each rule between facts, and how it is mended.
-- one row per rule and kind of fact
-- :unit – units to keep, null keeps all; '' stands for unknown
with final as (
    select
        rule,
        severity,
        entity,
        message,
        sum(findings)::bigint as findings
    from report.finding_count
    where cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[]))
    group by rule, severity, entity, message
)

select *
from final
order by array_position(array['fel', 'varning', 'upplysning'], severity), findings desc, rule, entity
