-- The flow of each case and the steps of the process, from the facts; made for current_, touched_, then_ and seen_.

-- one row per decision and intervention that carries it out without naming it: of the same case, person and kind, and
-- given after the decision. One that names another decision does so only if it ran already (the decision prolongs it).
create view core.now_execution_unnamed as
select
    d.board_id,
    d.decision_id,
    g.is_placement,
    g.key,
    greatest(g.started_on, d.decided_on) as executed_on,
    g.unit
from core.now_case_decisions as d
inner join core.now_case_given as g
    on d.board_id = g.board_id and d.case_id = g.case_id and d.person_key = g.person_key
where
    d.outcome in ('bifall', 'delvis_bifall')
    and case
        when g.is_placement then d.intervention_type = 'placering' and coalesce(d.care_form, g.kind) = g.kind
        else d.intervention_type = g.kind
    end
    and g.decision_id is distinct from d.decision_id
    and (g.ended_on is null or g.ended_on >= d.decided_on)
    and (g.decision_id is null or g.started_on <= d.decided_on);

-- one row per decision that has been carried out: since the first that names it began, else by what does not name it
create view core.now_execution as
select distinct on (e.board_id, e.decision_id)
    e.board_id,
    e.decision_id,
    e.executed_on,
    e.unit
from (
    select g.board_id, g.decision_id, 1 as place, g.started_on as executed_on, g.unit
    from core.now_decision_given as g
    union all
    select u.board_id, u.decision_id, 2 as place, u.executed_on, u.unit
    from core.now_execution_unnamed as u
) as e
order by e.board_id, e.decision_id, e.place, e.executed_on, e.unit;

-- one row per event of a case; a date is its midnight in Sweden
create view core.now_event as
select
    x.board_id,
    x.case_id,
    x.person_key,
    'aktualisering' as activity,
    10 as flow_order,
    core.midnight(x.received_on) as occurred_at,
    x.unit,
    x.referral_id as key
from core.now_case_referrals as x
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'skyddsbedomning' as activity,
    20 as flow_order,
    core.midnight(x.safety_assessed_on) as occurred_at,
    x.unit,
    x.referral_id as key
from core.now_case_referrals as x
where x.safety_assessed_on is not null
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'forhandsbedomning' as activity,
    30 as flow_order,
    core.midnight(x.assessed_on) as occurred_at,
    x.unit,
    x.referral_id as key
from core.now_case_referrals as x
where x.assessed_on is not null
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'utredning_inledd' as activity,
    40 as flow_order,
    core.midnight(x.opened_on) as occurred_at,
    x.unit,
    x.investigation_id as key
from core.now_case_investigations as x
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'utredning_avslutad' as activity,
    50 as flow_order,
    core.midnight(x.closed_on) as occurred_at,
    x.unit,
    x.investigation_id as key
from core.now_case_investigations as x
where x.closed_on is not null
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'beslut_' || x.outcome as activity,
    60 as flow_order,
    core.midnight(x.decided_on) as occurred_at,
    x.unit,
    x.decision_id as key
from core.now_case_decisions as x
union all
-- an offer, an interruption and what else is said of the carrying out
select
    d.board_id,
    d.case_id,
    d.person_key,
    x.kind as activity,
    case x.kind when 'erbjudande' then 70 when 'avbojt' then 75 when 'avbrott' then 110 else 120 end as flow_order,
    core.midnight(x.occurred_on) as occurred_at,
    d.unit,
    x.decision_id as key
from core.now_case_decisions as d
inner join core.now_case_execution_events as x on d.board_id = x.board_id and d.decision_id = x.decision_id
union all
select
    d.board_id,
    d.case_id,
    d.person_key,
    'verkstallighet' as activity,
    80 as flow_order,
    core.midnight(x.executed_on) as occurred_at,
    x.unit,
    d.decision_id as key
from core.now_case_decisions as d
inner join core.now_execution as x on d.board_id = x.board_id and d.decision_id = x.decision_id
union all
-- what is given without a decision begins by itself
select
    x.board_id,
    x.case_id,
    x.person_key,
    'verkstallighet' as activity,
    80 as flow_order,
    core.midnight(x.started_on) as occurred_at,
    x.unit,
    x.key
from core.now_case_given as x
where
    not x.is_placement
    and x.decision_id is null
    and x.case_id is not null
    and not exists (
        select from core.now_execution_unnamed as u
        where u.board_id = x.board_id and not u.is_placement and u.key = x.key
    )
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'placering_in' as activity,
    90 as flow_order,
    core.midnight(x.started_on) as occurred_at,
    x.unit,
    x.key
from core.now_case_given as x
where x.is_placement and x.case_id is not null
union all
-- another legal basis than the day before: several on one day are one change
select distinct
    g.board_id,
    g.case_id,
    g.person_key,
    'lagrum_andrat' as activity,
    100 as flow_order,
    core.midnight(x.valid_from) as occurred_at,
    g.unit,
    g.key
from core.now_case_given as g
inner join core.now_case_legal_bases as x
    on g.is_placement and g.board_id = x.board_id and g.key = x.placement_id
where g.case_id is not null and x.valid_from > g.started_on
union all
select distinct
    g.board_id,
    g.case_id,
    g.person_key,
    'uppfoljning' as activity,
    130 as flow_order,
    core.midnight(x.followed_up_on) as occurred_at,
    g.unit,
    x.follow_up_id as key
from core.now_case_given as g
inner join core.now_case_follow_ups as x
    on g.board_id = x.board_id and g.is_placement = x.is_placement and g.key = x.key
where g.case_id is not null
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'placering_ut' as activity,
    140 as flow_order,
    core.midnight(x.ended_on) as occurred_at,
    x.unit,
    x.key
from core.now_case_given as x
where x.is_placement and x.case_id is not null and x.ended_on is not null
union all
select
    x.board_id,
    x.case_id,
    x.person_key,
    'insats_avslutad' as activity,
    150 as flow_order,
    core.midnight(x.ended_on) as occurred_at,
    x.unit,
    x.key
from core.now_case_given as x
where not x.is_placement and x.case_id is not null and x.ended_on is not null
union all
-- a ready-made log: its activities are its own, and stand after ours at the same instant
select
    x.board_id,
    x.case_id,
    x.person_key,
    x.activity,
    1000 as flow_order,
    x.occurred_at,
    x.unit,
    x.activity as key
from core.now_case_log as x;

-- what a case is about: its first referral says, else its first investigation
create view core.now_case_about as
select distinct on (a.board_id, a.case_id)
    a.board_id,
    a.case_id,
    a.subject,
    a.kind
from (
    select r.board_id, r.case_id, r.subject, r.kind, 1 as place, r.received_on as began_on, r.referral_id as key
    from core.now_case_referrals as r
    union all
    select
        i.board_id, i.case_id, i.subject, null as kind, 2 as place, i.opened_on as began_on, i.investigation_id as key
    from core.now_case_investigations as i
) as a
order by a.board_id, a.case_id, a.place, a.began_on, a.key;

-- one row per case with any event
create view core.now_case_flow_calculated as
with flow as (
    select
        e.board_id,
        e.case_id,
        min(e.occurred_at) as started_at,
        array_agg(e.activity order by e.occurred_at, e.flow_order, e.activity, e.key) as activities,
        array_agg(e.occurred_at order by e.occurred_at, e.flow_order, e.activity, e.key) as times,
        array_agg(e.unit order by e.occurred_at, e.flow_order, e.activity, e.key) as units
    from core.now_event as e
    group by e.board_id, e.case_id
)

select
    f.board_id,
    f.case_id,
    a.subject,
    a.kind,
    f.started_at,
    f.activities,
    f.times,
    f.units
from flow as f
left join core.now_case_about as a on f.board_id = a.board_id and f.case_id = a.case_id;

-- one row per step that has begun; without an end it runs still. docs/decisions/0009-flows.md says what belongs.
create view core.now_step_calculated as
with named as (
    select i.board_id, i.referral_id, min(i.opened_on) as opened_on
    from core.now_referral_investigations as i
    group by i.board_id, i.referral_id
),

-- an investigation that names no referral answers those of its case and person that came before it
unnamed as (
    select r.board_id, r.referral_id, min(i.opened_on) as opened_on
    from core.now_case_referrals as r
    inner join core.now_case_investigations as i
        on
            r.board_id = i.board_id
            and r.case_id = i.case_id
            and r.person_key = i.person_key
            and r.received_on <= i.opened_on
    where i.referral_id is null and coalesce(r.preliminary_outcome, '') not in ('inleds_ej', 'pagaende')
    group by r.board_id, r.referral_id
),

referral as (
    select
        r.board_id,
        r.referral_id,
        r.case_id,
        r.person_key,
        r.unit,
        r.subject,
        r.kind,
        r.received_on,
        r.assessed_on,
        r.preliminary_outcome,
        coalesce(n.opened_on, u.opened_on) as opened_on
    from core.now_case_referrals as r
    left join named as n on r.board_id = n.board_id and r.referral_id = n.referral_id
    left join unnamed as u on r.board_id = u.board_id and r.referral_id = u.referral_id
),

-- investigations that closed after the referral came
closed as (
    select distinct r.board_id, r.referral_id
    from core.now_case_referrals as r
    inner join core.now_case_investigations as i
        on
            r.board_id = i.board_id
            and r.case_id = i.case_id
            and r.person_key = i.person_key
            and r.received_on <= i.opened_on
    where i.closed_on is not null
),

granted as (
    select
        d.*,
        a.subject,
        a.kind,
        l.has_execution_clock
    from core.now_case_decisions as d
    left join core.now_case_legal_codes as c on d.board_id = c.board_id and d.legal_basis = c.code
    left join core.legal_basis as l on l.legal_basis = coalesce(c.maps_to, d.legal_basis)
    left join core.now_case_about as a on d.board_id = a.board_id and d.case_id = a.case_id
    where
        d.outcome in ('bifall', 'delvis_bifall')
        -- without assessment nobody waits for a decision to be carried out
        and coalesce(c.maps_to, d.legal_basis) <> 'sol_11_5'
),

executed as (
    select x.board_id, x.decision_id, x.executed_on
    from core.now_execution as x
),

carried_out as (
    select
        r.board_id,
        r.referral_id,
        min(e.executed_on) as executed_on
    from core.now_case_referrals as r
    inner join granted as d
        on
            r.board_id = d.board_id
            and r.case_id = d.case_id
            and r.person_key = d.person_key
            and r.received_on <= d.decided_on
    left join executed as e on d.board_id = e.board_id and d.decision_id = e.decision_id
    group by r.board_id, r.referral_id
),

-- what was interrupted had begun by then, whatever else is known
interrupted as (
    select x.board_id, x.decision_id, min(x.occurred_on) as interrupted_on
    from core.now_case_execution_events as x
    where x.kind = 'avbrott'
    group by x.board_id, x.decision_id
),

-- a decision waits from its day, and again from each interruption until it is taken up or something new begins
waiting as (
    select
        d.board_id,
        d.decision_id,
        d.decision_id as key,
        d.decided_on as started_on,
        least(e.executed_on, b.interrupted_on) as ended_on
    from granted as d
    left join executed as e on d.board_id = e.board_id and d.decision_id = e.decision_id
    left join interrupted as b on d.board_id = b.board_id and d.decision_id = b.decision_id
    union all
    select
        d.board_id,
        d.decision_id,
        d.decision_id || '|' || to_char(x.occurred_on, 'YYYY-MM-DD') as key,
        x.occurred_on as started_on,
        least(min(y.occurred_on), min(g.started_on)) as ended_on
    from granted as d
    inner join core.now_case_execution_events as x
        on d.board_id = x.board_id and d.decision_id = x.decision_id and x.kind = 'avbrott'
    left join core.now_case_execution_events as y
        on
            x.board_id = y.board_id
            and x.decision_id = y.decision_id
            and y.kind = 'aterupptagen'
            and x.occurred_on <= y.occurred_on
    left join core.now_decision_given as g
        on x.board_id = g.board_id and x.decision_id = g.decision_id and x.occurred_on < g.started_on
    group by d.board_id, d.decision_id, x.occurred_on
)

select
    r.board_id,
    'preliminary_assessment' as step,
    r.referral_id as key,
    r.case_id,
    r.person_key,
    r.unit,
    r.subject,
    r.kind,
    r.received_on as started_on,
    r.assessed_on as ended_on,
    case when r.subject = 'barn' then r.received_on + 14 end as deadline_on,
    null::date as until_on
from referral as r
where r.kind = 'anmalan' and r.preliminary_outcome is distinct from 'pagaende'
union all
select
    r.board_id,
    'referral_to_investigation' as step,
    r.referral_id as key,
    r.case_id,
    r.person_key,
    r.unit,
    r.subject,
    r.kind,
    r.received_on as started_on,
    r.opened_on as ended_on,
    null::date as deadline_on,
    null::date as until_on
from referral as r
where r.opened_on is not null or coalesce(r.preliminary_outcome, '') not in ('inleds_ej', 'pagaende')
union all
select
    i.board_id,
    'investigation' as step,
    i.investigation_id as key,
    i.case_id,
    i.person_key,
    i.unit,
    i.subject,
    a.kind,
    i.opened_on as started_on,
    i.closed_on as ended_on,
    case
        when i.subject = 'barn' then greatest(i.extended_to, (i.opened_on + interval '4 months')::date)
    end as deadline_on,
    null::date as until_on
from core.now_case_investigations as i
left join core.now_case_about as a on i.board_id = a.board_id and i.case_id = a.case_id
union all
select
    w.board_id,
    'decision_to_execution' as step,
    w.key,
    d.case_id,
    d.person_key,
    d.unit,
    d.subject,
    d.kind,
    w.started_on,
    w.ended_on,
    case when d.has_execution_clock then (w.started_on + interval '3 months')::date end as deadline_on,
    d.valid_to as until_on
from waiting as w
inner join granted as d on w.board_id = d.board_id and w.decision_id = d.decision_id
union all
-- no step where the referral led to no investigation, or to one that closed without anything granted
select
    r.board_id,
    'referral_to_execution' as step,
    r.referral_id as key,
    r.case_id,
    r.person_key,
    r.unit,
    r.subject,
    r.kind,
    r.received_on as started_on,
    x.executed_on as ended_on,
    null::date as deadline_on,
    null::date as until_on
from referral as r
left join carried_out as x on r.board_id = x.board_id and r.referral_id = x.referral_id
left join closed as c on r.board_id = c.board_id and r.referral_id = c.referral_id
where
    (r.opened_on is not null or coalesce(r.preliminary_outcome, '') not in ('inleds_ej', 'pagaende'))
    and (x.referral_id is not null or c.referral_id is null);
