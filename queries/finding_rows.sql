-- Findings with their keys: which fact each is about, for those who mend it.
-- one row per finding
-- individuals
-- :rule – codes of rules to keep, null keeps all
select
    finding.severity,
    finding.rule,
    finding.entity,
    finding.key,
    finding.message
from report.finding
where cast(:rule as text[]) is null or finding.rule = any(cast(:rule as text[]))
order by
    array_position(array['fel', 'varning', 'upplysning'], finding.severity),
    finding.rule,
    finding.entity,
    finding.key
