-- The steps of the process with their clocks, from the facts; made for current_, touched_ and then_.

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
        min(e.executed_on) as executed_on,
        case when bool_and(d.valid_to is not null) then max(d.valid_to) end as until_on
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

-- one row per interruption, until it is taken up or something new begins
interruption as (
    select
        d.board_id,
        d.decision_id,
        x.occurred_on as interrupted_on,
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
),

-- what was interrupted had begun by then, whatever else is known
interrupted as (
    select n.board_id, n.decision_id, min(n.interrupted_on) as interrupted_on
    from interruption as n
    group by n.board_id, n.decision_id
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
        n.board_id,
        n.decision_id,
        n.decision_id || '|' || to_char(n.interrupted_on, 'YYYY-MM-DD') as key,
        n.interrupted_on as started_on,
        n.ended_on
    from interruption as n
    where
        -- one that is said while an earlier one still goes on is the same wait
        not exists (
            select from interruption as e
            where
                e.board_id = n.board_id
                and e.decision_id = n.decision_id
                and e.interrupted_on < n.interrupted_on
                and (e.ended_on is null or e.ended_on > n.interrupted_on)
        )
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
    core.preliminary_deadline(r.subject, r.received_on) as deadline_on,
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
    core.investigation_deadline(i.subject, i.opened_on, i.extended_to) as deadline_on,
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
    case when d.has_execution_clock then core.execution_deadline(w.started_on) end as deadline_on,
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
    x.until_on
from referral as r
left join carried_out as x on r.board_id = x.board_id and r.referral_id = x.referral_id
left join closed as c on r.board_id = c.board_id and r.referral_id = c.referral_id
where
    (r.opened_on is not null or coalesce(r.preliminary_outcome, '') not in ('inleds_ej', 'pagaende'))
    and (x.referral_id is not null or c.referral_id is null);
