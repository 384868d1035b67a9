-- What comes in, waits and goes out, week by week, and services without assessment. Only counts leave, to the manager
-- alone. They speak of now: as of an earlier load there are no rows.

-- one row per referral: when it came, and when the board first took a stand on it
create view core.seen_inflow as
select
    r.board_id,
    r.referral_id,
    r.received_on,
    -- to open an investigation or not to; the day is unknown where only the outcome is delivered
    case
        when coalesce(r.assessed_on, s.ended_on) is not null
            then greatest(r.received_on, least(r.assessed_on, s.ended_on))
    end as decided_on,
    -- one that belongs to an investigation under way waits for nothing
    r.preliminary_outcome is not null and r.assessed_on is null and s.ended_on is null
    or coalesce(r.preliminary_outcome = 'pagaende', false) as is_without_wait,
    r.kind,
    r.subject,
    r.unit
from core.seen_referrals as r
left join core.step as s
    on r.board_id = s.board_id and r.referral_id = s.key and s.step = 'referral_to_investigation'
where
    (select report.as_of_load()) is null
    and ((select access.whole_board()) or r.unit = any((select access.units())::text[]));

-- one row per investigation
create view core.seen_run as
select
    s.board_id,
    s.started_on as opened_on,
    case when s.ended_on is not null then greatest(s.started_on, s.ended_on) end as closed_on,
    s.subject,
    s.kind,
    s.unit
from core.step as s
where
    (select report.as_of_load()) is null
    and s.step = 'investigation'
    and ((select access.whole_board()) or s.unit = any((select access.units())::text[]));

-- The Monday of a day's week, in whole days: date_trunc would go by way of time stamps with zone.
create function core.monday(day date) returns date
language sql immutable parallel safe
return day - (day - date '1900-01-01') % 7;

-- One row per week that begins in the period and that the facts reach: through its Sunday, or the last day covered.
-- A figure is null where facts that it is counted from have never been delivered; what waits is counted from both.
create function report.inflow_weeks(from_on date, to_on date, units text[], subject text, kind text)
returns table (
    week date,
    through_on date,
    received bigint,
    waiting bigint,
    opened bigint,
    closed bigint,
    running bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as (
        select
            min(c.data_through) as today,
            coalesce(bool_or(c.entity = 'referrals'), false) as has_referrals,
            coalesce(bool_or(c.entity = 'investigations'), false) as has_investigations
        from report.cut_off as c
        where c.entity in ('referrals', 'investigations') and (select report.as_of_load()) is null
    ),

    week as (
        select d.day::date as week, least(d.day::date + 6, h.today) as through_on
        from reach as h
        cross join
            generate_series(
                core.monday(from_on + 6)::timestamp, least(to_on, h.today)::timestamp, interval '7 days'
            ) as d (day)
        where h.today is not null
    ),

    happened as (
        select core.monday(v.day) as week, v.what, count(*) as number
        from core.seen_inflow as r
        cross join
            lateral (
                values
                ('received', r.received_on),
                ('came', case when not r.is_without_wait then r.received_on end),
                ('left', case when not r.is_without_wait then r.decided_on end)
            ) as v (what, day)
        where
            v.day <= (select h.today from reach as h)
            -- what was over before the first week is in none of the figures
            and (r.decided_on is null or r.decided_on >= (select min(w.week) from week as w))
            and (units is null or coalesce(r.unit, '') = any(units))
            and (inflow_weeks.subject is null or coalesce(r.subject, '') = inflow_weeks.subject)
            and (inflow_weeks.kind is null or coalesce(r.kind, '') = inflow_weeks.kind)
        group by core.monday(v.day), v.what
        union all
        select core.monday(v.day) as week, v.what, count(*) as number
        from core.seen_run as i
        cross join lateral (values ('opened', i.opened_on), ('closed', i.closed_on)) as v (what, day)
        where
            v.day <= (select h.today from reach as h)
            and (i.closed_on is null or i.closed_on >= (select min(w.week) from week as w))
            and (units is null or coalesce(i.unit, '') = any(units))
            and (inflow_weeks.subject is null or coalesce(i.subject, '') = inflow_weeks.subject)
            and (inflow_weeks.kind is null or coalesce(i.kind, '') = inflow_weeks.kind)
        group by core.monday(v.day), v.what
    ),

    counted as (
        select
            w.week,
            w.through_on,
            coalesce(sum(p.number) filter (where p.what = 'received' and p.week = w.week), 0)::bigint as received,
            coalesce(
                sum(case p.what when 'came' then p.number when 'left' then -p.number end), 0
            )::bigint as waiting,
            coalesce(sum(p.number) filter (where p.what = 'opened' and p.week = w.week), 0)::bigint as opened,
            coalesce(sum(p.number) filter (where p.what = 'closed' and p.week = w.week), 0)::bigint as closed,
            coalesce(
                sum(case p.what when 'opened' then p.number when 'closed' then -p.number end), 0
            )::bigint as running
        from week as w
        left join happened as p on p.week <= w.week
        group by w.week, w.through_on
    )

    select
        c.week,
        c.through_on,
        case when h.has_referrals then c.received end as received,
        case when h.has_referrals and h.has_investigations then c.waiting end as waiting,
        case when h.has_investigations then c.opened end as opened,
        case when h.has_investigations then c.closed end as closed,
        case when h.has_investigations then c.running end as running
    from counted as c
    cross join reach as h
$$;

-- One row per unit and age of the investigations that run on a day, or on the last that the facts cover.
create function report.running_by_age(day date, units text[], subject text, kind text)
returns table (unit text, age text, investigations bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as (
        select least(day, max(c.data_through)) as today
        from report.cut_off as c
        where c.entity = 'investigations'
    ),

    running as (
        select
            i.unit,
            case
                when h.today - i.opened_on <= 30 then '0-30'
                when h.today - i.opened_on <= 60 then '31-60'
                when h.today <= (i.opened_on + interval '4 months')::date then '61-4m'
                else '4m+'
            end as age
        from core.seen_run as i
        cross join reach as h
        where
            i.opened_on <= h.today
            and (i.closed_on is null or i.closed_on > h.today)
            and (units is null or coalesce(i.unit, '') = any(units))
            and (running_by_age.subject is null or coalesce(i.subject, '') = running_by_age.subject)
            and (running_by_age.kind is null or coalesce(i.kind, '') = running_by_age.kind)
    )

    select r.unit, r.age, count(*) as investigations
    from running as r
    group by r.unit, r.age
$$;

-- What is given without assessment has no person; it is never joined to one.
create view report.service_without_assessment with (security_barrier) as
select
    (select access.board_name()) as board,
    s.unit,
    s.service,
    s.month,
    s.visits,
    s.participants
from core.seen_services_without_assessment as s
where
    (select report.as_of_load()) is null
    and ((select access.whole_board()) or s.unit = any((select access.units())::text[]));

comment on function report.inflow_weeks(date, date, text[], text, text) is
'Per vecka: aktualiseringar som kom in och som vid veckans slut väntade på ett första beslut, utredningar som '
'inleddes, '
'avslutades och pågick vid veckans slut. Tomt är okänt: det som siffran räknas ur har aldrig levererats. En rad per '
'vecka som börjar i perioden. Bara för IFO-chef. '
'Enhet: aktualiseringar och utredningar.';
comment on function report.running_by_age(date, text[], text, text) is
'Utredningar som pågår en dag, per enhet och hur länge de har pågått. Bara för IFO-chef. Enhet: utredningar.';

comment on view report.service_without_assessment is
'Insatser utan behovsprövning: besök och deltagare per enhet, insats och månad, så som de levererats. De har ingen '
'person. Bara för IFO-chef.';
comment on column report.service_without_assessment.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.service_without_assessment.unit is 'Enhet.';
comment on column report.service_without_assessment.service is 'Insatsen.';
comment on column report.service_without_assessment.month is 'Månad (första dagen).';
comment on column report.service_without_assessment.visits is 'Antal besök; tomt är okänt.';
comment on column report.service_without_assessment.participants is 'Antal deltagare; tomt är okänt.';
