-- Spells of parallel interventions, from what each person is given; made for current_, touched_ and then_.
-- docs/decisions/0010-parallel.md says what is counted.

-- one row per person and longest interval in which one set of two or more kinds is given
create view core.now_spell_calculated as
-- Rows without a unit are for those with the whole board. Where a person has such rows there are two answers (1 with
-- them, 2 without), else one for all (0).
with given as (
    select
        g.*,
        coalesce(g.ended_on, 'infinity'::date) as last_on,
        bool_or(g.unit is null) over (partition by g.board_id, g.person_key) as is_divided
    from core.now_given as g
),

seen as (
    select g.*, v.seen_by
    from given as g
    cross join lateral (values (0), (1), (2)) as v (seen_by)
    where
        (v.seen_by = 0 and not g.is_divided)
        or (v.seen_by = 1 and g.is_divided)
        or (v.seen_by = 2 and g.is_divided and g.unit is not null)
),

reached as (
    select
        s.*,
        max(s.last_on) over (
            partition by s.board_id, s.person_key, s.seen_by
            order by s.started_on, s.last_on, s.is_placement, s.fact_id
            rows between unbounded preceding and 1 preceding
        ) as reach
    from seen as s
),

-- what hangs together day by day: only there can two kinds meet
grouped as (
    select
        r.*,
        count(*) filter (where r.reach is null or r.reach < r.started_on) over (
            partition by r.board_id, r.person_key, r.seen_by
            order by r.started_on, r.last_on, r.is_placement, r.fact_id
        ) as cluster
    from reached as r
),

cluster_row as (
    select
        g.*,
        min(g.kind) over (partition by g.board_id, g.person_key, g.seen_by, g.cluster)
        <> max(g.kind) over (partition by g.board_id, g.person_key, g.seen_by, g.cluster) as has_kinds
    from grouped as g
),

member as (
    select c.*
    from cluster_row as c
    where c.has_kinds
),

turn_day as (
    select m.board_id, m.person_key, m.seen_by, m.cluster, m.started_on as day
    from member as m
    union
    select m.board_id, m.person_key, m.seen_by, m.cluster, m.ended_on + 1 as day
    from member as m
    where m.ended_on is not null
),

part as (
    select
        b.*,
        lead(b.day) over (partition by b.board_id, b.person_key, b.seen_by, b.cluster order by b.day) - 1 as to_on
    from turn_day as b
),

-- the days between two breaks, with all that is given on them
filled as (
    select
        p.board_id,
        p.person_key,
        p.seen_by,
        p.day as from_on,
        p.to_on,
        array_agg(distinct m.kind order by m.kind) as kinds,
        count(*) as given_then,
        count(*) filter (where m.started_on = p.day) as begun_then,
        array_agg(distinct m.kind) filter (
            where m.is_placement and m.ended_on = p.day and m.started_on < p.day
        ) as left_kinds,
        array_agg(distinct m.kind) filter (
            where m.is_placement and m.started_on = p.day and m.last_on > p.day
        ) as entered_kinds,
        array_agg(distinct m.unit order by m.unit) filter (where m.unit is not null) as units,
        array_agg(m.fact_id order by m.fact_id) filter (where m.is_placement) as stays,
        array_agg(m.fact_id order by m.fact_id) filter (where not m.is_placement) as other_facts
    from part as p
    inner join member as m
        on
            p.board_id = m.board_id
            and p.person_key = m.person_key
            and p.seen_by = m.seen_by
            and p.cluster = m.cluster
            and p.day between m.started_on and m.last_on
    group by p.board_id, p.person_key, p.seen_by, p.day, p.to_on
    having min(m.kind) <> max(m.kind)
),

turned as (
    select
        f.*,
        coalesce(
            lag(f.kinds) over person_days = f.kinds and lag(f.to_on) over person_days = f.from_on - 1,
            false
        ) as goes_on
    from filled as f
    window person_days as (partition by f.board_id, f.person_key, f.seen_by order by f.from_on)
),

numbered as (
    select
        t.*,
        coalesce(not lead(t.goes_on) over (
            partition by t.board_id, t.person_key, t.seen_by order by t.from_on
        ), true) as is_last,
        count(*) filter (where not t.goes_on) over (
            partition by t.board_id, t.person_key, t.seen_by order by t.from_on
        ) as number
    from turned as t
),

spell as (
    select
        n.board_id,
        n.person_key,
        n.seen_by,
        min(n.from_on) as started_on,
        min(n.to_on) filter (where n.is_last) as ended_on,
        min(n.kinds) as kinds,
        sum(case when n.goes_on then n.begun_then else n.given_then end)::smallint as interventions,
        count(*) = 1
        and bool_and(coalesce(n.to_on = n.from_on and n.left_kinds <> n.entered_kinds, false)) as is_transfer,
        core.joined(coalesce(n.units, '{}') order by n.from_on) as units,
        coalesce(min(n.stays) filter (where n.is_last), '{}') as stays,
        coalesce(min(n.other_facts) filter (where n.is_last), '{}') as other_facts
    from numbered as n
    group by n.board_id, n.person_key, n.seen_by, n.number
)

select
    s.board_id,
    s.person_key,
    s.seen_by,
    s.started_on,
    s.ended_on,
    s.kinds,
    s.interventions,
    s.is_transfer,
    coalesce((select array_agg(distinct u.unit order by u.unit) from unnest(s.units) as u (unit)), '{}') as units,
    s.stays,
    s.other_facts
from spell as s;
