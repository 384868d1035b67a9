-- The values that occur in the board's care days, for the filters, with their labels.
-- one row per dimension and value
with valued as (
    select
        dimension,
        case when dimension = 'month' then left(code, 7) else coalesce(code, '') end as code
    from report.care_value
),

-- Only a legal basis is several codes in one; a provider under secrecy reads skyddad.
labelled as (
    select
        valued.dimension,
        valued.code,
        string_agg(coalesce(code.label, unit.name, part.code), ' + ' order by part.position) as label,
        min(code.kind) as kind,
        min(code.position) as position
    from valued
    cross join
        unnest(
            case
                when valued.dimension = 'legal_basis' then string_to_array(valued.code, '+')
                else array[valued.code]
            end
        ) with ordinality as part (code, position)
    left join report.code
        on valued.dimension = code.vocabulary and part.code = code.code
    left join report.unit
        on valued.dimension = 'unit' and part.code = unit.unit
    where valued.code <> ''
    group by valued.dimension, valued.code
),

final as (
    select
        valued.dimension,
        valued.code,
        labelled.kind,
        labelled.position,
        case
            when valued.code = '' then 'Okänd'
            when valued.dimension = 'provider_code' and valued.code = 'skyddad' then 'Skyddad plats'
            else labelled.label
        end as label
    from valued
    left join labelled
        on valued.dimension = labelled.dimension and valued.code = labelled.code
)

select
    dimension,
    code,
    label,
    kind
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C"
