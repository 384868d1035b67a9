-- What the flow of cases can be chosen by, with labels; as months the first and the last in which a case began, and as
-- `through` the last day that any fact about cases covers.
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
    union all
    select
        'through' as dimension,
        max(data_through)::text as code,
        null as position,
        max(data_through)::text as label
    from report.cut_off
    where
        entity in (
            'referrals', 'investigations', 'decisions', 'interventions', 'placements', 'case_events', 'execution_events'
        )
    having max(data_through) is not null
)

select
    dimension,
    code,
    label
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C"
