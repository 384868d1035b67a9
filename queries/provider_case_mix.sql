-- Whom the days of each provider were for: by age, legal basis and level of need.
-- one row per care form, target group, provider, dimension and value
-- :year – the year
-- :care_form – codes to keep, null keeps all
-- :target_group – codes to keep, null keeps all; '' stands for unknown
with graded as (
    select distinct
        provider_code,
        care_form,
        coalesce(target_group, '') as target_group
    from report.provider_quality
    -- a place that may not be told is in the totals of a group, and is nobody that is told of
    where year = cast(:year as integer) and provider_code <> 'skyddad'
),

counted as (
    select
        s.care_form,
        coalesce(s.target_group, '') as target_group,
        s.provider_code,
        case when grouping(s.age_group) = 0 then 'age_group' else 'legal_basis' end as dimension,
        coalesce(case when grouping(s.age_group) = 0 then s.age_group else s.legal_basis end, '') as code,
        sum(s.placement_days)::bigint as days
    from report.care_slice as s
    where
        s.month >= make_date(cast(:year as integer), 1, 1)
        and s.month <= make_date(cast(:year as integer), 12, 1)
        and (cast(:care_form as text[]) is null or s.care_form = any(cast(:care_form as text[])))
        and (cast(:target_group as text[]) is null or coalesce(s.target_group, '') = any(cast(:target_group as text[])))
    group by grouping sets (
        (s.care_form, s.target_group, s.provider_code, s.age_group),
        (s.care_form, s.target_group, s.provider_code, s.legal_basis)
    )
),

levelled as (
    select
        care_form,
        coalesce(target_group, '') as target_group,
        provider_code,
        'level' as dimension,
        coalesce(level::text, '') as code,
        sum(placement_days)::bigint as days
    from report.graded_level
    where
        month >= make_date(cast(:year as integer), 1, 1)
        and month <= make_date(cast(:year as integer), 12, 1)
        and (cast(:care_form as text[]) is null or care_form = any(cast(:care_form as text[])))
        and (cast(:target_group as text[]) is null or coalesce(target_group, '') = any(cast(:target_group as text[])))
    group by care_form, target_group, provider_code, level
),

final as (
    select
        c.care_form,
        c.target_group,
        c.provider_code,
        c.dimension,
        c.code,
        c.days
    from (
        select * from counted
        union all
        select * from levelled
    ) as c
    inner join graded as g
        on c.provider_code = g.provider_code and c.care_form = g.care_form and c.target_group = g.target_group
    where c.days > 0
)

select *
from final
order by care_form, target_group, dimension, code, provider_code
