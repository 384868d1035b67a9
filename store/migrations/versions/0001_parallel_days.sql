-- How many persons have parallel interventions, on days and between two days, in which combinations; counts alone.

-- one row per person and day on which two or more kinds are given, with what is given then; a manager of some units
-- is told hours and cost of the own units' rows only
create function core.parallel_person_day(days date[], asked_units text[])
returns table (
    day date,
    board_id smallint,
    person_key text,
    seen_by smallint,
    kinds text[],
    is_transfer boolean,
    is_counted boolean,
    units text[],
    placements bigint,
    others bigint,
    hours_per_week numeric,
    without_hours bigint,
    cost_ore numeric,
    unpriced bigint
)
language sql stable set search_path = pg_catalog
as $$
    with person as materialized (
        select d.day, s.board_id, s.person_key, s.seen_by, s.kinds, s.is_transfer, s.is_counted, s.units
        from unnest(days) as d (day)
        inner join core.seen_spell_row as s
            on s.started_on <= d.day and (s.ended_on is null or s.ended_on >= d.day) and d.day <= s.today
        where asked_units is null or s.units && asked_units
    ),

    given_row as (
        select n.* from core.seen_given as n
        where (select report.as_of_load()) is null
        union all
        select n.* from core.read_then_given() as n
        where (select report.as_of_load()) is not null
    ),

    -- each person and day once without a row, so that nobody is lost whose rows are all of other units
    given as (
        select
            p.*,
            null::boolean as is_placement,
            null as key,
            null::numeric as hours_per_week
        from person as p
        union all
        select p.*, g.is_placement, g.key, g.hours_per_week
        from person as p
        inner join given_row as g
            on
                p.board_id = g.board_id
                and p.person_key = g.person_key
                and g.started_on <= p.day
                and (g.ended_on is null or g.ended_on >= p.day)
        where (select access.whole_board()) or g.unit = any((select access.units())::text[])
    )

    select
        g.day,
        g.board_id,
        g.person_key,
        g.seen_by,
        g.kinds,
        g.is_transfer,
        g.is_counted,
        g.units,
        count(*) filter (where g.is_placement) as placements,
        count(*) filter (where not g.is_placement) as others,
        sum(g.hours_per_week) as hours_per_week,
        count(*) filter (where not g.is_placement and g.hours_per_week is null) as without_hours,
        sum(q.price_ore) as cost_ore,
        count(*) filter (where g.is_placement and q.price_ore is null) as unpriced
    from given as g
    left join lateral (
        select core.price_of_day(r.daily_price_ore, r.monthly_amount_ore, g.day) as price_ore
        from core.seen_price_row as r
        where
            r.board_id = g.board_id
            and r.placement_id = g.key
            and r.valid_from <= g.day
            and (r.valid_to is null or r.valid_to >= g.day)
        order by r.valid_from desc
        limit 1
    ) as q on g.is_placement
    group by g.day, g.board_id, g.person_key, g.seen_by, g.kinds, g.is_transfer, g.is_counted, g.units
$$;

-- one row per day, set of kinds and whether it is a transfer: a person is in at most one of them on a day
create function report.parallel_on_days(days date[], asked_units text[])
returns table (
    day date,
    kinds text[],
    is_transfer boolean,
    is_counted boolean,
    persons bigint,
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
        p.day,
        p.kinds,
        p.is_transfer,
        p.is_counted,
        count(*) as persons,
        sum(p.placements)::bigint as placements,
        sum(p.others)::bigint as others,
        sum(p.hours_per_week) as hours_per_week,
        sum(p.without_hours)::bigint as without_hours,
        round(sum(p.cost_ore) / 100.0, 2) as daily_cost,
        sum(p.unpriced)::bigint as unpriced
    from core.parallel_person_day(days, asked_units) as p
    group by p.day, p.kinds, p.is_transfer, p.is_counted
$$;

-- one row per set of kinds that anybody was given between two days, and one for them all (kinds null). A day on which
-- one placement gives way to another is no spell; with a third kind beside them it counts among persons and days of
-- them all.
create function report.parallel_between(from_on date, to_on date, asked_units text[])
returns table (
    kinds text[],
    persons bigint,
    spells bigint,
    open_spells bigint,
    person_days bigint,
    median_days numeric
)
language sql stable security definer set search_path = pg_catalog
as $$
    with spell as (
        select
            s.person_key,
            s.kinds,
            s.is_transfer,
            s.ended_on is null or s.ended_on > s.today as is_open,
            least(s.ended_on, s.today, to_on) - greatest(s.started_on, from_on) + 1 as days_inside,
            least(s.ended_on, s.today) - s.started_on + 1 as days_so_far
        from core.seen_spell_row as s
        where
            s.is_counted
            and s.started_on <= to_on
            and least(s.ended_on, s.today) >= from_on
            and (asked_units is null or s.units && asked_units)
    )

    select
        s.kinds,
        count(distinct s.person_key) as persons,
        count(*) filter (where not s.is_transfer) as spells,
        count(*) filter (where s.is_open and not s.is_transfer) as open_spells,
        sum(s.days_inside) as person_days,
        (percentile_cont(0.5) within group (order by s.days_so_far) filter (where not s.is_transfer))::numeric
            as median_days
    from spell as s
    group by grouping sets ((s.kinds), ())
    having grouping(s.kinds) = 1 or bool_or(not s.is_transfer)
$$;

-- one row per two kinds that one person was given at once between two days, the first before the second in the
-- alphabet; transfers are left out
create function report.parallel_pairs(from_on date, to_on date, asked_units text[])
returns table (kind text, other_kind text, persons bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select a.kind, b.kind as other_kind, count(distinct s.person_key) as persons
    from core.seen_spell_row as s
    cross join lateral unnest(s.kinds) as a (kind)
    cross join lateral unnest(s.kinds) as b (kind)
    where
        a.kind < b.kind
        and not s.is_transfer
        and s.started_on <= to_on
        and least(s.ended_on, s.today) >= from_on
        and (asked_units is null or s.units && asked_units)
    group by a.kind, b.kind
$$;

-- How far there is anything to count: the first day on which anything is given, and how far each source reaches.
create function report.parallel_reach()
returns table (
    first_on date, comparable_from date, today date, placements_through date, interventions_through date
)
language sql stable security definer set search_path = pg_catalog
as $$
    -- whose the rows are is of no matter here: read as they are, without asking after merged keys
    with started as (
        select true as is_placement, min(p.moved_in_on) as first_on from core.seen_placements as p
        where (select report.as_of_load()) is null
        union all
        select false as is_placement, min(i.started_on) as first_on from core.seen_interventions as i
        where (select report.as_of_load()) is null
        union all
        select g.is_placement, min(g.started_on) as first_on from core.read_then_given() as g
        where (select report.as_of_load()) is not null
        group by g.is_placement
    )

    select
        (select min(s.first_on) from started as s) as first_on,
        -- what began before the first delivered start is missing: after a year most of it has ended
        (select (max(s.first_on) + interval '1 year')::date from started as s) as comparable_from,
        max(c.data_through) as today,
        max(c.data_through) filter (where c.entity = 'placements') as placements_through,
        max(c.data_through) filter (where c.entity = 'interventions') as interventions_through
    from report.cut_off as c
    where c.entity in ('placements', 'interventions')
$$;

-- one row per kind and unit that any spell the asker may know of holds
create function report.parallel_values()
returns table (dimension text, code text)
language sql stable security definer set search_path = pg_catalog
as $$
    with spell as materialized (
        select s.kinds, s.units from core.seen_spell_row as s
        where s.is_counted
    )

    select distinct 'kind' as dimension, k.kind as code
    from spell as s
    cross join lateral unnest(s.kinds) as k (kind)
    union all
    select distinct 'unit' as dimension, u.unit as code
    from spell as s
    cross join lateral unnest(s.units) as u (unit)
$$;
