-- Findings with their keys: which fact each is about, for those who mend it.
-- one row per finding
-- individuals
-- :rule – codes of rules to keep, null keeps all
select
    finding.severity,
    finding.rule,
    finding.entity,
    finding.key,
    coalesce(unit.name, finding.unit) as unit,
    finding.message
from report.finding
left join report.unit on finding.unit = unit.unit
where cast(:rule as text[]) is null or finding.rule = any(cast(:rule as text[]))
order by
    array_position(array['fel', 'varning', 'upplysning'], finding.severity),
    finding.rule,
    finding.entity,
    finding.key
