-- How the codes of the flow of cases are called on the screens.
-- one row per vocabulary and code
select
    vocabulary,
    code,
    label
from report.code
where
    vocabulary in (
        'activity', 'step', 'referral_kind', 'subject', 'preliminary_outcome', 'decision_outcome',
        'intervention_type', 'care_form', 'legal_basis', 'sex', 'execution_event_kind'
    )
union all
select
    'unit' as vocabulary,
    unit as code,
    name as label
from report.unit
order by vocabulary, code
