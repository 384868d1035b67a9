-- What needs can be chosen by, with labels, and the templates with the first days of their tariffs (`tariff`, the code
-- holds the template and the label the day); as `today` and `history_from` how far they reach and since when they are
-- whole, as `decisions` and `interventions` how far each is delivered.
-- one row per dimension and value
with reach as (
    select
        today,
        history_from,
        decisions_through,
        interventions_through
    from report.level_reach()
),

valued as (
    select
        dimension,
        coalesce(code, '') as code
    from report.level_values()
),

labelled as (
    select
        valued.dimension,
        valued.code,
        coalesce(unit.name, code.label, case when valued.code = '' then 'Okänd' else valued.code end) as label,
        code.position
    from valued
    left join report.code as code
        on valued.dimension = code.vocabulary and valued.code = code.code
    left join report.unit as unit
        on valued.dimension = 'unit' and valued.code = unit.unit
),

template as (
    select
        template,
        valid_from,
        is_usual
    from report.level_templates()
),

final as (
    select
        dimension,
        code,
        label,
        position
    from labelled
    union all
    select
        'tariff' as dimension,
        template as code,
        valid_from::text as label,
        case when is_usual then 0 else 1 end as position
    from template
    union all
    select
        told.dimension,
        told.day::text as code,
        told.day::text as label,
        0 as position
    from reach
    cross join
        lateral (
            values
            ('today', reach.today),
            ('history_from', reach.history_from),
            ('decisions', reach.decisions_through),
            ('interventions', reach.interventions_through)
        ) as told (dimension, day)
    where told.day is not null
)

select
    dimension,
    code,
    label
from final
order by dimension, code = '', position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C", code
