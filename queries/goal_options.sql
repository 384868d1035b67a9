-- What goals can be chosen by, with labels: life areas as instrument:area; as `first` and `through` the first day of an
-- assessment and the last that is covered.
-- one row per dimension and value
with valued as (
    select
        dimension,
        coalesce(code, '') as code,
        label,
        -- of a deeper code in IBIC, as d155, the area that it lies in
        case when code ~ '^ibic:d[1-9][0-9]+$' then left(code, 7) end as area
    from report.goal_values()
),

final as (
    select
        valued.dimension,
        valued.code,
        coalesce(code.position, area.position, 10000) as position,
        case
            when valued.code = '' and valued.dimension = 'provider_code' then 'Familjehem eller okänd utförare'
            when valued.code = '' then 'Okänd'
            when valued.dimension = 'provider_code' and valued.code = 'skyddad' then 'Skyddad plats'
            when area.label is not null then area.label || ' (' || split_part(valued.code, ':', 2) || ')'
            else
                coalesce(
                    valued.label, unit.name, code.label,
                    case when valued.dimension = 'life_area' then split_part(valued.code, ':', 2) end,
                    valued.code
                )
        end as label
    from valued
    left join report.code as code
        on valued.dimension = code.vocabulary and valued.code = code.code
    left join report.code as area
        on valued.dimension = area.vocabulary and valued.area = area.code
    left join report.unit as unit
        on valued.dimension = 'unit' and valued.code = unit.unit
)

select
    dimension,
    code,
    label
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C", code
