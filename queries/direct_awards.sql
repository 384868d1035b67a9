-- What has been bought outside framework agreements of each provider each year, against the limit for documentation.
-- one row per year and provider
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :sex – codes to keep
-- :target_group – codes to keep
-- :main_reason – codes to keep
-- :outside_reason – codes to keep
-- :tender_area – names to keep
-- :provider_code – codes to keep
-- :unit – units to keep
with final as (
    select
        year,
        provider_code,
        sum(placements)::bigint as placements,
        sum(placements_over_limit)::bigint as placements_over_limit,
        coalesce(sum(placements) filter (where outside_reason is null), 0)::bigint as placements_without_reason,
        sum(placement_days)::bigint as days,
        case
            when sum(priced_days) > 0 or sum(unpriced_days) = 0 then sum(cost_ore + extra_cost_ore) / 100.0
        end as gross_kr,
        sum(unpriced_days)::bigint as unpriced_days,
        (
            select amount from report.documentation_limit
            where valid_from <= make_date(year, 12, 31)
            order by valid_from desc
            limit 1
        ) as limit_kr
    from report.bought_year
    where
        procurement = 'direktupphandling'
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:sex as text[]) is null or coalesce(sex, '') = any(cast(:sex as text[])))
        and (
            cast(:target_group as text[]) is null or coalesce(target_group, '') = any(cast(:target_group as text[]))
        )
        and (cast(:main_reason as text[]) is null or coalesce(main_reason, '') = any(cast(:main_reason as text[])))
        and (
            cast(:outside_reason as text[]) is null
            or coalesce(outside_reason, '') = any(cast(:outside_reason as text[]))
        )
        and (cast(:tender_area as text[]) is null or coalesce(tender_area, '') = any(cast(:tender_area as text[])))
        and (
            cast(:provider_code as text[]) is null or coalesce(provider_code, '') = any(cast(:provider_code as text[]))
        )
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
    group by year, provider_code
)

select *
from final
order by year desc, gross_kr desc nulls last, provider_code
