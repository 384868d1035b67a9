-- How many placements run on a day, or at some time in a period that ends on it, what they have come to, how bought.
-- one row per selection
-- :day – the day asked about
-- :since – the first day of the period, null for the day alone
-- :item – what the placements need, one of the items of attention; null for all
-- :asked – what to keep, as JSON: codes by column ('' stands for unknown), or two limits for a number or a day
select
    placements,
    persons,
    care_days,
    cost as cost_kr,
    extra_cost as extra_kr,
    unknown_cost,
    without_price,
    within_framework,
    outside_framework,
    unknown_procurement
from report.placement_counts(
    cast(:day as date), cast(:since as date), cast(:item as text), cast(:asked as jsonb)
)
