-- The facts that the flow of a case is made of, each under its case and with the person's key after merges; made for
-- current_, then_ and seen_. What a running load has touched of them is in 0001_case_touched.sql.

create view core.now_case_referrals as
select
    f.board_id,
    f.case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    f.referral_id,
    f.received_on,
    f.kind,
    f.subject,
    f.source,
    f.reason,
    f.unit,
    f.safety_assessed_on,
    f.assessed_on,
    f.preliminary_outcome
from core.now_referrals as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;

create view core.now_case_investigations as
select
    f.board_id,
    f.case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    f.investigation_id,
    f.referral_id,
    f.opened_on,
    f.closed_on,
    f.extended_to,
    f.subject,
    f.unit
from core.now_investigations as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;

-- one row per investigation that names its referral, whatever case it is in
create view core.now_referral_investigations as
select f.board_id, f.referral_id, f.opened_on
from core.now_investigations as f
where f.referral_id is not null;

create view core.now_case_decisions as
select
    f.board_id,
    f.case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    f.decision_id,
    f.investigation_id,
    f.decided_on,
    f.outcome,
    f.legal_basis,
    f.intervention_type,
    f.care_form,
    f.valid_to,
    f.unit
from core.now_decisions as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;

-- one row per placement and other intervention; the case is its own, else that of its decision
create view core.now_case_given as
select
    f.board_id,
    coalesce(f.case_id, d.case_id) as case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    true as is_placement,
    f.placement_id as key,
    f.decision_id,
    f.care_form as kind,
    f.moved_in_on as started_on,
    f.moved_out_on as ended_on,
    f.unit
from core.now_placements as f
left join core.now_decisions as d
    on f.case_id is null and f.board_id = d.board_id and f.decision_id = d.decision_id
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key
union all
select
    f.board_id,
    coalesce(f.case_id, d.case_id) as case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    false as is_placement,
    f.intervention_id as key,
    f.decision_id,
    f.intervention_type as kind,
    f.started_on,
    f.ended_on,
    f.unit
from core.now_interventions as f
left join core.now_decisions as d
    on f.case_id is null and f.board_id = d.board_id and f.decision_id = d.decision_id
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;

-- one row per decision and what it is carried out by, whatever case that is in
create view core.now_decision_given as
select
    f.board_id,
    f.decision_id,
    f.moved_in_on as started_on,
    f.unit
from core.now_placements as f
where f.decision_id is not null
union all
select
    f.board_id,
    f.decision_id,
    f.started_on,
    f.unit
from core.now_interventions as f
where f.decision_id is not null;

create view core.now_case_log as
select
    f.board_id,
    f.case_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    f.activity,
    f.occurred_at,
    f.unit
from core.now_case_events as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;

-- What hangs on the rows above, by their key: read as it is, since those lead to it.
create view core.now_case_legal_bases as
select c.board_id, c.placement_id, c.valid_from from core.now_placement_legal_bases as c;

create view core.now_case_execution_events as
select c.board_id, c.decision_id, c.kind, c.occurred_on from core.now_execution_events as c;

-- (a row per parameter asked)
create view core.now_case_follow_ups as
select
    c.board_id,
    c.follow_up_id,
    c.placement_id is not null as is_placement,
    coalesce(c.placement_id, c.intervention_id) as key,
    c.followed_up_on
from core.now_follow_ups as c;

-- The legal basis that a decision counts as: a municipality's own code stands for a national one.
create view core.now_case_legal_codes as
select c.board_id, c.code, c.maps_to
from core.now_codes as c
where c.vocabulary = 'legal_basis' and c.maps_to is not null;
