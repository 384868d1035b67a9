-- Counted days of bought care that no invoice covers, by provider.
-- one row per level (total, month, provider) and value
-- :from_month – first month (its first day)
-- :to_month – last month (its first day)
-- :provider_code – codes to keep
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :unit – units to keep
with chosen as (
    select *
    from report.uninvoiced_month
    where
        month between cast(:from_month as date) and cast(:to_month as date)
        and (
            cast(:provider_code as text[]) is null
            or coalesce(provider_code, '') = any(cast(:provider_code as text[]))
        )
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
)

select
    case
        when grouping(month) = 0 then 'month'
        when grouping(provider_code) = 0 then 'provider'
        else 'total'
    end as level,
    month,
    provider_code as bucket,
    sum(days)::bigint as days,
    sum(unpriced_days)::bigint as unpriced_days,
    sum(cost) as cost_kr
from chosen
group by grouping sets ((), (month), (provider_code))
having count(*) > 0
order by level, month, cost_kr desc nulls last, bucket
