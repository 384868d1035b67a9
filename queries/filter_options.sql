-- The values that occur in the board's care days, for the filters, with their labels.
-- one row per dimension and value
with seen as (
    select
        care_form,
        sex,
        age_group,
        target_group,
        main_reason,
        procurement,
        tender_area,
        legal_basis,
        provider_code,
        unit,
        month
    from report.care_slice
),

grouped as (
    select
        care_form,
        sex,
        age_group,
        target_group,
        main_reason,
        procurement,
        tender_area,
        legal_basis,
        provider_code,
        unit,
        month,
        case 0
            when grouping(care_form) then 'care_form'
            when grouping(sex) then 'sex'
            when grouping(age_group) then 'age_group'
            when grouping(target_group) then 'target_group'
            when grouping(main_reason) then 'main_reason'
            when grouping(procurement) then 'procurement'
            when grouping(tender_area) then 'tender_area'
            when grouping(legal_basis) then 'legal_basis'
            when grouping(provider_code) then 'provider_code'
            when grouping(unit) then 'unit'
            else 'month'
        end as dimension
    from seen
    group by grouping sets (
        (care_form), (sex), (age_group), (target_group), (main_reason), (procurement),
        (tender_area), (legal_basis), (provider_code), (unit), (month)
    )
),

valued as (
    select
        dimension,
        coalesce(
            care_form, sex, age_group, target_group, main_reason, procurement,
            tender_area, legal_basis, provider_code, unit, to_char(month, 'YYYY-MM'), ''
        ) as code
    from grouped
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
