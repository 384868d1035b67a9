-- What is in use of welfare technology now: by kind, by category and by unit, and per 1,000 inhabitants of an age.
-- one row per kind (grain kind), per category (grain category) and per unit and kind (grain unit)
with person as (
    select
        max(i.year) as year,
        max(i.inhabitants) filter (where i.age_from = 65) as from_65,
        max(i.inhabitants) filter (where i.age_from = 80) as from_80
    from report.inhabitants_from(array[65, 80]) as i
),

used as (
    select
        *,
        case when category_kind in ('nationell', 'ovrig') then 'valfardsteknik' else category_kind end as kind
    from report.deployment
    where in_use
),

summed as (
    select
        d.kind,
        d.counted_category,
        d.unit,
        case
            when grouping(d.unit) = 0 then 'unit'
            when grouping(d.counted_category) = 0 then 'category'
            else 'kind'
        end as grain,
        count(*) as deployments,
        sum(d.count) as counted,
        coalesce(bool_or(d.count_approximate), false) as is_approximate,
        count(*) filter (where d.count is null) as without_count,
        sum(d.one_off_cost) as one_off_kr,
        count(*) filter (where d.one_off_cost is null) as without_one_off,
        sum(d.monthly_cost) as monthly_kr,
        count(*) filter (where d.monthly_cost is null) as without_monthly
    from used as d
    group by grouping sets ((d.kind), (d.kind, d.counted_category), (d.kind, d.unit))
)

select
    s.grain,
    s.kind,
    coalesce(c.label, s.counted_category) as category,
    coalesce(u.name, s.unit) as unit,
    s.deployments,
    s.counted,
    s.is_approximate,
    s.without_count,
    case when t.can_be_told then s.counted * 1000.0 / nullif(p.from_65, 0) end as per_1000_from_65,
    case when t.can_be_told then s.counted * 1000.0 / nullif(p.from_80, 0) end as per_1000_from_80,
    p.year as inhabitants_year,
    s.one_off_kr,
    s.without_one_off,
    s.monthly_kr,
    s.without_monthly
from summed as s
cross join person as p
cross join
    lateral (
        select s.grain = 'category' and s.kind = 'valfardsteknik' and s.without_count = 0 as can_be_told
    ) as t
left join report.code as c on c.vocabulary = 'technology_category' and s.counted_category = c.code
left join report.unit as u on s.unit = u.unit
order by s.grain, c.position, u.name, s.kind
