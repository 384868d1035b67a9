-- Who opened or exported rows about individuals, when, in which role, where, why and what; the latest first.
-- one row per line of the access log
-- :from_on – first day (Swedish time)
-- :to_on – last day
-- :who – persons who looked, null keeps all
-- :page – pages, null keeps all
-- :purpose – purposes, null keeps all
with shown as (
    select
        log.*,
        log.happened_at at time zone 'Europe/Stockholm' as local_time
    from access.log
    where
        log.happened_at >= cast(:from_on as date)::timestamp at time zone 'Europe/Stockholm'
        and log.happened_at < (cast(:to_on as date) + 1)::timestamp at time zone 'Europe/Stockholm'
        and (cast(:who as text[]) is null or log.who = any(cast(:who as text[])))
        and (cast(:page as text[]) is null or log.page = any(cast(:page as text[])))
        and (cast(:purpose as text[]) is null or log.purpose = any(cast(:purpose as text[])))
)

select
    shown.log_id,
    shown.local_time,
    shown.who,
    shown.role,
    shown.page,
    shown.purpose,
    shown.kind,
    shown.about,
    shown.filter,
    shown.person_keys,
    shown.case_id,
    shown.individuals,
    shown.row_count
from shown
order by shown.happened_at desc, shown.log_id desc
