-- The flow of cases, as the manager may read it; no other role is given it (see 0001_security.sql). Rows about
-- individuals ask for an opening; counts and orders of activities do not.

-- Cases with any row in the asker's own units.
create view core.own_case as
select f.board_id, f.case_id
from core.case_flow as f
where f.units && (select access.units())::text[];

-- What a case is about as the asker's own units say it, for who does not see the whole board: another unit's row tells
-- its kind, when and which unit, and not what it was about. None as of an earlier load.
create view core.own_case_about as
select distinct on (a.board_id, a.case_id)
    a.board_id,
    a.case_id,
    a.subject,
    a.kind
from (
    select r.board_id, r.case_id, r.subject, r.kind, 1 as place, r.received_on as began_on, r.referral_id as key
    from core.seen_case_referrals as r
    where r.unit = any((select access.units())::text[])
    union all
    select
        i.board_id,
        i.case_id,
        i.subject,
        null as kind,
        2 as place,
        i.opened_on as began_on,
        i.investigation_id as key
    from core.seen_case_investigations as i
    where i.unit = any((select access.units())::text[])
) as a
where not (select access.whole_board()) and (select report.as_of_load()) is null
order by a.board_id, a.case_id, a.place, a.began_on, a.key;

-- The first instant that no fact about cases covers: what is dated later is planned and has not happened.
create view core.seen_event_reach as
select core.midnight(max(c.data_through) + 1) as before
from report.cut_off as c
where
    c.entity in (
        'referrals',
        'investigations',
        'decisions',
        'execution_events',
        'interventions',
        'placements',
        'placement_legal_bases',
        'follow_ups',
        'case_events'
    );

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
        and r.occurred_at < (select h.before from core.seen_event_reach as h)
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

-- one row per case begun between two days, with what has happened in it that the asker may see; null keeps all
create function core.flow_asked(from_on date, to_on date, asked_units text[], asked_subject text, asked_kind text)
returns table (case_id text, subject text, kind text, activities text[], times timestamptz[])
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as materialized (
        select h.before from core.seen_event_reach as h
    ),

    stored as (
        select f.board_id, f.case_id, f.subject, f.kind, f.started_at, f.activities, f.times, f.units
        from core.case_flow as f
        where (select report.as_of_load()) is null
        union all
        select f.board_id, f.case_id, f.subject, f.kind, f.started_at, f.activities, f.times, f.units
        from core.read_then_case_flow() as f
        where (select report.as_of_load()) is not null
    ),

    about as (
        select
            s.case_id,
            case when (select access.whole_board()) then s.subject else a.subject end as subject,
            case when (select access.whole_board()) then s.kind else a.kind end as kind,
            s.activities,
            s.times,
            s.units,
            case
                when s.times[cardinality(s.times)] < h.before then cardinality(s.times)
                else (select count(*) from unnest(s.times) as t (happened_at) where t.happened_at < h.before)::integer
            end as happened
        from stored as s
        cross join reach as h
        left join core.own_case_about as a on s.board_id = a.board_id and s.case_id = a.case_id
        where
            s.started_at < h.before
            and (from_on is null or s.started_at >= core.midnight(from_on))
            and (to_on is null or s.started_at < core.midnight(to_on + 1))
            and (
                asked_units is null
                or s.units && asked_units
                or ('' = any(asked_units) and array_position(s.units, null) is not null)
            )
            and ((select access.whole_board()) or s.units && (select access.units())::text[])
    ),

    flow as (
        select
            b.case_id,
            b.subject,
            b.kind,
            b.activities[:b.happened] as activities,
            b.times[:b.happened] as times,
            b.units[:b.happened] as units
        from about as b
        where
            (asked_subject is null or coalesce(b.subject, '') = asked_subject)
            and (asked_kind is null or coalesce(b.kind, '') = asked_kind)
    )

    select f.case_id, f.subject, f.kind, f.activities, f.times
    from flow as f
    where (select access.whole_board())
    union all
    select
        f.case_id,
        f.subject,
        f.kind,
        array_agg(
            core.seen_activity(e.activity, e.unit = any((select access.units())::text[])) order by e.place
        ) as activities,
        array_agg(e.occurred_at order by e.place) as times
    from flow as f
    cross join lateral unnest(f.activities, f.times, f.units) with ordinality
        as e (activity, occurred_at, unit, place)
    where not (select access.whole_board()) and e.unit is not null
    group by f.case_id, f.subject, f.kind
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
