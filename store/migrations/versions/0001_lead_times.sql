-- How long the steps of the process take, as the manager may read it; no other role is given it (see
-- 0001_security.sql). Rows about individuals ask for an opening; counts do not.

-- How far the facts reach that a step is read from; a step of which a part has never been delivered is not there.
create view core.seen_step_reach as
with reach as (
    select
        max(c.data_through) filter (where c.entity = 'referrals') as referrals,
        max(c.data_through) filter (where c.entity = 'investigations') as investigations,
        max(c.data_through) filter (where c.entity = 'decisions') as decisions,
        max(c.data_through) filter (where c.entity in ('interventions', 'placements')) as given
    from report.cut_off as c
),

final as (
    select
        v.step,
        v.today
    from reach as r
    cross join
        lateral (
            values
            ('preliminary_assessment', r.referrals),
            (
                'referral_to_investigation',
                case
                    when r.referrals is not null and r.investigations is not null
                        then least(r.referrals, r.investigations)
                end
            ),
            ('investigation', r.investigations),
            (
                'decision_to_execution',
                case when r.decisions is not null and r.given is not null then least(r.decisions, r.given) end
            ),
            (
                'referral_to_execution',
                case
                    when
                        r.given is not null
                        and r.decisions is not null
                        and r.investigations is not null
                        and r.referrals is not null
                        then least(r.referrals, r.investigations, r.decisions, r.given)
                end
            )
        ) as v (step, today)
)

select * from final
where today is not null;

-- one row per step of the process that has begun, whoever it is about
create view core.seen_lead as
with step_row as (
    select r.* from core.step as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_step() as r
    where (select report.as_of_load()) is not null
),

judged as (
    select
        s.*,
        least(h.today, s.until_on) as today,
        h.today as reached_on
    from step_row as s
    inner join core.seen_step_reach as h on s.step = h.step
    where s.started_on <= h.today
)

select
    j.board_id,
    j.step,
    j.case_id,
    j.person_key,
    j.unit,
    case
        when (select access.whole_board()) or j.step <> 'decision_to_execution' then j.subject
        else a.subject
    end as subject,
    case
        when (select access.whole_board()) or j.step not in ('investigation', 'decision_to_execution') then j.kind
        else a.kind
    end as kind,
    j.started_on,
    case when j.ended_on <= j.today then j.ended_on end as ended_on,
    case
        when j.ended_on <= j.today then j.ended_on - j.started_on
        else greatest(j.today - j.started_on, 0)
    end as days,
    j.deadline_on,
    j.deadline_on < case when j.ended_on <= j.today then j.ended_on else j.today end as overdue,
    j.ended_on is null or j.ended_on > j.today as open,
    coalesce(j.ended_on < j.started_on, false) as reversed,
    j.until_on is not null and j.today = j.until_on
    and (j.ended_on is null or j.ended_on > j.today) as lapsed,
    j.until_on,
    j.reached_on
from judged as j
left join core.own_case_about as a on j.board_id = a.board_id and j.case_id = a.case_id;

-- Only the own units' steps: that there is one tells of another unit's row more than kind, dates and unit.
create view report.lead_time with (security_barrier) as
select
    (select access.board_name()) as board,
    r.step,
    r.case_id,
    r.person_key,
    r.unit,
    r.subject,
    r.started_on,
    r.ended_on,
    r.days,
    r.deadline_on,
    r.overdue,
    r.open,
    r.kind,
    r.reversed,
    r.lapsed
from core.seen_lead as r
where
    (select access.has_opened())
    and (
        (select access.sees_protected())
        or not exists (
            select from core.seen_protected_person as n
            where n.board_id = r.board_id and n.person_key = r.person_key
        )
    )
    and ((select access.whole_board()) or r.unit = any((select access.units())::text[]));

create view report.lead_time_count with (security_barrier) as
select
    (select access.board_name()) as board,
    s.step,
    s.unit,
    s.subject,
    s.kind,
    s.started_on,
    s.ended_on,
    s.days,
    s.deadline_on,
    s.overdue,
    s.open,
    s.reversed,
    s.lapsed,
    count(*) as steps
from core.seen_lead as s
where (select access.whole_board()) or s.unit = any((select access.units())::text[])
group by
    s.step,
    s.unit,
    s.subject,
    s.kind,
    s.started_on,
    s.ended_on,
    s.days,
    s.deadline_on,
    s.overdue,
    s.open,
    s.reversed,
    s.lapsed;
