-- Of the facts in 0001_case_rows.sql what the running load has touched: by case (flow_case).

create view core.touched_case as
select t.board_id, t.key as case_id
from core.touched as t
where t.entity = 'flow_case';

create view core.touched_case_referrals as
select f.*
from core.current_case_referrals as f
inner join core.touched_case as t on f.board_id = t.board_id and f.case_id = t.case_id;

create view core.touched_case_investigations as
select f.*
from core.current_case_investigations as f
inner join core.touched_case as t on f.board_id = t.board_id and f.case_id = t.case_id;

create view core.touched_referral_investigations as
select f.board_id, f.referral_id, f.opened_on
from core.touched_case as t
inner join core.current_referrals as r on t.board_id = r.board_id and t.case_id = r.case_id
inner join core.current_investigations as f on r.board_id = f.board_id and r.referral_id = f.referral_id;

create view core.touched_case_decisions as
select f.*
from core.current_case_decisions as f
inner join core.touched_case as t on f.board_id = t.board_id and f.case_id = t.case_id;

create view core.touched_case_log as
select f.*
from core.current_case_log as f
inner join core.touched_case as t on f.board_id = t.board_id and f.case_id = t.case_id;

create view core.touched_case_given as
with given as (
    select
        f.board_id,
        t.case_id,
        f.person_key,
        true as is_placement,
        f.placement_id as key,
        f.decision_id,
        f.care_form as kind,
        f.moved_in_on as started_on,
        f.moved_out_on as ended_on,
        f.unit
    from core.touched_case as t
    inner join core.current_placements as f on t.board_id = f.board_id and t.case_id = f.case_id
    union all
    select
        f.board_id,
        t.case_id,
        f.person_key,
        true as is_placement,
        f.placement_id as key,
        f.decision_id,
        f.care_form as kind,
        f.moved_in_on as started_on,
        f.moved_out_on as ended_on,
        f.unit
    from core.touched_case as t
    inner join core.current_decisions as d on t.board_id = d.board_id and t.case_id = d.case_id
    inner join core.current_placements as f
        on d.board_id = f.board_id and d.decision_id = f.decision_id and f.case_id is null
    union all
    select
        f.board_id,
        t.case_id,
        f.person_key,
        false as is_placement,
        f.intervention_id as key,
        f.decision_id,
        f.intervention_type as kind,
        f.started_on,
        f.ended_on,
        f.unit
    from core.touched_case as t
    inner join core.current_interventions as f on t.board_id = f.board_id and t.case_id = f.case_id
    union all
    select
        f.board_id,
        t.case_id,
        f.person_key,
        false as is_placement,
        f.intervention_id as key,
        f.decision_id,
        f.intervention_type as kind,
        f.started_on,
        f.ended_on,
        f.unit
    from core.touched_case as t
    inner join core.current_decisions as d on t.board_id = d.board_id and t.case_id = d.case_id
    inner join core.current_interventions as f
        on d.board_id = f.board_id and d.decision_id = f.decision_id and f.case_id is null
)

select
    g.board_id,
    g.case_id,
    coalesce(a.new_person_key, g.person_key) as person_key,
    g.is_placement,
    g.key,
    g.decision_id,
    g.kind,
    g.started_on,
    g.ended_on,
    g.unit
from given as g
left join core.current_person_alias as a on g.board_id = a.board_id and g.person_key = a.old_person_key;

create view core.touched_decision_given as
select
    f.board_id,
    f.decision_id,
    f.moved_in_on as started_on,
    f.unit
from core.touched_case as t
inner join core.current_decisions as d on t.board_id = d.board_id and t.case_id = d.case_id
inner join core.current_placements as f on d.board_id = f.board_id and d.decision_id = f.decision_id
union all
select
    f.board_id,
    f.decision_id,
    f.started_on,
    f.unit
from core.touched_case as t
inner join core.current_decisions as d on t.board_id = d.board_id and t.case_id = d.case_id
inner join core.current_interventions as f on d.board_id = f.board_id and d.decision_id = f.decision_id;

create view core.touched_case_legal_bases as select c.* from core.current_case_legal_bases as c;
create view core.touched_case_execution_events as select c.* from core.current_case_execution_events as c;
create view core.touched_case_follow_ups as select c.* from core.current_case_follow_ups as c;
create view core.touched_case_legal_codes as select c.* from core.current_case_legal_codes as c;

-- What each person is given whom the running load has touched (flow_person): by any of the person's keys.
create view core.touched_given as
with given as (
    select
        f.board_id,
        f.person_key,
        true as is_placement,
        f.fact_id,
        f.care_form as kind,
        f.moved_in_on as started_on,
        f.moved_out_on as ended_on,
        f.unit
    from core.touched as t
    inner join core.current_placements as f
        on t.entity = 'flow_person' and t.board_id = f.board_id and t.key = f.person_key
    union all
    select
        f.board_id,
        f.person_key,
        false as is_placement,
        f.fact_id,
        f.intervention_type as kind,
        f.started_on,
        f.ended_on,
        f.unit
    from core.touched as t
    inner join core.current_interventions as f
        on t.entity = 'flow_person' and t.board_id = f.board_id and t.key = f.person_key
)

select
    g.board_id,
    coalesce(a.new_person_key, g.person_key) as person_key,
    g.is_placement,
    g.fact_id,
    g.kind,
    g.started_on,
    g.ended_on,
    g.unit
from given as g
left join core.current_person_alias as a on g.board_id = a.board_id and g.person_key = a.old_person_key;
