-- All that is known of one individual in order of time: what happened, what was given, the clocks, parallel spells.
-- one row per event, intervention, placement, legal basis, follow-up, consideration, assessment, clock and spell
-- individuals
-- :person – the person's key, null for a case whose log names nobody
-- :case – the case number, where no person is asked for
with line as (
    select * from report.time_line(:person, :case)
    -- a day on which one placement gives way to another is no parallel intervention
    where item <> 'parallella' or outcome is distinct from 'byte'
),

label as (
    select
        code.vocabulary,
        code.code,
        code.label
    from report.code
    where
        code.vocabulary in (
            'referral_kind', 'preliminary_outcome', 'decision_outcome', 'intervention_type', 'care_form', 'legal_basis',
            'execution_event_kind', 'consideration_kind', 'assessment_kind', 'goal', 'instrument', 'end_reason',
            'activity', 'step'
        )
)

select
    line.lane,
    line.item,
    line.code,
    line.started_on,
    line.occurred_at at time zone 'Europe/Stockholm' as occurred_at,
    line.ended_on,
    line.due_on,
    line.done_on,
    line.is_late,
    line.judged_on,
    line.is_own,
    line.case_id,
    line.key,
    line.provider_code,
    line.hours_per_week,
    line.given_days,
    line.care_days,
    line.cost + line.extra_cost as cost_kr,
    line.goal_level,
    coalesce(what.label, line.code) as label,
    coalesce(outcome.label, line.outcome) as outcome,
    coalesce(basis.label, line.legal_basis) as legal_basis,
    coalesce(reason.label, line.reason) as reason,
    coalesce(unit.name, line.unit) as unit,
    (
        select array_agg(coalesce(kind.label, given.kind) order by given.kind)
        from unnest(line.kinds) as given (kind)
        left join lateral (
            select label.label
            from label
            where label.code = given.kind and label.vocabulary in ('care_form', 'intervention_type')
            order by label.vocabulary
            limit 1
        ) as kind on true
    ) as kinds
from line
left join label as what on line.vocabulary = what.vocabulary and line.code = what.code
left join label as outcome
    on
        line.outcome = outcome.code
        and outcome.vocabulary = case line.item
            when 'forhandsbedomning' then 'preliminary_outcome'
            when 'beslut' then 'decision_outcome'
            when 'bedomning' then 'goal'
        end
left join label as basis on basis.vocabulary = 'legal_basis' and line.legal_basis = basis.code
left join label as reason
    on
        line.reason = reason.code
        and reason.vocabulary = case
            when line.item in ('placering', 'insats') then 'end_reason'
            when line.item = 'bedomning' then 'instrument'
        end
left join report.unit on line.unit = unit.unit
order by
    coalesce(line.occurred_at, line.started_on::timestamp at time zone 'Europe/Stockholm'),
    line.flow_order,
    line.item,
    line.ended_on,
    line.code,
    line.key
