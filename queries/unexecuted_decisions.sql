-- Granted decisions that were not carried out within three months, as a quarter reports them.
-- one row per wait of a decision, the same person's after each other
-- individuals
-- :from_on – the quarter's first day
-- :to_on – the quarter's last day
-- :units – units to keep, null keeps all; '' stands for unknown
with final as (
    select
        person_key,
        decision_id,
        case_id,
        decided_on,
        legal_basis,
        kind,
        unit,
        sex,
        birth_year,
        is_interrupted,
        started_on,
        deadline_on,
        ended_on,
        until_on,
        event_kinds,
        event_days,
        report.unexecuted_state(
            deadline_on, ended_on, until_on, cast(:from_on as date), cast(:to_on as date), today
        ) as state,
        least(ended_on, until_on, cast(:to_on as date), today) - started_on as days
    from report.unexecuted_decision
    where cast(:units as text[]) is null or coalesce(unit, '') = any(cast(:units as text[]))
)

select * from final
where state is not null
order by min(started_on) over (partition by person_key), person_key, started_on, decision_id
