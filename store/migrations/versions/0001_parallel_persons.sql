-- The persons with extensive support on a day: how many meet a rule, and who they are. The list is rows about
-- individuals and asks for an opening; the count is not and does not.

-- one row per person who meets what is known of a rule on a day; is_met is false where hours or prices that are not
-- known decide. asked_kinds are kinds given at once: with exactly, those and no other.
create function core.parallel_matching(
    asked_day date,
    asked_units text[],
    asked_kinds text[],
    exactly boolean,
    least_kinds integer,
    least_hours_per_week numeric,
    least_cost_per_day_kr numeric,
    least_days integer
)
returns table (
    board_id smallint,
    person_key text,
    kinds text[],
    units text[],
    since date,
    days integer,
    placements bigint,
    others bigint,
    hours_per_week numeric,
    without_hours bigint,
    daily_cost numeric,
    unpriced bigint,
    is_met boolean
)
language sql stable set search_path = pg_catalog
as $$
    with person as materialized (
        select p.* from core.parallel_person_day(array[asked_day], asked_units) as p
        where
            p.is_counted
            and cardinality(p.kinds) >= coalesce(least_kinds, 2)
            and (
                asked_kinds is null
                or (p.kinds @> asked_kinds and (not exactly or cardinality(p.kinds) = cardinality(asked_kinds)))
            )
    ),

    -- the persons' spells up to the day: a day without two kinds begins anew
    spell as (
        select
            s.board_id,
            s.person_key,
            s.started_on,
            coalesce(
                lag(s.ended_on) over (partition by s.board_id, s.person_key order by s.started_on) < s.started_on - 1,
                true
            ) as is_first
        from core.seen_spell as s
        inner join person as p
            on s.board_id = p.board_id and s.person_key = p.person_key and s.seen_by = p.seen_by
        where s.is_counted and s.started_on <= asked_day
    ),

    begun as (
        select s.board_id, s.person_key, max(s.started_on) as since
        from spell as s
        where s.is_first
        group by s.board_id, s.person_key
    ),

    held as (
        select
            p.board_id,
            p.person_key,
            p.kinds,
            p.units,
            b.since,
            asked_day - b.since + 1 as days,
            p.placements,
            p.others,
            p.hours_per_week,
            p.without_hours,
            round(p.cost_ore / 100.0, 2) as daily_cost,
            p.unpriced,
            least_hours_per_week is null or coalesce(p.hours_per_week, 0) >= least_hours_per_week as has_hours,
            least_cost_per_day_kr is null or coalesce(p.cost_ore, 0) >= least_cost_per_day_kr * 100 as has_cost
        from person as p
        inner join begun as b on p.board_id = b.board_id and p.person_key = b.person_key
    )

    select
        h.board_id,
        h.person_key,
        h.kinds,
        h.units,
        h.since,
        h.days,
        h.placements,
        h.others,
        h.hours_per_week,
        h.without_hours,
        h.daily_cost,
        h.unpriced,
        h.has_hours and h.has_cost as is_met
    from held as h
    where
        (least_days is null or h.days >= least_days)
        and (h.has_hours or h.without_hours > 0)
        and (h.has_cost or h.unpriced > 0)
$$;

-- one row: how many persons meet the rule, and how many might if what is not known were; protected persons counted
create function report.parallel_rule_count(
    asked_day date,
    asked_units text[],
    asked_kinds text[],
    exactly boolean,
    least_kinds integer,
    least_hours_per_week numeric,
    least_cost_per_day_kr numeric,
    least_days integer
)
returns table (persons bigint, undecided bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        count(*) filter (where m.is_met) as persons,
        count(*) filter (where not m.is_met) as undecided
    from core.parallel_matching(
        asked_day, asked_units, asked_kinds, exactly, least_kinds, least_hours_per_week, least_cost_per_day_kr,
        least_days
    ) as m
$$;

-- one row per person who meets the rule, under an opening; protected persons for those who may see them
create function report.parallel_persons(
    asked_day date,
    asked_units text[],
    asked_kinds text[],
    exactly boolean,
    least_kinds integer,
    least_hours_per_week numeric,
    least_cost_per_day_kr numeric,
    least_days integer
)
returns table (
    person_key text,
    sex text,
    birth_year integer,
    kinds text[],
    units text[],
    since date,
    days integer,
    placements bigint,
    others bigint,
    hours_per_week numeric,
    without_hours bigint,
    daily_cost numeric,
    unpriced bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        m.person_key,
        q.sex,
        q.birth_year,
        m.kinds,
        m.units,
        m.since,
        m.days,
        m.placements,
        m.others,
        m.hours_per_week,
        m.without_hours,
        m.daily_cost,
        m.unpriced
    from core.parallel_matching(
        asked_day, asked_units, asked_kinds, exactly, least_kinds, least_hours_per_week, least_cost_per_day_kr,
        least_days
    ) as m
    left join core.seen_persons as q on m.board_id = q.board_id and m.person_key = q.person_key
    where
        m.is_met
        and (select access.has_opened())
        and (
            (select access.sees_protected())
            or not exists (
                select from core.seen_protected_person as n
                where n.board_id = m.board_id and n.person_key = m.person_key
            )
        )
$$;
