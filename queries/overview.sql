-- Care days, cost and budget of a month and of the twelve before it.
-- one row per kind of care form and month with any care day or budget
-- :month – the month (its first day)
-- :unit – units to keep, null keeps all; '' stands for unknown
with counted as (
    select
        month,
        care_form,
        coalesce(unit, '') as unit,
        sum(placement_days) as days,
        sum(priced_days) as priced_days,
        sum(unpriced_days) as unpriced_days,
        sum(cost_ore) as cost_ore,
        sum(extra_cost_ore) as extra_ore,
        sum(started) as started,
        sum(ended) as ended
    from report.care_slice
    where
        month between (cast(:month as date) - interval '1 year')::date and cast(:month as date)
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
    group by month, care_form, coalesce(unit, '')
),

planned as (
    select
        month,
        care_form,
        unit,
        sum(cost_ore) as budget_ore
    from report.budget
    where
        month between (cast(:month as date) - interval '1 year')::date and cast(:month as date)
        and (cast(:unit as text[]) is null or unit = any(cast(:unit as text[])))
    group by month, care_form, unit
),

-- what costs without being planned for is told apart: it has no budget to be held against
beside as (
    select
        coalesce(counted.month, planned.month) as month,
        coalesce(counted.care_form, planned.care_form) as care_form,
        counted.days,
        counted.priced_days,
        counted.unpriced_days,
        counted.cost_ore,
        counted.extra_ore,
        counted.started,
        counted.ended,
        planned.budget_ore,
        case when planned.budget_ore is null then counted.cost_ore + counted.extra_ore end as unbudgeted_ore
    from counted
    full join planned
        on
            counted.month = planned.month
            and counted.care_form = planned.care_form
            and counted.unit = planned.unit
),

summed as (
    select
        coalesce(code.kind, 'heldygnsvard') as kind,
        beside.month,
        coalesce(sum(beside.days), 0) as days,
        coalesce(sum(beside.priced_days), 0) as priced_days,
        coalesce(sum(beside.unpriced_days), 0) as unpriced_days,
        sum(beside.cost_ore) as cost_ore,
        coalesce(sum(beside.extra_ore), 0) as extra_ore,
        coalesce(sum(beside.started), 0) as started,
        coalesce(sum(beside.ended), 0) as ended,
        sum(beside.budget_ore) as budget_ore,
        sum(beside.unbudgeted_ore) as unbudgeted_ore
    from beside
    left join report.code
        on code.vocabulary = 'care_form' and beside.care_form = code.code
    group by coalesce(code.kind, 'heldygnsvard'), beside.month
),

-- A sum of prices is known only where at least one day has a price: no price at all is unknown, not 0.
final as (
    select
        kind,
        month,
        days::bigint as days,
        priced_days::bigint as priced_days,
        unpriced_days::bigint as unpriced_days,
        started::bigint as started,
        ended::bigint as ended,
        case when priced_days > 0 then cost_ore / 100.0 end as cost_kr,
        case when priced_days > 0 then cost_ore / 100.0 / priced_days end as cost_per_day_kr,
        case when priced_days > 0 then (cost_ore + extra_ore) / 100.0 end as gross_kr,
        budget_ore / 100.0 as budget_kr,
        case when budget_ore is not null then unbudgeted_ore / 100.0 end as unbudgeted_kr
    from summed
)

select *
from final
order by kind, month
