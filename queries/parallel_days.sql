-- Persons with two or more kinds of intervention on days, and on one of them by which kinds they are given at once.
-- one row per level: day (each of the days), set (each set of kinds on the chosen day)
-- :days – the days
-- :day – the day whose sets are asked for
-- :unit – units of which at least one is to give something, null for all
with asked as (
    select distinct d.day
    from unnest(array_append(cast(:days as date[]), cast(:day as date))) as d (day)
),

counted as (
    select * from report.parallel_on_days((select array_agg(asked.day) from asked), cast(:unit as text[]))
),

final as (
    select
        'day' as level,
        asked.day,
        null::text[] as kinds,
        coalesce(sum(counted.persons) filter (where counted.is_counted), 0)::bigint as persons,
        coalesce(sum(counted.persons) filter (where counted.is_transfer), 0)::bigint as transfers,
        coalesce(sum(counted.placements) filter (where counted.is_counted), 0)::bigint as placements,
        coalesce(sum(counted.others) filter (where counted.is_counted), 0)::bigint as others,
        sum(counted.hours_per_week) filter (where counted.is_counted) as hours_per_week,
        coalesce(sum(counted.without_hours) filter (where counted.is_counted), 0)::bigint as without_hours,
        sum(counted.daily_cost) filter (where counted.is_counted) as cost_per_day_kr,
        coalesce(sum(counted.unpriced) filter (where counted.is_counted), 0)::bigint as unpriced
    from asked
    left join counted on asked.day = counted.day
    group by asked.day
    union all
    select
        'set' as level,
        counted.day,
        counted.kinds,
        sum(counted.persons)::bigint as persons,
        0 as transfers,
        sum(counted.placements)::bigint as placements,
        sum(counted.others)::bigint as others,
        sum(counted.hours_per_week) as hours_per_week,
        sum(counted.without_hours)::bigint as without_hours,
        sum(counted.daily_cost) as cost_per_day_kr,
        sum(counted.unpriced)::bigint as unpriced
    from counted
    where counted.day = cast(:day as date) and counted.is_counted
    group by counted.day, counted.kinds
)

select *
from final
order by level, day, persons desc, kinds
