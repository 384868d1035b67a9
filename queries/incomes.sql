-- Incomes by kind and month.
-- one row per level (total, kind, month) and value
-- :from_month – first month (its first day)
-- :to_month – last month (its first day)
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :unit – units to keep
with chosen as (
    select *
    from report.income
    where
        month between cast(:from_month as date) and cast(:to_month as date)
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
)

select
    case
        when grouping(month) = 0 then 'month'
        when grouping(chosen.kind) = 0 then 'kind'
        else 'total'
    end as level,
    month,
    chosen.kind as bucket,
    min(code.label) as label,
    sum(incomes)::bigint as incomes,
    sum(amount) as amount_kr
from chosen
left join report.code
    on code.vocabulary = 'income_kind' and chosen.kind = code.code
group by grouping sets ((), (month), (chosen.kind))
having count(*) > 0
order by level, month, amount_kr desc, bucket
