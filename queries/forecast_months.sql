-- Care days and cost with extras by month, for a forecast to go on from.
-- one row per month, care form and unit
-- :from_month – the first month (its first day)
select
    month,
    care_form,
    coalesce(unit, '') as unit,
    sum(placement_days)::bigint as days,
    sum(priced_days)::bigint as priced_days,
    sum(unpriced_days)::bigint as unpriced_days,
    sum(cost_ore + extra_cost_ore)::bigint as gross_ore,
    sum(extra_cost_ore)::bigint as extra_ore,
    (sum((cost_ore + extra_cost_ore) * vat_permille) / 1000)::bigint as vat_ore
from report.care_slice
where month >= cast(:from_month as date)
group by month, care_form, coalesce(unit, '')
order by month, care_form, coalesce(unit, '')
