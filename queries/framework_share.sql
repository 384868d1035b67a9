-- What is bought within framework agreements and outside them, year by year: placements, days and cost.
-- one row per year with anything bought
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :sex – codes to keep
-- :target_group – codes to keep
-- :main_reason – codes to keep
-- :outside_reason – codes to keep
-- :tender_area – names to keep
-- :provider_code – codes to keep
-- :unit – units to keep
with bought as (
    select
        year,
        placements,
        placement_days,
        priced_days,
        unpriced_days,
        cost_ore + extra_cost_ore as gross_ore,
        case
            when procurement = 'ramavtal' then 'within'
            when procurement = 'direktupphandling' then 'outside'
            else 'unknown'
        end as bought_as
    from report.bought_year
    where
        (procurement in ('ramavtal', 'direktupphandling') or (procurement is null and default_procurement = 'ramavtal'))
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
),

summed as (
    select
        year,
        coalesce(sum(placements) filter (where bought_as = 'within'), 0)::bigint as placements_within,
        coalesce(sum(placements) filter (where bought_as = 'outside'), 0)::bigint as placements_outside,
        coalesce(sum(placements) filter (where bought_as = 'unknown'), 0)::bigint as placements_unknown,
        coalesce(sum(placement_days) filter (where bought_as = 'within'), 0)::bigint as days_within,
        coalesce(sum(placement_days) filter (where bought_as = 'outside'), 0)::bigint as days_outside,
        coalesce(sum(placement_days) filter (where bought_as = 'unknown'), 0)::bigint as days_unknown,
        sum(gross_ore) filter (where bought_as = 'within') as within_ore,
        sum(gross_ore) filter (where bought_as = 'outside') as outside_ore,
        coalesce(sum(priced_days) filter (where bought_as = 'within'), 0)::bigint as within_priced_days,
        coalesce(sum(priced_days) filter (where bought_as = 'outside'), 0)::bigint as outside_priced_days,
        coalesce(sum(unpriced_days) filter (where bought_as <> 'unknown'), 0)::bigint as unpriced_days
    from bought
    group by year
),

-- a side with days and no price on any of them has cost an unknown sum
costed as (
    select
        *,
        case
            when within_priced_days > 0 or days_within = 0 then coalesce(within_ore, 0) / 100.0
        end as within_kr,
        case
            when outside_priced_days > 0 or days_outside = 0 then coalesce(outside_ore, 0) / 100.0
        end as outside_kr
    from summed
),

final as (
    select
        year,
        placements_within,
        placements_outside,
        placements_unknown,
        placements_within::numeric / nullif(placements_within + placements_outside, 0) as placements_share,
        days_within,
        days_outside,
        days_unknown,
        days_within::numeric / nullif(days_within + days_outside, 0) as days_share,
        within_kr,
        outside_kr,
        within_kr / nullif(within_kr + outside_kr, 0) as cost_share,
        unpriced_days
    from costed
)

select *
from final
order by year desc
