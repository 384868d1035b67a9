-- What invoice lines can be chosen by, with labels.
-- one row per dimension and value
with valued as (
    select distinct
        v.dimension,
        v.code
    from report.invoice_sum as s
    cross join
        lateral (
            values
            ('month', to_char(s.month, 'YYYY-MM')),
            ('provider_code', coalesce(s.provider_code, '')),
            ('care_form', coalesce(s.care_form, '')),
            ('unit', coalesce(s.unit, ''))
        ) as v (dimension, code)
    union
    -- what is counted without any invoice is reconciled too
    select
        dimension,
        coalesce(code, '') as code
    from report.care_value
    where dimension in ('care_form', 'unit', 'provider_code')
),

final as (
    select
        valued.dimension,
        valued.code,
        code.position,
        case
            when valued.code = '' then 'Okänd'
            when valued.code = 'skyddad' then 'Skyddad plats'
            else coalesce(code.label, unit.name, valued.code)
        end as label
    from valued
    left join report.code
        on valued.dimension = code.vocabulary and valued.code = code.code
    left join report.unit
        on valued.dimension = 'unit' and valued.code = unit.unit
)

select
    dimension,
    code,
    label
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C"
