-- Care days and their cost in a period and in the same period the year before, whole, by month and by one dimension.
-- one row per kind of care form and level: total, month_total, month (by care form), group (by the dimension)
-- :from_month – first month of the period (its first day)
-- :to_month – last month of the period (its first day)
-- :dimension – the column to group by, one of the names below
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :sex – codes to keep
-- :age_group – codes to keep
-- :target_group – codes to keep
-- :main_reason – codes to keep
-- :procurement – codes to keep
-- :outside_reason – codes to keep
-- :tender_area – names to keep
-- :legal_basis – codes to keep; a day under two is kept by either
-- :provider_code – codes to keep
-- :unit – units to keep
with counted as (
    select
        care_form,
        month,
        vat_permille,
        case :dimension
            when 'care_form' then care_form
            when 'sex' then sex
            when 'age_group' then age_group
            when 'target_group' then target_group
            when 'main_reason' then main_reason
            when 'procurement' then procurement
            when 'outside_reason' then outside_reason
            when 'tender_area' then tender_area
            when 'legal_basis' then legal_basis
            when 'provider_code' then provider_code
            when 'unit' then unit
        end as bucket,
        sum(placement_days)::bigint as placement_days,
        sum(priced_days)::bigint as priced_days,
        sum(unpriced_days)::bigint as unpriced_days,
        sum(cost_ore)::bigint as cost_ore,
        sum(extra_cost_ore)::bigint as extra_cost_ore
    from report.care_slice
    where
        month between (cast(:from_month as date) - interval '1 year')::date and cast(:to_month as date)
        and (
            month >= cast(:from_month as date)
            or month <= (cast(:to_month as date) - interval '1 year')::date
        )
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:sex as text[]) is null or coalesce(sex, '') = any(cast(:sex as text[])))
        and (cast(:age_group as text[]) is null or coalesce(age_group, '') = any(cast(:age_group as text[])))
        and (
            cast(:target_group as text[]) is null
            or coalesce(target_group, '') = any(cast(:target_group as text[]))
        )
        and (
            cast(:main_reason as text[]) is null
            or coalesce(main_reason, '') = any(cast(:main_reason as text[]))
        )
        and (
            cast(:procurement as text[]) is null
            or coalesce(procurement, '') = any(cast(:procurement as text[]))
        )
        and (
            cast(:outside_reason as text[]) is null
            or coalesce(outside_reason, '') = any(cast(:outside_reason as text[]))
        )
        and (
            cast(:tender_area as text[]) is null
            or coalesce(tender_area, '') = any(cast(:tender_area as text[]))
        )
        and (
            cast(:legal_basis as text[]) is null
            or coalesce(legal_basis, '') = any(cast(:legal_basis as text[]))
            or string_to_array(legal_basis, '+') && cast(:legal_basis as text[])
        )
        and (
            cast(:provider_code as text[]) is null
            or coalesce(provider_code, '') = any(cast(:provider_code as text[]))
        )
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
    group by care_form, month, vat_permille, bucket
),

-- a month of the year before is whole: the asker holds it against whole months only
compared as (
    select
        *,
        month as shown_month,
        true as is_now
    from counted
    where month >= cast(:from_month as date)
    union all
    select
        *,
        (month + interval '1 year')::date as shown_month,
        false as is_now
    from counted
    where month <= (cast(:to_month as date) - interval '1 year')::date
),

summed as (
    select
        coalesce(code.kind, 'heldygnsvard') as kind,
        compared.care_form,
        compared.shown_month as month,
        coalesce(compared.bucket, '') as bucket,
        case
            when grouping(compared.care_form) = 0 then 'month'
            when grouping(compared.shown_month) = 0 then 'month_total'
            when grouping(coalesce(compared.bucket, '')) = 0 then 'group'
            else 'total'
        end as level,
        sum(placement_days) filter (where is_now) as days,
        sum(priced_days) filter (where is_now) as priced_days,
        sum(unpriced_days) filter (where is_now) as unpriced_days,
        sum(cost_ore) filter (where is_now) as cost_ore,
        sum(extra_cost_ore) filter (where is_now) as extra_ore,
        sum((cost_ore + extra_cost_ore) * vat_permille) filter (where is_now) / 1000.0 as vat_ore,
        sum(placement_days) filter (where not is_now) as before_days,
        sum(priced_days) filter (where not is_now) as before_priced_days,
        sum(unpriced_days) filter (where not is_now) as before_unpriced_days,
        sum(cost_ore) filter (where not is_now) as before_cost_ore
    from compared
    left join report.code
        on code.vocabulary = 'care_form' and compared.care_form = code.code
    group by
        coalesce(code.kind, 'heldygnsvard'),
        grouping sets (
            (), (compared.shown_month), (compared.shown_month, compared.care_form), (coalesce(compared.bucket, ''))
        )
),

-- A sum of prices is known where at least one day has a price, or where there is no day to have one: days without
-- any price cost an unknown sum, not 0.
final as (
    select
        level,
        kind,
        month,
        care_form,
        bucket,
        coalesce(days, 0)::bigint as days,
        coalesce(priced_days, 0)::bigint as priced_days,
        coalesce(unpriced_days, 0)::bigint as unpriced_days,
        case when is_known then coalesce(cost_ore, 0) / 100.0 end as cost_kr,
        case when priced_days > 0 then cost_ore / 100.0 / priced_days end as cost_per_day_kr,
        case when is_known or extra_ore <> 0 then coalesce(extra_ore, 0) / 100.0 end as extra_kr,
        case when is_known then coalesce(cost_ore + extra_ore, 0) / 100.0 end as gross_kr,
        case when is_known or extra_ore <> 0 then round(coalesce(vat_ore, 0) / 100.0, 2) end as vat_kr,
        case when is_known then round(coalesce(cost_ore + extra_ore - vat_ore, 0) / 100.0, 2) end as after_vat_kr,
        before_days::bigint as before_days,
        before_priced_days::bigint as before_priced_days,
        before_unpriced_days::bigint as before_unpriced_days,
        case when before_priced_days > 0 then before_cost_ore / 100.0 end as before_cost_kr,
        case
            when before_priced_days > 0 then before_cost_ore / 100.0 / before_priced_days
        end as before_cost_per_day_kr
    from summed
    cross join lateral (select priced_days > 0 or coalesce(unpriced_days, 0) = 0 as is_known) as k
)

select *
from final
order by level, kind, month, days desc, care_form, bucket
