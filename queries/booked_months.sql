-- Computed cost against booked, and what the difference is made of, in months that are whole.
-- one row per level: total, month, care_form, unit; without_form for what is booked on no care form; not_whole months
-- :from_month – first month (its first day)
-- :to_month – last month (its first day)
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :unit – units to keep
with chosen as (
    select *
    from report.booked_month
    where
        month between cast(:from_month as date) and cast(:to_month as date)
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
),

measured as (
    select
        case
            when grouping(month) = 0 then 'month'
            when grouping(care_form) = 0 then 'care_form'
            when grouping(unit) = 0 then 'unit'
            else 'total'
        end as level,
        month,
        coalesce(care_form, unit, '') as bucket,
        sum(computed) as computed_kr,
        sum(vat_compensation) as vat_kr,
        sum(unpriced_days)::bigint as unpriced_days,
        sum(invoiced) as invoiced_kr,
        sum(booked) as booked_kr,
        sum(booked) - sum(computed) as difference_kr,
        sum(wrongly_invoiced) as wrongly_invoiced_kr,
        sum(invoiced_unjudged) as invoiced_unjudged_kr,
        sum(less_not_invoiced) as less_not_invoiced_kr,
        sum(booked_otherwise) as booked_otherwise_kr
    from chosen
    where is_whole and care_form is not null
    group by grouping sets ((), (month), (care_form), (unit))
),

apart as (
    select
        case when is_whole then 'without_form' else 'not_whole' end as level,
        case when not is_whole then month end as month,
        sum(booked) as booked_kr,
        sum(invoiced) as invoiced_kr
    from chosen
    where not is_whole or care_form is null
    group by case when is_whole then 'without_form' else 'not_whole' end, case when not is_whole then month end
),

final as (
    select * from measured
    union all
    select
        level,
        month,
        '' as bucket,
        null::numeric as computed_kr,
        null::numeric as vat_kr,
        null::bigint as unpriced_days,
        invoiced_kr,
        booked_kr,
        null::numeric as difference_kr,
        null::numeric as wrongly_invoiced_kr,
        null::numeric as invoiced_unjudged_kr,
        null::numeric as less_not_invoiced_kr,
        null::numeric as booked_otherwise_kr
    from apart
)

select *
from final
order by level, month, abs(difference_kr) desc nulls last, bucket
