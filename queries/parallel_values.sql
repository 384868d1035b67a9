-- The kinds and the units that occur in parallel interventions, with their labels, in the order they are shown.
-- one row per dimension (kind, unit) and code
with labelled as (
    select distinct on (value.dimension, value.code)
        value.dimension,
        value.code,
        coalesce(code.label, unit.name, value.code) as label,
        code.vocabulary,
        code.position
    from report.parallel_values() as value
    left join report.code
        on
            value.dimension = 'kind'
            and code.vocabulary in ('care_form', 'intervention_type')
            and value.code = code.code
    left join report.unit on value.dimension = 'unit' and value.code = unit.unit
    order by value.dimension, value.code, code.vocabulary
)

select
    dimension,
    code,
    label
from labelled
order by dimension, vocabulary, position, translate(lower(label), 'åäöéèüáà', '{|}eeyaa') collate "C", code
