-- What the flow of cases can be chosen by, with labels; as months the first and the last in which a case began.
-- one row per dimension and value
with final as (
    select
        value.dimension,
        coalesce(value.code, '') as code,
        code.position,
        case
            when value.code is null then 'Okänt'
            else coalesce(unit.name, code.label, value.code)
        end as label
    from report.case_value as value
    left join report.code as code
        on
            value.code = code.code
            and code.vocabulary = case value.dimension when 'kind' then 'referral_kind' else value.dimension end
    left join report.unit as unit
        on value.dimension = 'unit' and value.code = unit.unit
)

select
    dimension,
    code,
    label
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C"
