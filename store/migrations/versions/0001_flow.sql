-- The flow of cases and parallel interventions, as the manager may read them; no other role is given them (see
-- 0001_security.sql). Rows about individuals ask for an opening; counts and orders of activities do not.

-- Cases with any row in the asker's own units.
create view core.own_case as
select f.board_id, f.case_id
from core.case_flow as f
where f.units && (select access.units())::text[];

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
        least(h.today, s.until_on) as today
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
    j.subject,
    j.kind,
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
    and (j.ended_on is null or j.ended_on > j.today) as lapsed
from judged as j;

create view report.lead_time with (security_barrier) as
with seen as (
    select
        r.*,
        ((select access.whole_board()) or coalesce(r.unit = any((select access.units())::text[]), false)) as is_own
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
        and (
            (select access.whole_board())
            or r.unit = any((select access.units())::text[])
            or (
                r.unit is not null
                and exists (
                    select from core.own_person as o
                    where o.board_id = r.board_id and o.person_key = r.person_key
                )
            )
        )
)

select
    (select access.board_name()) as board,
    s.step,
    case when s.is_own then s.case_id end as case_id,
    s.person_key,
    s.unit,
    case when s.is_own then s.subject end as subject,
    s.started_on,
    s.ended_on,
    s.days,
    case when s.is_own then s.deadline_on end as deadline_on,
    case when s.is_own then s.overdue end as overdue,
    s.open,
    case when s.is_own then s.kind end as kind,
    s.reversed,
    s.lapsed
from seen as s;

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

-- Of a case in the asker's units, what other units did: the kind, when and which unit.
create view report.case_event with (security_barrier) as
with event_row as (
    select r.* from core.seen_event as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_event() as r
    where (select report.as_of_load()) is not null
),

protected_case as (
    select distinct e.case_id
    from event_row as e
    inner join core.seen_protected_person as n on e.board_id = n.board_id and e.person_key = n.person_key
),

seen as (
    select
        r.*,
        ((select access.whole_board()) or coalesce(r.unit = any((select access.units())::text[]), false)) as is_own,
        (select access.whole_board()) or c.case_id is not null as is_own_case
    from event_row as r
    left join core.own_case as c on r.board_id = c.board_id and r.case_id = c.case_id
    where
        (select access.has_opened())
        and (
            (select access.sees_protected())
            or case
                when r.person_key is not null
                    then
                        not exists (
                            select from core.seen_protected_person as n
                            where n.board_id = r.board_id and n.person_key = r.person_key
                        )
                -- what names nobody is about those of its case
                else not exists (select from protected_case as x where x.case_id = r.case_id)
            end
        )
        and (
            (select access.whole_board())
            or r.unit = any((select access.units())::text[])
            or (
                r.unit is not null
                and (
                    c.case_id is not null
                    or exists (
                        select from core.own_person as o
                        where o.board_id = r.board_id and o.person_key = r.person_key
                    )
                )
            )
        )
)

select
    (select access.board_name()) as board,
    case when s.is_own_case then s.case_id end as case_id,
    s.person_key,
    core.seen_activity(s.activity, s.is_own) as activity,
    s.occurred_at,
    s.unit,
    row_number() over (
        partition by s.board_id, s.case_id order by s.occurred_at, s.flow_order, s.activity, s.key
    ) as position
from seen as s;

-- one row per case begun between two days, with the events that the asker may see; null keeps all
create function core.flow_asked(from_on date, to_on date, asked_units text[], asked_subject text, asked_kind text)
returns table (case_id text, activities text[], times timestamptz[])
language sql stable security definer set search_path = pg_catalog
as $$
    with flow as (
        select r.case_id, r.activities, r.times, r.units
        from (
            select f.case_id, f.subject, f.kind, f.started_at, f.activities, f.times, f.units
            from core.case_flow as f
            where (select report.as_of_load()) is null
            union all
            select f.case_id, f.subject, f.kind, f.started_at, f.activities, f.times, f.units
            from core.read_then_case_flow() as f
            where (select report.as_of_load()) is not null
        ) as r
        where
            (from_on is null or r.started_at >= core.midnight(from_on))
            and (to_on is null or r.started_at < core.midnight(to_on + 1))
            and (asked_subject is null or coalesce(r.subject, '') = asked_subject)
            and (asked_kind is null or coalesce(r.kind, '') = asked_kind)
            and (
                asked_units is null
                or r.units && asked_units
                or ('' = any(asked_units) and array_position(r.units, null) is not null)
            )
            and ((select access.whole_board()) or r.units && (select access.units())::text[])
    )

    select f.case_id, f.activities, f.times
    from flow as f
    where (select access.whole_board())
    union all
    select
        f.case_id,
        array_agg(
            core.seen_activity(e.activity, e.unit = any((select access.units())::text[])) order by e.place
        ) as activities,
        array_agg(e.occurred_at order by e.place) as times
    from flow as f
    cross join lateral unnest(f.activities, f.times, f.units) with ordinality
        as e (activity, occurred_at, unit, place)
    where not (select access.whole_board()) and e.unit is not null
    group by f.case_id
$$;

create function report.flow_edges(from_on date, to_on date, units text[], subject text, kind text)
returns table (
    activity text, next_activity text, transitions bigint, cases bigint, median_seconds numeric, mean_seconds numeric
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        e.activity,
        e.next_activity,
        count(*) as transitions,
        count(distinct f.case_id) as cases,
        round(percentile_cont(0.5) within group (order by e.seconds)::numeric, 3) as median_seconds,
        round(avg(e.seconds), 3) as mean_seconds
    from core.flow_asked(from_on, to_on, units, subject, kind) as f
    cross join lateral (
        select p.activity, p.next_activity, extract(epoch from p.next_at - p.at) as seconds
        from unnest(
            f.activities[:cardinality(f.activities) - 1],
            f.activities[2:],
            f.times[:cardinality(f.times) - 1],
            f.times[2:]
        ) as p (activity, next_activity, at, next_at)
    ) as e
    group by e.activity, e.next_activity
$$;

create function report.flow_variants(from_on date, to_on date, units text[], subject text, kind text)
returns table (activities text[], cases bigint, median_seconds numeric)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        f.activities,
        count(*) as cases,
        round(
            (
                percentile_cont(0.5) within group (
                    order by extract(epoch from f.times[cardinality(f.times)] - f.times[1])
                )
            )::numeric,
            3
        ) as median_seconds
    from core.flow_asked(from_on, to_on, units, subject, kind) as f
    group by f.activities
$$;

create view report.flow_edge with (security_barrier) as
select
    (select access.board_name()) as board,
    e.activity,
    e.next_activity,
    e.transitions,
    e.cases,
    e.median_seconds,
    e.mean_seconds
from report.flow_edges(null, null, null, null, null) as e;

create view report.flow_variant with (security_barrier) as
select
    (select access.board_name()) as board,
    v.activities,
    v.cases,
    v.median_seconds
from report.flow_variants(null, null, null, null, null) as v;
