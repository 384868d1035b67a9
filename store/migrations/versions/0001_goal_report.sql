-- Goals as they may be read: one by one under an opening, and as counts without persons. docs/decisions/0017.

-- one row per person, instrument, life area and intervention, whoever it is about, with the last day covered
create view core.seen_goal_row as
with goal_row as (
    select g.* from core.seen_goal_given as g
    where (select report.as_of_load()) is null
    union all
    select g.* from core.then_goal_given as g
    where (select report.as_of_load()) is not null
),

reached as (
    select c.entity, c.data_through from core.seen_cut_off as c
    where (select report.as_of_load()) is null
    union all
    select c.entity, c.data_through from core.then_cut_off as c
    where (select report.as_of_load()) is not null
),

-- what was not delivered to a later day is not known to have been left undone
covered as (
    select min(r.data_through) as today from reached as r
    where r.entity in ('assessments', 'interventions')
)

select
    g.*,
    case when g.is_secret and not (select access.sees_protected()) then 'skyddad' else g.provider_code end
        as shown_provider,
    c.today,
    -- whether the intervention still runs cannot be told without one
    g.started_on <= c.today and (g.ended_on is null or g.ended_on >= c.today) as is_running,
    (greatest(g.followed_up_on, g.goal_on, g.first_on, g.started_on) + interval '6 months')::date as due_on
from goal_row as g
cross join covered as c
where (select access.whole_board()) or g.unit = any((select access.units())::text[]);

create view report.goal_change with (security_barrier) as
select
    (select access.board_name()) as board,
    g.person_key,
    g.instrument,
    g.life_area,
    g.intervention_id,
    g.case_id,
    g.intervention_type,
    g.shown_provider as provider_code,
    g.unit,
    g.first_level,
    g.goal_level,
    g.goal,
    g.last_level,
    g.first_on,
    g.goal_on,
    g.last_on,
    g.followed_up_on,
    g.outcome,
    g.unknown_because,
    g.is_contradicted,
    g.preliminary,
    g.outside_scale,
    g.has_goal,
    g.is_running,
    g.due_on,
    g.today
from core.seen_goal_row as g
where (select access.has_opened()) and (not g.is_protected or (select access.sees_protected()));

-- The goals of a selection, whoever they are about: a period is that of the latest assessment of each. For the
-- functions that count them alone.
create function core.goal_asked(
    from_on date, to_on date, asked_instrument text, asked_units text[], asked_types text[], asked_providers text[]
)
returns setof core.seen_goal_row
language sql stable security definer set search_path = pg_catalog
as $$
    select g.*
    from core.seen_goal_row as g
    where
        g.instrument = asked_instrument
        and (from_on is null or g.said_on >= from_on)
        and (to_on is null or g.said_on <= to_on)
        and (asked_units is null or coalesce(g.unit, '') = any(asked_units))
        and (asked_types is null or coalesce(g.intervention_type, '') = any(asked_types))
        and (asked_providers is null or coalesce(g.shown_provider, '') = any(asked_providers))
$$;

-- What came of the goals, whole and by one dimension (or by provider and life area). Groups of fewer than five persons
-- are withheld, and the next smallest too where those withheld hold fewer than five together.
create function report.goal_outcomes(
    from_on date,
    to_on date,
    asked_instrument text,
    asked_units text[],
    asked_types text[],
    asked_providers text[],
    grouped_by text
)
returns table (
    is_total boolean,
    code text,
    life_area text,
    is_withheld boolean,
    persons bigint,
    goals bigint,
    reached bigint,
    partly bigint,
    not_reached bigint,
    unknown bigint,
    kept bigint,
    contradicted bigint,
    without_goal bigint,
    not_assessed bigint,
    assessed_without_level bigint,
    goal_without_level bigint,
    first_missing bigint,
    unjudged_contradicted bigint,
    without_scale bigint,
    preliminary_only bigint,
    outside_scale bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with asked as (
        select
            g.*,
            case grouped_by
                when 'life_area' then g.life_area
                when 'intervention_type' then g.intervention_type
                when 'unit' then g.unit
                else g.shown_provider
            end as group_code,
            case when grouped_by = 'provider_and_area' then g.life_area end as group_area
        from core.goal_asked(from_on, to_on, asked_instrument, asked_units, asked_types, asked_providers) as g
    ),

    counted as (
        select
            grouping(a.group_code) = 1 as is_total,
            a.group_code,
            a.group_area,
            count(distinct a.person_key) as persons,
            count(*) filter (where a.has_goal) as goals,
            count(*) filter (where a.has_goal and a.outcome = 'uppnatt') as reached,
            count(*) filter (where a.has_goal and a.outcome = 'delvis') as partly,
            count(*) filter (where a.has_goal and a.outcome = 'ej') as not_reached,
            count(*) filter (where a.has_goal and a.outcome = 'okant') as unknown,
            count(*) filter (where a.goal = 'behalla' and a.outcome = 'uppnatt') as kept,
            count(*) filter (where a.is_contradicted) as contradicted,
            count(*) filter (where a.unknown_because = 'utan_mal') as without_goal,
            count(*) filter (where a.unknown_because = 'ej_bedomd') as not_assessed,
            count(*) filter (where a.unknown_because = 'bedomd_utan_niva') as assessed_without_level,
            count(*) filter (where a.unknown_because = 'mal_utan_niva') as goal_without_level,
            count(*) filter (where a.unknown_because = 'nulage_saknas') as first_missing,
            count(*) filter (where a.unknown_because = 'motsagt') as unjudged_contradicted,
            count(*) filter (where a.has_goal and a.unknown_because = 'utan_skala') as without_scale,
            count(*) filter (where a.unknown_because = 'preliminar') as preliminary_only,
            coalesce(sum(a.outside_scale), 0)::bigint as outside_scale
        from asked as a
        group by grouping sets ((), (a.group_code, a.group_area))
    ),

    ordered as (
        select
            c.*,
            coalesce(sum(c.persons) over (
                partition by c.is_total
                order by c.persons, c.group_code, c.group_area
                rows between unbounded preceding and 1 preceding
            ), 0) as before
        from counted as c
        where c.persons > 0
    ),

    told as (
        select o.*, o.persons < 5 or o.before between 1 and 4 as is_withheld
        from ordered as o
    )

    select
        t.is_total,
        case when not t.is_withheld then t.group_code end,
        case when not t.is_withheld then t.group_area end,
        t.is_withheld,
        case when not t.is_withheld then t.persons end,
        case when not t.is_withheld then t.goals end,
        case when not t.is_withheld then t.reached end,
        case when not t.is_withheld then t.partly end,
        case when not t.is_withheld then t.not_reached end,
        case when not t.is_withheld then t.unknown end,
        case when not t.is_withheld then t.kept end,
        case when not t.is_withheld then t.contradicted end,
        case when not t.is_withheld then t.without_goal end,
        case when not t.is_withheld then t.not_assessed end,
        case when not t.is_withheld then t.assessed_without_level end,
        case when not t.is_withheld then t.goal_without_level end,
        case when not t.is_withheld then t.first_missing end,
        case when not t.is_withheld then t.unjudged_contradicted end,
        case when not t.is_withheld then t.without_scale end,
        case when not t.is_withheld then t.preliminary_only end,
        case when not t.is_withheld then t.outside_scale end
    from told as t
$$;

-- From the first level to the last in one life area: how many. None where fewer than five persons have both.
create function report.goal_transitions(
    from_on date,
    to_on date,
    asked_instrument text,
    asked_units text[],
    asked_types text[],
    asked_providers text[],
    asked_area text
)
returns table (first_level integer, last_level integer, changes bigint, persons bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with changed as (
        select g.first_level, g.last_level, g.person_key
        from core.goal_asked(from_on, to_on, asked_instrument, asked_units, asked_types, asked_providers) as g
        where g.life_area = asked_area and g.first_level is not null and g.last_level is not null
    )

    select c.first_level, c.last_level, count(*), count(distinct c.person_key)
    from changed as c
    where (select count(distinct a.person_key) from changed as a) >= 5
    group by c.first_level, c.last_level
$$;

-- Goals of interventions that run on the last day covered, and how many of them nobody has followed up for six months.
create function report.goal_waiting(
    asked_instrument text, asked_units text[], asked_types text[], asked_providers text[], grouped_by text
)
returns table (
    is_total boolean,
    code text,
    is_withheld boolean,
    goals bigint,
    late bigint,
    never_followed_up bigint,
    -- goals of which it is not known whether their intervention runs
    not_placed bigint,
    today date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with asked as (
        select
            g.*,
            case grouped_by
                when 'life_area' then g.life_area
                when 'intervention_type' then g.intervention_type
                when 'unit' then g.unit
                else g.shown_provider
            end as group_code
        from core.goal_asked(null, null, asked_instrument, asked_units, asked_types, asked_providers) as g
        where g.has_goal and (g.is_running or g.is_running is null)
    ),

    counted as (
        select
            grouping(a.group_code) = 1 as is_total,
            a.group_code,
            count(distinct a.person_key) as persons,
            count(*) filter (where a.is_running) as goals,
            count(*) filter (where a.is_running and a.due_on < a.today) as late,
            count(*) filter (where a.is_running and a.due_on < a.today and a.followed_up_on is null) as never,
            count(*) filter (where a.is_running is null) as not_placed,
            max(a.today) as today
        from asked as a
        group by grouping sets ((), (a.group_code))
    ),

    ordered as (
        select
            c.*,
            coalesce(sum(c.persons) over (
                partition by c.is_total
                order by c.persons, c.group_code
                rows between unbounded preceding and 1 preceding
            ), 0) as before
        from counted as c
        where c.persons > 0
    ),

    told as (
        select o.*, o.persons < 5 or o.before between 1 and 4 as is_withheld
        from ordered as o
    )

    select
        t.is_total,
        case when not t.is_withheld then t.group_code end,
        t.is_withheld,
        case when not t.is_withheld then t.goals end,
        case when not t.is_withheld then t.late end,
        case when not t.is_withheld then t.never end,
        case when not t.is_withheld then t.not_placed end,
        t.today
    from told as t
$$;

-- one row per provider, as it is shown, whose name could tell of a place that may never be
create view core.seen_nameless_provider as
select coalesce(v.provider_code, v.provider_id) as shown_code
from core.seen_providers as v
where
    v.secret_location
    or v.operator = 'familjehem'
    or exists (
        select from core.seen_stay as t
        inner join core.care_form as f on t.care_form = f.care_form
        where t.provider_id = v.provider_id and f.may_have_location = 'aldrig'
    )
    or exists (
        select from core.seen_framework_agreements as a
        inner join core.care_form as f on a.care_form = f.care_form
        where a.provider_id = v.provider_id and f.may_have_location = 'aldrig'
    );

-- The values that occur, to choose between; a provider has a name where no place is told by it. `first` and `through`
-- are the first and the last day of an assessment.
create function report.goal_values()
returns table (dimension text, code text, label text)
language sql stable security definer set search_path = pg_catalog
as $$
    with goal as materialized (
        select g.instrument, g.life_area, g.intervention_type, g.shown_provider, g.unit, g.said_on, g.today
        from core.seen_goal_row as g
    ),

    nameless as (
        select p.shown_code from core.seen_nameless_provider as p where p.shown_code is not null
    )

    select distinct 'instrument', g.instrument, null::text from goal as g
    union all
    select distinct 'life_area', g.instrument || ':' || g.life_area, null::text from goal as g
    union all
    select distinct 'intervention_type', g.intervention_type, null::text from goal as g
    union all
    select distinct 'unit', g.unit, null::text from goal as g
    union all
    (
        select distinct on (g.shown_provider) 'provider_code', g.shown_provider, v.name
        from goal as g
        left join core.seen_providers as v
            on
                coalesce(v.provider_code, v.provider_id) = g.shown_provider
                and g.shown_provider not in (select n.shown_code from nameless as n)
        order by g.shown_provider, v.name
    )
    union all
    select 'first', min(g.said_on)::text, null::text from goal as g
    union all
    select 'through', max(g.today)::text, null::text from goal as g
$$;

do $$
declare
    f regprocedure;
begin
    alter function core.goal_asked(date, date, text, text[], text[], text[]) owner to ik_view;
    revoke execute on function core.goal_asked(date, date, text, text[], text[], text[]) from public;
    foreach f in array array[
        'report.goal_outcomes(date, date, text, text[], text[], text[], text)',
        'report.goal_transitions(date, date, text, text[], text[], text[], text)',
        'report.goal_waiting(text, text[], text[], text[], text)',
        'report.goal_values()'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller', f);
    end loop;
end
$$;

comment on view report.goal_change is
'Hur funktionstillståndet i ett livsområde har ändrats: första bedömningen, målet, senaste bedömningen och utfallet. '
'En rad per person, instrument, livsområde och insats. Rader bara under en öppning som står i åtkomstloggen, bara egna '
'enheters, och utan personer med skyddade uppgifter om behörigheten inte säger det. Bara för IFO-chef.';
comment on column report.goal_change.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.goal_change.person_key is 'Personens nyckel (hash).';
comment on column report.goal_change.instrument is 'Instrument, kod.';
comment on column report.goal_change.life_area is 'Livsområde eller delområde, så som det levererats.';
comment on column report.goal_change.intervention_id is
'Insatsen; den enda som personens bedömningar i området nämner när en bedömning själv inte nämner någon.';
comment on column report.goal_change.case_id is 'Ärendet i källan.';
comment on column report.goal_change.intervention_type is 'Insatstyp, kod.';
comment on column report.goal_change.provider_code is
'Utförarens kod; skyddad medan vistelseorten är hemlig, tomt för familjehem.';
comment on column report.goal_change.unit is 'Insatsens enhet; utan känd insats enheten för ärendets senaste beslut.';
comment on column report.goal_change.first_level is 'Nivån i den första bedömningen av nuläget; tomt är okänt.';
comment on column report.goal_change.goal_level is 'Målets nivå; tomt är okänt.';
comment on column report.goal_change.goal is 'Målets inriktning: forbattra eller behalla; tomt är okänt.';
comment on column report.goal_change.last_level is
'Nivån i den senaste bedömningen från och med nuläget; tomt när ingen nivå finns.';
comment on column report.goal_change.first_on is 'Dagen för den första bedömningen av nuläget med en nivå.';
comment on column report.goal_change.goal_on is
'Dagen för målet: det som gällde vid den senaste bedömningen, annars det senaste.';
comment on column report.goal_change.last_on is 'Dagen för den senaste bedömningen med en nivå.';
comment on column report.goal_change.followed_up_on is
'Dagen för den senaste uppföljningen, också när den inte angav en nivå.';
comment on column report.goal_change.outcome is 'Utfall: uppnatt, delvis, ej eller okant.';
comment on column report.goal_change.unknown_because is
'Varför utfallet är okänt: utan_mal, ej_bedomd, bedomd_utan_niva, mal_utan_niva, nulage_saknas, motsagt, utan_skala '
'eller preliminar.';
comment on column report.goal_change.is_contradicted is
'Sant när målets nivå och inriktning säger emot varandra.';
comment on column report.goal_change.preliminary is 'Preliminära bedömningar, som inte är med i nivåerna.';
comment on column report.goal_change.outside_scale is 'Bedömningar med en nivå som inte finns på instrumentets skala.';
comment on column report.goal_change.has_goal is 'Sant när ett mål är satt.';
comment on column report.goal_change.is_running is
'Sant när insatsen pågår sista dagen uppgifterna täcker; tomt när insatsen är okänd.';
comment on column report.goal_change.due_on is
'Sex månader efter den senaste uppföljningen; utan en sådan efter det senare av mål, nuläge och insatsens början.';
comment on column report.goal_change.today is 'Sista dagen uppgifterna täcker.';

comment on function report.goal_outcomes(date, date, text, text[], text[], text[], text) is
'Mål efter utfall, sammanlagt och efter en indelning. En grupp om färre än fem personer lämnas inte ut. Skyddade '
'personer räknas in. Enhet: mål och personer.';
comment on function report.goal_transitions(date, date, text, text[], text[], text[], text) is
'Från första till senaste nivå i ett livsområde, som antal. Inga rader när färre än fem personer har båda.';
comment on function report.goal_waiting(text, text[], text[], text[], text) is
'Mål i pågående insatser, och hur många som inte har följts upp på sex månader. En grupp om färre än fem personer '
'lämnas inte ut.';
comment on function report.goal_values() is 'De värden som förekommer bland målen, att välja mellan.';
