-- Who looked, on which pages and for which purposes in a period: what the access log can be filtered by.
-- one row per dimension (who, page, purpose) and value
-- :from_on – first day (Swedish time)
-- :to_on – last day
select distinct
    value.dimension,
    value.code
from access.log
cross join lateral (values ('who', log.who), ('page', log.page), ('purpose', log.purpose)) as value (dimension, code)
where
    log.happened_at >= cast(:from_on as date)::timestamp at time zone 'Europe/Stockholm'
    and log.happened_at < (cast(:to_on as date) + 1)::timestamp at time zone 'Europe/Stockholm'
order by value.dimension, value.code
