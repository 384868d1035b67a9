-- Who comes back: persons for whom everything was closed and who get a new investigation within a year, and
-- investigations opened right after the close of another. Only counts leave. They speak of now: as of an earlier load
-- there are no rows.

-- Kinds of intervention that are economic assistance: the national code, and what a municipality's own stands for.
create view core.seen_assistance_kind as
select
    b.board_id,
    'ekonomiskt_bistand' as kind
from core.board as b
union
select c.board_id, c.code as kind
from core.seen_codes as c
where c.vocabulary = 'intervention_type' and c.maps_to = 'ekonomiskt_bistand';

-- The investigations of some persons, other than those of economic assistance alone: told by their decisions, or by why
-- it came where there is none yet. A close before the opening or after the last day covered is none.
create function core.formal_investigations(persons text[])
returns table (person_key text, investigation_id text, opened_on date, closed_on date, subject text, unit text)
language sql stable set search_path = pg_catalog
as $$
    with reach as (
        select max(c.data_through) as today from report.cut_off as c
        where c.entity = 'investigations'
    ),

    asked as materialized (
        select s.person_key, s.key as investigation_id, s.started_on, s.ended_on, s.subject, s.unit
        from unnest(persons) as p (person_key)
        inner join core.step as s on p.person_key = s.person_key
        where s.step = 'investigation' and s.started_on <= (select h.today from reach as h)
    ),

    decided as (
        select d.investigation_id, bool_and(k.kind is not null) as is_assistance
        from asked as a
        inner join core.seen_decisions as d on a.investigation_id = d.investigation_id
        left join core.seen_assistance_kind as k on d.intervention_type = k.kind
        group by d.investigation_id
    ),

    undecided as (
        select a.investigation_id
        from asked as a
        inner join core.seen_investigations as i on a.investigation_id = i.investigation_id
        inner join core.seen_referrals as r on i.referral_id = r.referral_id
        where
            lower(r.reason) in ('ekonomiskt bistånd', 'ekonomiskt_bistand')
            and not exists (select from decided as d where d.investigation_id = a.investigation_id)
    )

    select
        a.person_key,
        a.investigation_id,
        a.started_on as opened_on,
        case
            when a.ended_on <= (select h.today from reach as h) then greatest(a.started_on, a.ended_on)
        end as closed_on,
        a.subject,
        a.unit
    from asked as a
    left join decided as d on a.investigation_id = d.investigation_id
    left join undecided as n on a.investigation_id = n.investigation_id
    where not coalesce(d.is_assistance, n.investigation_id is not null)
$$;

-- One row per month, unit and subject: persons for whom everything that ran had been closed on some day of the month
-- (investigations, placements and other interventions), and how many of them came back within a year. A person is
-- counted once a month, by the last such day. What begins on the day of the close keeps the person; what begins on the
-- next comes after.
create function report.re_referrals(from_on date, to_on date, units text[], subject text)
returns table (month date, unit text, subject text, is_complete boolean, persons bigint, returned bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as (
        select min(c.data_through) as today
        from report.cut_off as c
        where c.entity = 'investigations'
    ),

    given as materialized (
        select
            g.person_key,
            g.started_on,
            case when g.ended_on <= h.today then g.ended_on end as ended_on,
            g.unit
        from core.seen_given as g
        cross join reach as h
        left join core.seen_assistance_kind as k on not g.is_placement and g.kind = k.kind
        where k.kind is null and g.started_on <= h.today and (select report.as_of_load()) is null
    ),

    person as (
        select s.person_key
        from core.step as s
        where s.step = 'investigation' and s.ended_on between from_on and to_on and (select report.as_of_load()) is null
        union
        select g.person_key from given as g
        where g.ended_on between from_on and to_on
    ),

    investigation as materialized (
        select i.*
        from core.formal_investigations((select array_agg(p.person_key) from person as p)) as i
    ),

    span as (
        select i.person_key, i.opened_on as first_on, i.closed_on as last_on, i.unit, i.subject
        from investigation as i
        union all
        select g.person_key, g.started_on as first_on, g.ended_on as last_on, g.unit, null as subject
        from given as g
        inner join person as p on g.person_key = p.person_key
    ),

    reached as (
        select
            s.*,
            max(coalesce(s.last_on, 'infinity')) over (
                partition by s.person_key
                order by s.first_on, s.last_on, s.unit
                rows between unbounded preceding and 1 preceding
            ) as reach
        from span as s
    ),

    grouped as (
        select
            r.*,
            count(*) filter (where r.reach is null or r.reach < r.first_on) over (
                partition by r.person_key order by r.first_on, r.last_on, r.unit
            ) as run
        from reached as r
    ),

    closing as (
        select
            g.person_key,
            max(g.last_on) as closed_on,
            (array_agg(g.unit order by g.last_on desc, g.first_on desc, g.unit))[1] as unit,
            (array_agg(g.subject order by g.first_on desc, g.subject) filter (where g.subject is not null))[1]
                as subject
        from grouped as g
        group by g.person_key, g.run
        having bool_and(g.last_on is not null) and max(g.last_on) between from_on and to_on
    ),

    latest as (
        select distinct on (c.person_key, date_trunc('month', c.closed_on)) c.*
        from closing as c
        order by c.person_key, date_trunc('month', c.closed_on), c.closed_on desc
    ),

    returned as (
        select distinct l.person_key, l.closed_on
        from latest as l
        inner join investigation as i on l.person_key = i.person_key
        where i.opened_on > l.closed_on and i.opened_on <= l.closed_on + interval '1 year'
    )

    select
        date_trunc('month', f.closed_on)::date as month,
        f.unit,
        f.subject,
        -- the last day of the month has had a whole year
        date_trunc('month', f.closed_on) + interval '1 month - 1 day' + interval '1 year' <= h.today as is_complete,
        count(*) as persons,
        count(r.person_key) as returned
    from latest as f
    cross join reach as h
    left join returned as r on f.person_key = r.person_key and f.closed_on = r.closed_on
    where
        ((select access.whole_board()) or f.unit = any((select access.units())::text[]))
        and (units is null or coalesce(f.unit, '') = any(units))
        and (re_referrals.subject is null or coalesce(f.subject, '') = re_referrals.subject)
    group by date_trunc('month', f.closed_on), f.unit, f.subject, h.today
$$;

-- One row per month, unit and subject: investigations opened, and how many of them within 14 days of the close of
-- another of the same person. Those of economic assistance are in neither.
create function report.back_to_back(from_on date, to_on date, units text[], subject text)
returns table (month date, unit text, subject text, investigations bigint, back_to_back bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with person as (
        select distinct s.person_key
        from core.step as s
        where
            s.step = 'investigation'
            and s.started_on between from_on and to_on
            and (select report.as_of_load()) is null
    ),

    investigation as materialized (
        select i.*
        from core.formal_investigations((select array_agg(p.person_key) from person as p)) as i
    ),

    again as (
        select distinct i.investigation_id
        from investigation as i
        inner join investigation as e
            on
                i.person_key = e.person_key
                and e.closed_on between i.opened_on - 14 and i.opened_on
                and (e.opened_on, e.investigation_id) < (i.opened_on, i.investigation_id)
        where i.opened_on between from_on and to_on
    )

    select
        date_trunc('month', i.opened_on)::date as month,
        i.unit,
        i.subject,
        count(*) as investigations,
        count(a.investigation_id) as back_to_back
    from investigation as i
    left join again as a on i.investigation_id = a.investigation_id
    where
        i.opened_on between from_on and to_on
        and ((select access.whole_board()) or i.unit = any((select access.units())::text[]))
        and (units is null or coalesce(i.unit, '') = any(units))
        and (back_to_back.subject is null or coalesce(i.subject, '') = back_to_back.subject)
    group by date_trunc('month', i.opened_on), i.unit, i.subject
$$;

comment on function report.re_referrals(date, date, text[], text) is
'Personer för vilka allt avslutades i en månad, och hur många av dem som fick en ny utredning inom ett år. Ekonomiskt '
'bistånd räknas inte, varken som pågående eller som återkomst. is_complete: alla har haft ett helt år. En rad '
'per månad, '
'enhet och barn eller vuxen. Bara för IFO-chef. Enhet: personer.';
comment on function report.back_to_back(date, date, text[], text) is
'Utredningar som inleddes i en månad, och hur många av dem inom 14 dagar efter att en annan utredning av samma person '
'avslutades. Ekonomiskt bistånd räknas inte. En rad per månad, enhet och barn eller vuxen. Bara för IFO-chef. '
'Enhet: utredningar.';
