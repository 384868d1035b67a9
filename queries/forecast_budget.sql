-- The budget of some months.
-- one row per month, care form and unit with a budgeted cost
-- :from_month – the first month (its first day)
-- :to_month – the last month (its first day)
select
    month,
    care_form,
    unit,
    sum(cost_ore)::bigint as budget_ore
from report.budget
where
    month between cast(:from_month as date) and cast(:to_month as date)
    and cost_ore is not null
group by month, care_form, unit
order by month, care_form, unit
