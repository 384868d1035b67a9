-- The budget of some months, with the labels of what it is for.
-- one row per month, care form and unit with a budgeted cost
-- :from_month – the first month (its first day)
-- :to_month – the last month (its first day)
with planned as (
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
)

select
    planned.month,
    planned.care_form,
    planned.unit,
    planned.budget_ore,
    coalesce(code.label, planned.care_form) as care_form_label,
    coalesce(unit.name, planned.unit) as unit_name
from planned
left join report.code
    on code.vocabulary = 'care_form' and planned.care_form = code.code
left join report.unit
    on planned.unit = unit.unit
order by planned.month, planned.care_form, planned.unit
