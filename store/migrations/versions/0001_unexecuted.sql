-- Granted decisions that were not carried out within three months (SoL 34:1-3, LSS 28 f-h §§), for the quarter's report
-- to IVO and the figures to the council. Rows about individuals ask for an opening; counts do not. They speak of now:
-- as of an earlier load there are no rows.

-- What a wait is in the report of a quarter; null: nothing. `today`: the last day the facts cover.
create function report.unexecuted_state(
    deadline_on date, ended_on date, until_on date, from_on date, to_on date, today date
) returns text
language sql immutable parallel safe set search_path = pg_catalog
as $$
    select case
        when ended_on <= least(to_on, today) and (until_on is null or ended_on <= until_on) then
            case when ended_on >= from_on and ended_on > deadline_on then 'verkstallt' end
        -- what stands until the quarter's last day stops waiting on it
        when until_on <= least(to_on, today) then
            case when until_on >= from_on and until_on > deadline_on then 'upphort' end
        when deadline_on < least(to_on, today) then 'ej_verkstallt'
    end
$$;

-- One row per wait that has been longer than its clock, whoever it is about: from a decision, or from an interruption.
create view core.seen_unexecuted as
with late as materialized (
    select
        s.board_id,
        s.case_id,
        s.person_key,
        s.key,
        s.unit,
        s.started_on,
        s.deadline_on,
        s.ended_on,
        s.until_on,
        h.today
    from core.step as s
    inner join core.seen_step_reach as h on s.step = h.step
    where
        (select report.as_of_load()) is null
        and s.step = 'decision_to_execution'
        and s.deadline_on < least(s.ended_on, s.until_on, h.today)
)

select
    l.*,
    d.decision_id,
    d.decided_on,
    d.legal_basis,
    coalesce(d.care_form, d.intervention_type) as kind,
    l.key <> d.decision_id as is_interrupted
from late as l
inner join core.seen_decisions as d
    on
        l.board_id = d.board_id
        and l.case_id = d.case_id
        and (l.key = d.decision_id or l.key = d.decision_id || '|' || to_char(l.started_on, 'YYYY-MM-DD'));

create view report.unexecuted_decision with (security_barrier) as
select
    (select access.board_name()) as board,
    s.person_key,
    s.decision_id,
    s.case_id,
    s.decided_on,
    s.legal_basis,
    s.kind,
    s.unit,
    p.sex,
    p.birth_year,
    s.is_interrupted,
    s.started_on,
    s.deadline_on,
    s.ended_on,
    s.until_on,
    s.today,
    e.event_kinds,
    e.event_days
from core.seen_unexecuted as s
left join core.seen_persons as p on s.board_id = p.board_id and s.person_key = p.person_key
left join lateral (
    select
        array_agg(x.kind order by x.occurred_on, x.kind) as event_kinds,
        array_agg(x.occurred_on order by x.occurred_on, x.kind) as event_days
    from core.seen_case_execution_events as x
    where s.board_id = x.board_id and s.decision_id = x.decision_id
) as e on true
where
    (select access.has_opened())
    and (
        (select access.sees_protected())
        or not exists (
            select from core.seen_protected_person as n
            where n.board_id = s.board_id and n.person_key = s.person_key
        )
    )
    and ((select access.whole_board()) or s.unit = any((select access.units())::text[]));

-- one row per state, paragraph, kind and sex, and one for each state whole
create function report.unexecuted_counts(from_on date, to_on date, asked_units text[])
returns table (
    is_total boolean,
    state text,
    legal_basis text,
    kind text,
    sex text,
    decisions bigint,
    persons bigint,
    median_days numeric,
    longest_days integer
)
language sql stable security definer set search_path = pg_catalog
as $$
    with waited as (
        select
            report.unexecuted_state(s.deadline_on, s.ended_on, s.until_on, from_on, to_on, s.today) as state,
            s.legal_basis,
            s.kind,
            p.sex,
            s.person_key,
            s.decision_id,
            least(s.ended_on, s.until_on, to_on, s.today) - s.started_on as days
        from core.seen_unexecuted as s
        left join core.seen_persons as p on s.board_id = p.board_id and s.person_key = p.person_key
        where
            ((select access.whole_board()) or s.unit = any((select access.units())::text[]))
            and (asked_units is null or coalesce(s.unit, '') = any(asked_units))
    )

    select
        grouping(w.kind) = 1 as is_total,
        w.state,
        w.legal_basis,
        w.kind,
        w.sex,
        count(distinct w.decision_id) as decisions,
        count(distinct w.person_key) as persons,
        percentile_cont(0.5) within group (order by w.days)::numeric as median_days,
        max(w.days) as longest_days
    from waited as w
    where w.state is not null
    group by grouping sets ((w.state, w.legal_basis, w.kind, w.sex), (w.state))
$$;

comment on view report.unexecuted_decision is
'Beviljade beslut som inte verkställdes inom tre månader, och avbrott som inte togs upp inom tre månader: en rad per '
'väntan. Rader bara under en öppning som står i åtkomstloggen, bara egna enheters, och utan personer med skyddade '
'uppgifter om behörigheten inte säger det. Bara för IFO-chef.';
comment on column report.unexecuted_decision.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.unexecuted_decision.person_key is 'Personens nyckel (hash).';
comment on column report.unexecuted_decision.decision_id is 'Beslutet i källan.';
comment on column report.unexecuted_decision.case_id is 'Ärendet i källan.';
comment on column report.unexecuted_decision.decided_on is 'Beslutsdag.';
comment on column report.unexecuted_decision.legal_basis is 'Lagrum.';
comment on column report.unexecuted_decision.kind is 'Insatstyp, för en placering dess vårdform.';
comment on column report.unexecuted_decision.unit is 'Enhet.';
comment on column report.unexecuted_decision.sex is 'Kön.';
comment on column report.unexecuted_decision.birth_year is 'Födelseår.';
comment on column report.unexecuted_decision.is_interrupted is
'Sant när väntan började med ett avbrott och inte med beslutet.';
comment on column report.unexecuted_decision.started_on is
'Dagen då väntan började: beslutsdagen eller avbrottets dag.';
comment on column report.unexecuted_decision.deadline_on is 'Sista dagen inom tre månader.';
comment on column report.unexecuted_decision.ended_on is
'Dagen då beslutet verkställdes; tomt när det inte har verkställts.';
comment on column report.unexecuted_decision.until_on is
'Sista dagen beslutet gäller; tomt när det gäller tills vidare.';
comment on column report.unexecuted_decision.today is 'Sista dagen uppgifterna täcker.';
comment on column report.unexecuted_decision.event_kinds is
'Erbjudanden, avböjanden, avbrott och återupptagna, i tidsordning.';
comment on column report.unexecuted_decision.event_days is 'Dagarna för dem, i samma ordning.';

comment on function report.unexecuted_state(date, date, date, date, date, date) is
'Vad en väntan är i ett kvartals rapport: ej_verkstallt, verkstallt (efter mer än tre månader), upphort, eller inget.';
comment on function report.unexecuted_counts(date, date, text[]) is
'Ej verkställda beslut i ett kvartal, som antal per läge, lagrum, slag och kön, och för varje läge sammanlagt. '
'Skyddade '
'personer räknas in. Bara för IFO-chef. Enhet: beslut och personer.';
