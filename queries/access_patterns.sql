-- Days on which somebody opened much more than usual, at night or at a weekend, in a period; what says most first.
-- one row per person who looked and day
-- :from_on – first day (Swedish time)
-- :to_on – last day
-- :many – from how many openings a day is compared with the usual
-- :times – how many times the usual is unusual
with line as (
    select
        log.who,
        (log.happened_at at time zone 'Europe/Stockholm') as local_time
    from access.log
    where
        log.happened_at >= (cast(:from_on as date) - 90)::timestamp at time zone 'Europe/Stockholm'
        and log.happened_at < (cast(:to_on as date) + 1)::timestamp at time zone 'Europe/Stockholm'
),

person_day as (
    select
        line.who,
        line.local_time::date as day,
        count(*) as openings,
        count(*) filter (where extract(hour from line.local_time) not between 6 and 21) as at_night,
        extract(isodow from line.local_time::date) >= 6 as is_weekend
    from line
    group by line.who, line.local_time::date
),

-- The usual is the median of the person's other days with any opening in the 90 days before.
compared as (
    select
        person_day.*,
        (
            select percentile_cont(0.5) within group (order by earlier.openings)
            from person_day as earlier
            where
                earlier.who = person_day.who
                and earlier.day < person_day.day
                and earlier.day >= person_day.day - 90
        ) as usual
    from person_day
    where person_day.day between cast(:from_on as date) and cast(:to_on as date)
),

final as (
    select
        *,
        openings >= :many and (usual is null or openings > cast(:times as numeric) * usual) as is_many
    from compared
)

select
    day,
    who,
    openings,
    usual,
    at_night,
    is_weekend,
    is_many
from final
where is_many or is_weekend or at_night > 0
order by is_many desc, at_night > 0 desc, day desc, who
