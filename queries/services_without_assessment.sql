-- Visits and participants of services without assessment, which have no person.
-- one row per unit, service and month
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
select
    given.unit,
    coalesce(code.label, given.service) as service,
    given.month,
    given.visits,
    given.participants
from report.service_without_assessment as given
left join report.code
    on code.vocabulary = 'service' and given.service = code.code
where
    given.month between cast(:from_month as date) and cast(:to_month as date)
    and (cast(:units as text[]) is null or coalesce(given.unit, '') = any(cast(:units as text[])))
order by service, given.unit, given.month
