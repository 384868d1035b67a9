-- Parallel interventions as the manager may read them; no other role is given them (see 0001_security.sql).

-- the last day that the facts of what is given speak of
create view core.seen_given_reach as
select max(c.data_through) as today
from report.cut_off as c
where c.entity in ('interventions', 'placements');

-- one row per spell that the asker may know of, protected persons among the rest: to be counted, not listed
create view core.seen_spell_row as
with spell_row as (
    select r.* from core.spell as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_spell() as r
    where (select report.as_of_load()) is not null
)

select
    s.*,
    h.today
from spell_row as s
cross join core.seen_given_reach as h
where
    s.started_on <= h.today
    and (
        ((select access.whole_board()) and s.seen_by in (0, 1))
        or (
            not (select access.whole_board())
            and s.seen_by in (0, 2)
            and exists (
                select from core.own_person as o
                where o.board_id = s.board_id and o.person_key = s.person_key
            )
        )
    );

-- The price of a placement on a day, in öre; none: unknown. A month's amount is spread over the days of its month.
create function core.seen_daily_price_ore(asked_board smallint, placement text, day date) returns numeric
language sql stable set search_path = pg_catalog
as $$
    select
        coalesce(
            p.daily_price_ore,
            p.monthly_amount_ore / extract(day from date_trunc('month', day) + interval '1 month - 1 day')
        )
    from (
        select c.daily_price_ore, c.monthly_amount_ore, c.valid_from
        from core.seen_placement_prices as c
        where
            (select report.as_of_load()) is null
            and c.board_id = asked_board and c.placement_id = placement
            and c.valid_from <= day and (c.valid_to is null or c.valid_to >= day)
        union all
        select c.daily_price_ore, c.monthly_amount_ore, c.valid_from
        from core.read_then_placement_prices() as c
        where
            (select report.as_of_load()) is not null
            and c.board_id = asked_board and c.placement_id = placement
            and c.valid_from <= day and (c.valid_to is null or c.valid_to >= day)
    ) as p
    order by p.valid_from desc
    limit 1
$$;

-- For a manager of some units hours and cost are those of the own units' rows only.
create view report.parallel_spell with (security_barrier) as
with seen as (
    select
        r.*,
        least(coalesce(r.ended_on, r.today), r.today) as last_day
    from core.seen_spell_row as r
    where
        (select access.has_opened())
        and (
            (select access.sees_protected())
            or not exists (
                select from core.seen_protected_person as n
                where n.board_id = r.board_id and n.person_key = r.person_key
            )
        )
)

select
    (select access.board_name()) as board,
    s.person_key,
    s.started_on,
    s.ended_on,
    s.kinds,
    s.interventions::integer as interventions,
    h.hours_per_week,
    c.daily_cost,
    s.is_transfer,
    s.units,
    s.last_day - s.started_on + 1 as days
from seen as s
left join lateral (
    select sum(i.hours_per_week) as hours_per_week
    from core.interventions as i
    where
        i.fact_id = any(s.other_facts)
        and ((select access.whole_board()) or i.unit = any((select access.units())::text[]))
) as h on true
left join lateral (
    select
        case
            when count(*) = count(q.price_ore) then round(sum(q.price_ore) / 100.0, 2)
        end as daily_cost
    from (
        select core.seen_daily_price_ore(p.board_id, p.placement_id, s.last_day) as price_ore
        from core.placements as p
        where
            p.fact_id = any(s.stays)
            and ((select access.whole_board()) or p.unit = any((select access.units())::text[]))
    ) as q
) as c on true;

-- one row per day, set of kinds and whether it is a transfer: a person is in at most one of them on a day
create function report.parallel_on_days(days date[], asked_units text[])
returns table (
    day date,
    kinds text[],
    is_transfer boolean,
    persons bigint,
    hours_per_week numeric,
    without_hours bigint,
    daily_cost numeric,
    unpriced bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with person as (
        select d.day, s.board_id, s.person_key, s.kinds, s.is_transfer
        from unnest(days) as d (day)
        inner join core.seen_spell_row as s
            on s.started_on <= d.day and (s.ended_on is null or s.ended_on >= d.day) and d.day <= s.today
        where asked_units is null or s.units && asked_units or (s.seen_by = 1 and '' = any(asked_units))
    ),

    given as (
        select g.board_id, g.person_key, g.is_placement, g.key, g.started_on, g.ended_on, g.hours_per_week
        from (
            select n.* from core.seen_given as n
            where (select report.as_of_load()) is null
            union all
            select n.* from core.read_then_given() as n
            where (select report.as_of_load()) is not null
        ) as g
        where (select access.whole_board()) or g.unit = any((select access.units())::text[])
    ),

    row_on_day as (
        select
            p.day,
            p.kinds,
            p.is_transfer,
            p.person_key,
            g.is_placement,
            g.hours_per_week,
            case
                when g.is_placement then core.seen_daily_price_ore(g.board_id, g.key, p.day)
            end as price_ore
        from person as p
        left join given as g
            on
                p.board_id = g.board_id
                and p.person_key = g.person_key
                and g.started_on <= p.day
                and (g.ended_on is null or g.ended_on >= p.day)
    )

    select
        r.day,
        r.kinds,
        r.is_transfer,
        count(distinct r.person_key) as persons,
        sum(r.hours_per_week) as hours_per_week,
        count(*) filter (where not r.is_placement and r.hours_per_week is null) as without_hours,
        round(sum(r.price_ore) / 100.0, 2) as daily_cost,
        count(*) filter (where r.is_placement and r.price_ore is null) as unpriced
    from row_on_day as r
    group by r.day, r.kinds, r.is_transfer
$$;

-- one row per set of kinds that anybody was given between two days, and one for them all (kinds null); transfers
-- are left out
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
            s.ended_on is null or s.ended_on > s.today as is_open,
            least(s.ended_on, s.today, to_on) - greatest(s.started_on, from_on) + 1 as days_inside,
            least(s.ended_on, s.today) - s.started_on + 1 as days_so_far
        from core.seen_spell_row as s
        where
            not s.is_transfer
            and s.started_on <= to_on
            and least(s.ended_on, s.today) >= from_on
            and (asked_units is null or s.units && asked_units or (s.seen_by = 1 and '' = any(asked_units)))
    )

    select
        s.kinds,
        count(distinct s.person_key) as persons,
        count(*) as spells,
        count(*) filter (where s.is_open) as open_spells,
        sum(s.days_inside) as person_days,
        percentile_cont(0.5) within group (order by s.days_so_far)::numeric as median_days
    from spell as s
    group by grouping sets ((s.kinds), ())
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
        and (asked_units is null or s.units && asked_units or (s.seen_by = 1 and '' = any(asked_units)))
    group by a.kind, b.kind
$$;
