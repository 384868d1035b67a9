-- Needs by level, and what a tariff makes of them in hours, full-time equivalents and compensation. Counts and sums
-- without persons: no opening is needed. docs/decisions/0017.

-- How far there is anything to count, and since when it is whole: the month of the first known end, since what ended
-- before a source began to deliver is never delivered.
create function report.level_reach()
returns table (today date, history_from date, decisions_through date, interventions_through date)
language sql stable security definer set search_path = pg_catalog
as $$
    with reached as (
        select c.entity, c.data_through from core.seen_cut_off as c
        where (select report.as_of_load()) is null
        union all
        select c.entity, c.data_through from core.then_cut_off as c
        where (select report.as_of_load()) is not null
    ),

    ended as (
        select g.to_on from core.seen_need_given as g
        where (select report.as_of_load()) is null
        union all
        select g.to_on from core.then_need_given as g
        where (select report.as_of_load()) is not null
    ),

    granted as (
        select g.to_on from core.seen_need_granted as g
        where (select report.as_of_load()) is null
        union all
        select g.to_on from core.then_need_granted as g
        where (select report.as_of_load()) is not null
    ),

    covered as (
        select
            min(r.data_through) as today,
            max(r.data_through) filter (where r.entity = 'decisions') as decisions_through,
            max(r.data_through) filter (where r.entity = 'interventions') as interventions_through
        from reached as r
        where r.entity in ('decisions', 'interventions')
    )

    select
        c.today,
        date_trunc('month', least(
            -- the ends of what is given tell it; of what was granted only where nothing given has been delivered
            coalesce((select min(e.to_on) from ended as e), (select min(g.to_on) from granted as g), c.today), c.today
        ))::date,
        c.decisions_through,
        c.interventions_through
    from covered as c
    where c.today is not null
$$;

-- The types and units of the needs that have run since the history is whole, in the asker's units.
create function report.level_values()
returns table (dimension text, code text)
language sql stable security definer set search_path = pg_catalog
as $$
    with need as materialized (
        select distinct n.intervention_type, n.unit
        from (
            select g.intervention_type, g.unit, g.to_on from core.seen_need_granted as g
            union all
            select g.intervention_type, g.unit, g.to_on from core.seen_need_given as g
        ) as n
        cross join report.level_reach() as r
        where
            (n.to_on is null or n.to_on >= r.history_from)
            and ((select access.whole_board()) or n.unit = any((select access.units())::text[]))
    )

    select distinct 'intervention_type', n.intervention_type from need as n
    union all
    select distinct 'unit', n.unit from need as n
$$;

-- The needs that run on each day, in the asker's units: each granted decision, and what is given to a person without a
-- granted decision of its type that runs.
create function core.need_on(days date[])
returns table (
    day date,
    is_granted boolean,
    key text,
    person_key text,
    intervention_type text,
    unit text,
    level integer,
    granted_hours numeric,
    delivered_hours numeric
)
language sql stable security definer set search_path = pg_catalog
as $$
    with asked as (select distinct d.day from unnest(days) as d (day)),

    granted as materialized (
        select a.day, g.*
        from (
            select g.* from core.seen_need_granted as g where (select report.as_of_load()) is null
            union all
            select g.* from core.then_need_granted as g where (select report.as_of_load()) is not null
        ) as g
        inner join asked as a on g.from_on <= a.day and (g.to_on is null or g.to_on >= a.day)
    ),

    given as materialized (
        select a.day, g.*
        from (
            select g.* from core.seen_need_given as g where (select report.as_of_load()) is null
            union all
            select g.* from core.then_need_given as g where (select report.as_of_load()) is not null
        ) as g
        inner join asked as a on g.from_on <= a.day and (g.to_on is null or g.to_on >= a.day)
    ),

    delivered as (
        select
            g.day,
            g.decision_id,
            -- one without hours makes the sum unknown
            case when bool_and(g.hours_per_week is not null) then sum(g.hours_per_week) end as hours
        from given as g
        where g.decision_id is not null
        group by g.day, g.decision_id
    ),

    running as (
        select
            g.day,
            true as is_granted,
            g.key,
            g.person_key,
            g.intervention_type,
            g.unit,
            g.level,
            g.granted_hours,
            d.hours as delivered_hours
        from granted as g
        left join delivered as d on g.day = d.day and g.key = d.decision_id
        union all
        select
            g.day, false, g.key, g.person_key, g.intervention_type, g.unit, g.level, null::numeric, g.hours_per_week
        from given as g
        where not exists (
            select from granted as o
            where o.day = g.day and o.person_key = g.person_key and o.intervention_type = g.intervention_type
        )
    )

    select r.*
    from running as r
    where (select access.whole_board()) or r.unit = any((select access.units())::text[])
$$;

-- What a template gives for a level on a day: of each level that which began last. One row per type and level.
create function core.tariff_on(asked_template text, on_day date)
returns table (
    intervention_type text,
    level integer,
    hours_per_week numeric,
    full_time_equivalents numeric,
    compensation_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with tariff as (
        select t.* from core.seen_level_tariffs as t where (select report.as_of_load()) is null
        union all
        select t.* from core.then_level_tariffs as t where (select report.as_of_load()) is not null
    )

    select distinct on (t.intervention_type, t.level)
        t.intervention_type,
        t.level,
        t.hours_per_week,
        t.full_time_equivalents,
        t.compensation_per_month_ore
    from tariff as t
    where t.template = asked_template and t.valid_from <= on_day
    order by t.intervention_type, t.level, t.valid_from desc
$$;

-- The board's templates, and from which days each has a tariff; the first is the one that was said last.
create function report.level_templates()
returns table (template text, valid_from date, is_usual boolean)
language sql stable security definer set search_path = pg_catalog
as $$
    with tariff as (
        select t.template, t.valid_from, count(*) as levels
        from (
            select t.* from core.seen_level_tariffs as t where (select report.as_of_load()) is null
            union all
            select t.* from core.then_level_tariffs as t where (select report.as_of_load()) is not null
        ) as t
        group by t.template, t.valid_from
    )

    select
        t.template,
        t.valid_from,
        t.template = first_value(t.template) over (order by t.valid_from desc, t.levels desc, t.template)
    from tariff as t
$$;

-- Needs on some days by type, unit and level, and what the template gives them by the tariff of each day (or of
-- `tariff_on`). Rows of grain: all, type, unit, level (type and level), cell (type, unit and level). A sum of measures
-- is of the needs that have them: those without are counted beside.
create function report.level_needs(
    days date[], asked_template text, tariff_on date, asked_units text[], asked_types text[]
)
returns table (
    grain text,
    day date,
    intervention_type text,
    unit text,
    level integer,
    persons bigint,
    needs bigint,
    decisions bigint,
    without_level bigint,
    without_tariff bigint,
    hours_per_week numeric,
    without_hours bigint,
    full_time_equivalents numeric,
    without_full_time_equivalents bigint,
    compensation_ore bigint,
    without_compensation bigint,
    -- of the decisions of which both are known
    compared bigint,
    granted_hours numeric,
    delivered_hours numeric,
    granted_unknown bigint,
    delivered_unknown bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with need as materialized (
        select n.*
        from core.need_on(days) as n
        where
            (asked_units is null or coalesce(n.unit, '') = any(asked_units))
            and (asked_types is null or n.intervention_type = any(asked_types))
    ),

    priced as (
        select
            n.*,
            t.level is not null as has_tariff,
            t.hours_per_week,
            t.full_time_equivalents,
            t.compensation_ore
        from need as n
        left join (
            select d.day, x.*
            from (select distinct m.day from need as m) as d
            cross join lateral core.tariff_on(asked_template, coalesce(level_needs.tariff_on, d.day)) as x
        ) as t on n.day = t.day and n.intervention_type = t.intervention_type and n.level = t.level
    )

    select
        case
            when grouping(p.intervention_type, p.unit, p.level) = 7 then 'all'
            when grouping(p.intervention_type, p.unit, p.level) = 3 then 'type'
            when grouping(p.intervention_type, p.unit, p.level) = 5 then 'unit'
            when grouping(p.intervention_type, p.unit, p.level) = 2 then 'level'
            else 'cell'
        end,
        p.day,
        p.intervention_type,
        p.unit,
        p.level,
        count(distinct p.person_key),
        count(*),
        count(*) filter (where p.is_granted),
        count(*) filter (where p.level is null),
        count(*) filter (where p.level is not null and not p.has_tariff),
        sum(p.hours_per_week),
        count(*) filter (where p.hours_per_week is null),
        sum(p.full_time_equivalents),
        count(*) filter (where p.full_time_equivalents is null),
        sum(p.compensation_ore)::bigint,
        count(*) filter (where p.compensation_ore is null),
        count(*) filter (where p.granted_hours is not null and p.delivered_hours is not null),
        sum(p.granted_hours) filter (where p.delivered_hours is not null),
        sum(p.delivered_hours) filter (where p.granted_hours is not null),
        count(*) filter (where p.is_granted and p.granted_hours is null),
        count(*) filter (where p.is_granted and p.granted_hours is not null and p.delivered_hours is null)
    from priced as p
    group by grouping sets (
        (p.day),
        (p.day, p.intervention_type),
        (p.day, p.unit),
        (p.day, p.intervention_type, p.level),
        (p.day, p.intervention_type, p.unit, p.level)
    )
$$;

-- one row per type, unit, level and month, by the usual template and the tariff of the month's last covered day
create view report.level_resource with (security_barrier) as
with month as (
    select g.month::date as month, least((g.month + interval '1 month')::date - 1, r.today) as day
    from report.level_reach() as r
    cross join lateral generate_series(r.history_from, r.today, interval '1 month') as g (month)
),

usual as (
    select max(t.template) as template, array(select m.day from month as m) as days
    from report.level_templates() as t
    where t.is_usual
),

need as (
    select n.*, u.template
    from usual as u
    cross join lateral report.level_needs(u.days, u.template, null, null, null) as n
    where n.grain = 'cell'
)

select
    (select access.board_name()) as board,
    m.month,
    n.day,
    n.intervention_type,
    n.unit,
    n.level,
    n.template,
    n.persons,
    n.needs,
    n.hours_per_week,
    n.full_time_equivalents,
    n.compensation_ore / 100.0 as compensation,
    n.without_tariff,
    n.without_hours,
    n.without_full_time_equivalents,
    n.without_compensation
from need as n
inner join month as m on n.day = m.day;

do $$
declare
    f regprocedure;
begin
    foreach f in array array['core.need_on(date[])', 'core.tariff_on(text, date)']::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
    end loop;
    foreach f in array array[
        'report.level_reach()', 'report.level_values()', 'report.level_templates()',
        'report.level_needs(date[], text, date, text[], text[])'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller', f);
    end loop;
end
$$;

comment on view report.level_resource is
'Behov per nivå och vad resursmallen ger dem, per månad: läget månadens sista dag som uppgifterna täcker. Ett behov är '
'ett beviljat beslut som gäller, eller en insats som ges utan ett sådant. Mallen är den som senast har angetts. En rad '
'per insatstyp, enhet, nivå och månad.';
comment on column report.level_resource.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.level_resource.month is 'Månad (första dagen).';
comment on column report.level_resource.day is 'Dagen som räknas: månadens sista, eller den sista uppgifterna täcker.';
comment on column report.level_resource.intervention_type is 'Insatstyp, kod.';
comment on column report.level_resource.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.level_resource.level is 'Behovsnivå 1–7; tomt när den inte är angiven.';
comment on column report.level_resource.template is 'Resursmallen; tomt när ingen är levererad.';
comment on column report.level_resource.persons is 'Personer; kan inte summeras över rader.';
comment on column report.level_resource.needs is 'Behov: beslut, och insatser utan gällande beslut.';
comment on column report.level_resource.hours_per_week is
'Timmar i veckan som tariffen ger; tomt när inget av behoven har några.';
comment on column report.level_resource.full_time_equivalents is
'Årsarbetare som tariffen ger; tomt när inget av behoven har några.';
comment on column report.level_resource.compensation is
'Ersättning per månad som tariffen ger, kr; tomt när inget av behoven har någon.';
comment on column report.level_resource.without_tariff is 'Behov med en nivå som mallen inte har någon tariff för.';
comment on column report.level_resource.without_hours is 'Behov vars timmar är okända.';
comment on column report.level_resource.without_full_time_equivalents is 'Behov vars årsarbetare är okända.';
comment on column report.level_resource.without_compensation is 'Behov vars ersättning är okänd.';

comment on function report.level_reach() is
'Sista dagen uppgifterna om beslut och insatser täcker, och från vilken månad de är hela; en rad, ingen i en tom '
'databas.';
comment on function report.level_values() is 'Insatstyper och enheter som behoven har, att välja mellan.';
comment on function report.level_templates() is
'Nämndens resursmallar och de dagar från vilka var och en har en tariff; den vanliga är den som senast har angetts.';
comment on function report.level_needs(date[], text, date, text[], text[]) is
'Behov som gäller vissa dagar, efter insatstyp, enhet och nivå, och vad en mall ger dem. Skyddade personer räknas in. '
'Enhet: personer, behov, timmar i veckan, årsarbetare och öre per månad.';
