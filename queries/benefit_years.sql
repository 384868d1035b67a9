-- Benefits of welfare technology planned against measured and taken home, year by year, and what is without a year.
-- one row per year, null where the initiative has no last year or the measurement no day
with benefit as (
    select
        b.*,
        i.year_to,
        i.status
    from report.benefit as b
    left join report.initiative as i on b.initiative_id = i.initiative_id
),

told as (
    select
        year_to as year,
        1 as planned,
        0 as measured,
        null::numeric as realised_kr,
        null::numeric as freed_hours,
        0 as realised
    from benefit
    -- what is not to be done is not planned; what it gave before that has come home all the same
    where status is distinct from 'avstas'
    union all
    select
        extract(year from measured_on)::integer as year,
        0 as planned,
        1 as measured,
        realised_kr,
        freed_hours,
        (realised_kr is not null or freed_hours is not null)::integer as realised
    from benefit
    where measured is not null or realised_kr is not null or freed_hours is not null
),

final as (
    select
        year,
        sum(planned) as planned,
        sum(measured) as measured,
        sum(realised) as realised,
        sum(realised_kr) as realised_kr,
        sum(freed_hours) as freed_hours
    from told
    group by year
)

select *
from final
order by year nulls last
