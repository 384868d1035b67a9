-- One individual at a time, for the manager alone (see 0001_security.sql): finding a person or a case, and all that is
-- known of it in one line of time. Rows of facts as they stand now; none as of an earlier load. Facts are reached by
-- the person's own keys, so that an opening costs the same however large the municipality is.

-- one row per fact that names a person, with the case and the unit that the row itself says
create view core.seen_person_fact as
select f.board_id, f.person_key, f.case_id, f.unit, true as is_formal
from core.seen_referrals as f
union all
select f.board_id, f.person_key, f.case_id, f.unit, true as is_formal
from core.seen_investigations as f
union all
select f.board_id, f.person_key, f.case_id, f.unit, true as is_formal
from core.seen_decisions as f
union all
select f.board_id, f.person_key, f.case_id, f.unit, true as is_formal
from core.seen_placements as f
union all
select f.board_id, f.person_key, f.case_id, f.unit, true as is_formal
from core.seen_interventions as f
union all
-- a delivered log may name a case and no person, and makes nobody the unit's own (as in core.own_person)
select f.board_id, f.person_key, f.case_id, f.unit, false as is_formal
from core.seen_case_events as f;

-- A person's keys: that of now first, then those it had before.
create function core.person_keys(asked text) returns text[]
language sql stable set search_path = pg_catalog
as $$
    with alias as materialized (
        select a.old_person_key, a.new_person_key from core.seen_person_alias as a
    ),

    now_key as (
        select coalesce((select a.new_person_key from alias as a where a.old_person_key = asked), asked) as key
    )

    select n.key || coalesce(
        (select array_agg(a.old_person_key) from alias as a where a.new_person_key = n.key),
        '{}'
    )
    from now_key as n
$$;

-- Whether any of a person's keys has been said to be protected, and whether a case is about anybody who is.
create function core.is_protected(keys text[]) returns boolean
language sql stable set search_path = pg_catalog
as $$ select exists (select from core.seen_said_protected as n where n.person_key = any(keys)) $$;

create function core.is_protected_case(asked_case text) returns boolean
language sql stable set search_path = pg_catalog
as $$
    select coalesce(bool_or(core.is_protected(core.person_keys(p.person_key))), false)
    from (
        select distinct f.person_key from core.seen_person_fact as f
        where f.case_id = asked_case and f.person_key is not null
    ) as p
$$;

-- Whether the asker may know of the case at all: a row of it is in one of the own units.
create function core.is_known_case(asked_case text) returns boolean
language sql stable set search_path = pg_catalog
as $$
    select access.whole_board() or exists (
        select from core.seen_person_fact as f
        where f.case_id = asked_case and f.unit = any((select access.units())::text[])
    )
$$;

-- Whether a person has any row that the asker is nearer to than kind, dates and unit (core.own_person for one person).
create function core.is_own_person(keys text[]) returns boolean
language sql stable set search_path = pg_catalog
as $$
    select exists (
        select from core.seen_person_fact as f
        where
            f.person_key = any(keys)
            and ((select access.whole_board()) or (f.is_formal and f.unit = any((select access.units())::text[])))
    )
$$;

-- one row per person that a key (whole, or its beginning of eight signs or more) or a case leads to, and one without
-- person for a case whose log names none. What does not exist, is another unit's or is protected gives nothing alike.
create function report.individuals(asked_key text, asked_cases text[])
returns table (person_key text, case_id text, sex text, birth_year integer)
language sql stable security definer set search_path = pg_catalog
as $$
    with known_case as materialized (
        select c.case_id
        from unnest(asked_cases) as c (case_id)
        where access.has_opened() and report.as_of_load() is null and core.is_known_case(c.case_id)
    ),

    found as (
        select f.person_key
        from core.seen_person_fact as f
        where
            (select access.has_opened())
            and (select report.as_of_load()) is null
            and asked_key <> ''
            and f.person_key >= asked_key
            and f.person_key <= asked_key || case when length(asked_key) >= 8 then 'g' else '' end
        union
        select f.person_key
        from core.seen_person_fact as f
        where f.case_id = any((select array_agg(c.case_id) from known_case as c)::text[]) and f.person_key is not null
    ),

    person as materialized (
        select distinct core.person_keys(f.person_key) as keys
        from found as f
    ),

    visible as (
        select p.keys[1] as person_key
        from person as p
        where
            (access.sees_protected() or not core.is_protected(p.keys))
            and core.is_own_person(p.keys)
    )

    select v.person_key, null as case_id, s.sex, s.birth_year
    from visible as v
    left join core.seen_persons as s on v.person_key = s.person_key
    union all
    select null as person_key, c.case_id, null as sex, null as birth_year
    from known_case as c
    where
        not exists (select from visible)
        and exists (
            select from core.seen_case_events as e
            where e.case_id = c.case_id and e.person_key is null
        )
        and (access.sees_protected() or not core.is_protected_case(c.case_id))
$$;

-- one row per thing on the line of time of one person, or of a case whose log names nobody: what happened on a day,
-- what was given over days, clocks, and spells of parallel interventions. Of other units: kind, dates and unit.
create function report.time_line(asked_person text, asked_case text)
returns table (
    lane text,
    item text,
    vocabulary text,
    code text,
    kinds text[],
    started_on date,
    occurred_at timestamptz,
    ended_on date,
    due_on date,
    done_on date,
    is_late boolean,
    unit text,
    is_own boolean,
    case_id text,
    key text,
    outcome text,
    legal_basis text,
    provider_code text,
    hours_per_week numeric,
    given_days integer,
    care_days bigint,
    unpriced_days bigint,
    cost numeric,
    extra_cost numeric,
    reason text,
    goal_level integer,
    flow_order integer,
    judged_on date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with whom as materialized (
        select
            b.keys,
            b.is_own_person,
            (select access.whole_board()) as is_whole,
            (select access.units()) as units
        from (
            select k.keys, asked_person is not null and core.is_own_person(k.keys) as is_own_person
            from (select core.person_keys(asked_person) as keys) as k
            where
                access.has_opened()
                and report.as_of_load() is null
                and (asked_person is null or access.sees_protected() or not core.is_protected(k.keys))
        ) as b
    ),

    reach as materialized (
        select
            max(c.data_through) filter (where c.entity in ('interventions', 'placements')) as given_through,
            max(c.data_through) filter (where c.entity in ('considerations', 'placements')) as considered_through
        from core.seen_cut_off as c
    ),

    referral as materialized (
        select f.* from core.seen_referrals as f
        where f.person_key = any((select w.keys from whom as w)::text[])
    ),

    decision as materialized (
        select f.* from core.seen_decisions as f
        where f.person_key = any((select w.keys from whom as w)::text[])
    ),

    placement as materialized (
        select
            t.*,
            coalesce(p.case_id, d.case_id) as own_or_decided_case
        from core.seen_stay as t
        inner join core.seen_placements as p on t.board_id = p.board_id and t.placement_id = p.placement_id
        left join core.seen_decisions as d
            on p.case_id is null and p.board_id = d.board_id and p.decision_id = d.decision_id
        where t.person_key = (select w.keys[1] from whom as w)
    ),

    intervention as materialized (
        select
            f.*,
            coalesce(f.case_id, d.case_id) as own_or_decided_case
        from core.seen_interventions as f
        left join core.seen_decisions as d
            on f.case_id is null and f.board_id = d.board_id and f.decision_id = d.decision_id
        where f.person_key = any((select w.keys from whom as w)::text[])
    ),

    considered as (
        select
            c.*,
            lead(c.considered_on) over (partition by c.placement_id, c.kind order by c.considered_on) as next_on,
            least(p.moved_out_on, r.considered_through) as through,
            p.unit,
            p.moved_out_on,
            p.own_or_decided_case
        from placement as p
        inner join core.seen_considerations as c on p.board_id = c.board_id and p.placement_id = c.placement_id
        cross join reach as r
    ),

    -- a log that names no person belongs to its case: to those of the person, or to the one asked for
    logged_case as materialized (
        select c.case_id
        from (
            select f.case_id
            from core.seen_person_fact as f
            where
                f.person_key = any((select w.keys from whom as w)::text[])
                and (
                    (select access.whole_board()) or coalesce(f.unit = any((select access.units())::text[]), false)
                )
            union
            select asked_case as case_id
            from whom
            where asked_person is null and core.is_known_case(asked_case)
        ) as c
        where
            exists (select from core.seen_case_events as e where e.case_id = c.case_id and e.person_key is null)
            and (access.sees_protected() or not core.is_protected_case(c.case_id))
    ),

    part as (
        select
            'process' as lane, 'aktualisering' as item, 'referral_kind' as vocabulary, f.kind as code,
            null::text[] as kinds, f.received_on as started_on, null::timestamptz as occurred_at,
            null::date as ended_on, null::date as due_on, null::date as done_on, false as is_late,
            f.unit, true as is_for_others, f.case_id, f.referral_id as key, null as outcome,
            null as legal_basis, null as provider_code, null::numeric as hours_per_week, null::integer as given_days,
            null::bigint as care_days, null::bigint as unpriced_days, null::numeric as cost,
            null::numeric as extra_cost, null as reason, null::integer as goal_level, 10 as flow_order
        from referral as f
        union all
        select
            'process', 'skyddsbedomning', null, null, null, f.safety_assessed_on, null, null, null, null, false,
            f.unit, true, f.case_id, f.referral_id, null, null, null, null, null, null, null, null, null, null, null, 20
        from referral as f
        where f.safety_assessed_on is not null
        union all
        select
            'process', 'forhandsbedomning', null, null, null, f.assessed_on, null, null, null, null, false,
            f.unit, true, f.case_id, f.referral_id, f.preliminary_outcome,
            null, null, null, null, null, null, null, null, null, null, 30
        from referral as f
        where f.assessed_on is not null
        union all
        select
            'process', 'utredning', null, null, null, f.opened_on, null, f.closed_on, f.extended_to, null, false,
            f.unit, true, f.case_id, f.investigation_id, null, null, null, null, null, null, null, null, null, null,
            null, 40
        from core.seen_investigations as f
        where f.person_key = any((select w.keys from whom as w)::text[])
        union all
        select
            'decision', 'beslut', case when f.care_form is null then 'intervention_type' else 'care_form' end,
            coalesce(f.care_form, f.intervention_type), null, f.decided_on, null, null, f.valid_to, null, false,
            f.unit, true, f.case_id, f.decision_id, f.outcome, f.legal_basis,
            null, null, null, null, null, null, null, null, null, 60
        from decision as f
        union all
        select
            'decision', x.kind, null, null, null, x.occurred_on, null, null, null, null, false,
            f.unit, false, f.case_id, f.decision_id, null, null, null, null, null, null, null, null, null, x.reason,
            null, 70
        from decision as f
        inner join core.seen_execution_events as x on f.board_id = x.board_id and f.decision_id = x.decision_id
        union all
        select
            'legal_basis', 'lagrum', 'legal_basis', x.legal_basis, null, x.valid_from, null,
            least(x.valid_to, f.moved_out_on), null, null, false,
            f.unit, false, f.own_or_decided_case, f.placement_id, null, x.legal_basis,
            null, null, null, null, null, null, null, null, null, 100
        from placement as f
        inner join core.seen_placement_legal_bases as x on f.board_id = x.board_id and f.placement_id = x.placement_id
        union all
        select
            'placement', 'placering', 'care_form', f.care_form, null, f.moved_in_on, null, f.moved_out_on,
            null, null, false, f.unit, true, f.own_or_decided_case, f.placement_id, null, null,
            case when f.is_secret and not access.sees_protected() then 'skyddad' else f.provider_code end,
            null, null, coalesce(s.placement_days, 0), s.unpriced_days,
            -- as in report.placement: a stay without a priced day has an unknown cost
            case when s.priced_days > 0 or s.unpriced_days = 0 then s.cost_ore / 100.0 end,
            coalesce(s.extra_cost_ore, 0) / 100.0, f.end_reason, null, 90
        from placement as f
        left join lateral (
            select
                sum(x.placement_days) as placement_days,
                sum(x.priced_days) as priced_days,
                sum(x.unpriced_days) as unpriced_days,
                sum(x.cost_ore) as cost_ore,
                sum(x.extra_cost_ore) as extra_cost_ore
            from core.seen_slice as x
            where x.stay = f.stay
        ) as s on true
        union all
        select
            'intervention', 'insats', 'intervention_type', f.intervention_type, null, f.started_on, null, f.ended_on,
            null, null, false, f.unit, true, f.own_or_decided_case, f.intervention_id, null, null,
            coalesce(v.provider_code, f.provider_id), f.hours_per_week,
            greatest(least(f.ended_on, r.given_through) - f.started_on + 1, 0),
            null, null, null, null, f.end_reason, null, 80
        from intervention as f
        cross join reach as r
        left join core.seen_providers as v on f.board_id = v.board_id and f.provider_id = v.provider_id
        union all
        select distinct
            'follow_up', 'uppfoljning', case when g.is_placement then 'care_form' else 'intervention_type' end,
            g.kind, null::text[], x.followed_up_on, null::timestamptz, null::date, null::date, null::date, false,
            g.unit, false, g.own_or_decided_case, x.follow_up_id, null, null, null, null::numeric, null::integer,
            null::bigint, null::bigint, null::numeric, null::numeric, null, null::integer, 130
        from (
            select p.board_id, true as is_placement, p.placement_id as key, p.care_form as kind, p.unit,
                p.own_or_decided_case
            from placement as p
            union all
            select i.board_id, false, i.intervention_id, i.intervention_type, i.unit, i.own_or_decided_case
            from intervention as i
        ) as g
        inner join lateral (
            select c.follow_up_id, c.followed_up_on from core.seen_follow_ups as c
            where g.is_placement and c.board_id = g.board_id and c.placement_id = g.key
            union all
            select c.follow_up_id, c.followed_up_on from core.seen_follow_ups as c
            where not g.is_placement and c.board_id = g.board_id and c.intervention_id = g.key
        ) as x on true
        union all
        select
            -- until the next of its kind is made, or the placement ends
            'consideration', 'overvagande', 'consideration_kind', f.kind, null, f.considered_on, null,
            case when f.next_on is null then f.moved_out_on end, f.next_due_on, f.next_on,
            coalesce(f.next_due_on < least(f.next_on, f.through), false),
            f.unit, false, f.own_or_decided_case, f.placement_id, null, null, null, null, null, null, null, null, null,
            f.outcome, null, 120
        from considered as f
        union all
        select
            'goal', 'bedomning', 'assessment_kind', f.kind, null, f.assessed_on, null, null, null, null, false,
            coalesce(g.unit, c.unit), false, f.case_id, f.life_area, f.goal, null, null, null, null, null, null, null,
            null, f.instrument, f.level, 135
        from core.seen_assessments as f
        left join intervention as g on f.board_id = g.board_id and f.intervention_id = g.intervention_id
        left join lateral (
            select d.unit from decision as d
            where f.intervention_id is null and d.case_id = f.case_id and d.unit is not null
            order by d.decided_on desc, d.decision_id
            limit 1
        ) as c on true
        where f.person_key = any((select w.keys from whom as w)::text[])
        union all
        select
            'event', 'handelse', 'activity', e.activity, null, (e.occurred_at at time zone 'Europe/Stockholm')::date,
            e.occurred_at, null, null, null, false,
            e.unit, true, e.case_id, e.activity, null, null, null, null, null, null, null, null, null, null, null, 1000
        from core.seen_case_events as e
        where e.person_key = any((select w.keys from whom as w)::text[])
        union all
        select
            'clock', l.step, 'step', l.step, null, l.started_on, null,
            case when l.lapsed then l.until_on else l.ended_on end, l.deadline_on, l.ended_on,
            coalesce(l.overdue, false),
            l.unit, false, l.case_id, null, null, null, null, null, l.days, null, null, null, null, null, null, 65
        from core.seen_lead as l
        where l.person_key = (select w.keys[1] from whom as w) and l.deadline_on is not null
    ),

    seen as (
        select
            p.*,
            w.is_whole or coalesce(p.unit = any(w.units), false) as is_own
        from part as p
        cross join whom as w
        where
            w.is_whole
            or p.unit = any(w.units)
            or (p.unit is not null and p.is_for_others and w.is_own_person)
    ),

    nameless as (
        select
            e.*,
            w.is_whole or coalesce(e.unit = any(w.units), false) as is_own
        from whom as w
        cross join logged_case as c
        inner join core.seen_case_events as e on c.case_id = e.case_id
        where
            e.person_key is null
            and (w.is_whole or e.unit is not null)
    )

    select
        s.lane,
        s.item,
        case when s.is_own or s.item in ('placering', 'insats', 'handelse') then s.vocabulary end as vocabulary,
        case
            when s.item = 'handelse' then core.seen_activity(s.code, s.is_own)
            when s.is_own or s.item in ('placering', 'insats') then s.code
        end as code,
        s.kinds,
        s.started_on,
        s.occurred_at,
        s.ended_on,
        case when s.is_own then s.due_on end as due_on,
        case when s.is_own then s.done_on end as done_on,
        s.is_own and s.is_late as is_late,
        s.unit,
        s.is_own,
        case when s.is_own then s.case_id end as case_id,
        case when s.is_own then s.key end as key,
        case when s.is_own then s.outcome end as outcome,
        case when s.is_own then s.legal_basis end as legal_basis,
        case when s.is_own then s.provider_code end as provider_code,
        case when s.is_own then s.hours_per_week end as hours_per_week,
        case when s.is_own then s.given_days end as given_days,
        case when s.is_own then s.care_days end as care_days,
        case when s.is_own then s.unpriced_days end as unpriced_days,
        case when s.is_own then s.cost end as cost,
        case when s.is_own then s.extra_cost end as extra_cost,
        case when s.is_own then s.reason end as reason,
        case when s.is_own then s.goal_level end as goal_level,
        s.flow_order,
        -- the day that a clock is judged by: the facts that it is read from reach no further
        case s.lane when 'clock' then h.today when 'consideration' then r.considered_through end as judged_on
    from seen as s
    cross join reach as r
    left join core.seen_step_reach as h on s.lane = 'clock' and s.item = h.step
    union all
    select
        'event', 'handelse', 'activity', core.seen_activity(e.activity, e.is_own), null,
        (e.occurred_at at time zone 'Europe/Stockholm')::date, e.occurred_at, null, null, null, false, e.unit,
        e.is_own, e.case_id, null, null, null, null, null, null, null, null, null, null, null, null, 1000, null
    from nameless as e
    union all
    -- which kinds at once is said across units; which spells there are depends on who asks (core.seen_spell_row)
    select
        'parallel', 'parallella', null, null, p.kinds, p.started_on, null, p.ended_on, null, null, false, null,
        true, null, null, case when p.is_transfer then 'byte' end, null, null, null,
        least(p.ended_on, r.given_through) - p.started_on + 1,
        null, null, null, null, null, null, 200, null
    from whom as w
    cross join reach as r
    inner join core.spell as p on p.started_on <= r.given_through
    where
        p.person_key = (select k.keys[1] from whom as k)
        and ((w.is_whole and p.seen_by in (0, 1)) or (not w.is_whole and w.is_own_person and p.seen_by in (0, 2)))
$$;

comment on function report.individuals(text, text[]) is
'De personer som en nyckel (hela, eller dess första åtta tecken eller fler) eller ett ärende leder till, en rad per '
'person, och en rad utan person för ett ärende vars händelser inte anger någon. Det som inte finns, hör till en annan '
'enhet eller är skyddat ger ingen rad. Läses efter en öppning.';
comment on function report.time_line(text, text) is
'Allt om en person i tidsordning, eller om ett ärende vars händelser inte anger någon person: en rad per händelse, '
'insats, placering, lagrum, uppföljning, övervägande, bedömning, frist och period med parallella insatser. Av andra '
'enheter: slag, dagar och enhet. En frist bedöms per judged_on, den sista dag som dess uppgifter täcker. Läses '
'efter en öppning; ger inga rader som efter en tidigare inläsning.';
