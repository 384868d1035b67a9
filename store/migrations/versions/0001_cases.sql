-- What carries out each decision, the events of each case and its flow, from the facts; made for current_, touched_,
-- then_ and seen_.

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
