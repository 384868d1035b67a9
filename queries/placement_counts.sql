-- How many placements run on a day, or at some time in a period that ends on it, what they have come to, how bought.
-- one row per reason for buying outside framework agreements, and one for all
-- :day – the day asked about
-- :since – the first day of the period, null for the day alone
-- :item – what the placements need, one of the items of attention; null for all
-- :asked – what to keep, as JSON: codes by column ('' stands for unknown), or two limits for a number or a day
select
    counted.is_total,
    counted.placements,
    counted.persons,
    counted.care_days,
    counted.cost as cost_kr,
    counted.extra_cost as extra_kr,
    counted.unknown_cost,
    counted.without_price,
    counted.within_framework,
    counted.outside_framework,
    counted.unknown_procurement,
    coalesce(code.label, counted.outside_reason) as outside_reason
from
    report.placement_counts(
        cast(:day as date), cast(:since as date), cast(:item as text), cast(:asked as jsonb)
    ) as counted
left join report.code as code
    on counted.outside_reason = code.code and code.vocabulary = 'outside_reason'
order by counted.is_total desc, counted.placements desc, code.position
