-- Spells of parallel interventions, from what each person is given; made for current_, touched_ and then_.
-- docs/decisions/0010-parallel.md says what is counted.

-- one row per person and longest interval in which one set of two or more kinds is given
create view core.now_spell_calculated as
-- Rows without a unit are for those with the whole board. A person with such rows gets two answers (1 with them, 2
-- without), everybody else one for all (0).
with divided as (
    select distinct g.board_id, g.person_key
    from core.now_given as g
    where g.unit is null
),

seen as (
    select
        g.board_id,
        g.person_key,
        g.is_placement,
        g.fact_id,
        g.kind,
        g.started_on,
        g.ended_on,
        g.unit,
        case when d.person_key is null then 0 else 1 end as seen_by
    from core.now_given as g
    left join divided as d on g.board_id = d.board_id and g.person_key = d.person_key
    union all
    select
        g.board_id,
        g.person_key,
        g.is_placement,
        g.fact_id,
        g.kind,
        g.started_on,
        g.ended_on,
        g.unit,
        2 as seen_by
    from core.now_given as g
    inner join divided as d on g.board_id = d.board_id and g.person_key = d.person_key
    where g.unit is not null
),

reached as (
    select
        s.*,
        max(coalesce(s.ended_on, 'infinity')) over (
            partition by s.board_id, s.person_key, s.seen_by
            order by s.started_on
            rows between unbounded preceding and 1 preceding
        ) as reach
    from seen as s
),

-- what hangs together day by day, numbered: only there can two kinds meet
grouped as materialized (
    select
        r.*,
        coalesce(r.ended_on, 'infinity') as last_on,
        count(*) filter (where r.reach is null or r.reach < r.started_on - 1) over (
            order by r.board_id, r.person_key, r.seen_by, r.started_on
        ) as cluster
    from reached as r
),

member as materialized (
    select g.*
    from grouped as g
    inner join (
        select c.cluster
        from grouped as c
        group by c.cluster
        having min(c.kind) <> max(c.kind)
    ) as x on g.cluster = x.cluster
),

-- the days between two beginnings or ends
part as (
    select
        b.cluster,
        b.day as from_on,
        lead(b.day) over (partition by b.cluster order by b.day) - 1 as to_on
    from (
        select m.cluster, m.started_on as day
        from member as m
        union
        select m.cluster, m.ended_on + 1 as day
        from member as m
        where m.ended_on is not null
    ) as b
),

filled as (
    select
        p.cluster,
        p.from_on,
        p.to_on,
        array_agg(distinct m.kind order by m.kind) as kinds
    from part as p
    inner join member as m on p.cluster = m.cluster and p.from_on between m.started_on and m.last_on
    group by p.cluster, p.from_on, p.to_on
    having min(m.kind) <> max(m.kind)
),

turned as (
    select
        f.*,
        coalesce(
            lag(f.kinds) over part_order = f.kinds and lag(f.to_on) over part_order = f.from_on - 1, false
        ) as goes_on
    from filled as f
    window part_order as (partition by f.cluster order by f.from_on)
),

numbered as (
    select
        t.*,
        count(*) filter (where not t.goes_on) over (partition by t.cluster order by t.from_on) as number
    from turned as t
),

-- one that has not ended has no day on which it did
spell as (
    select
        n.cluster,
        min(n.from_on) as started_on,
        max(coalesce(n.to_on, 'infinity')) as last_on,
        min(n.kinds) as kinds
    from numbered as n
    group by n.cluster, n.number
),

described as (
    select
        min(m.board_id) as board_id,
        min(m.person_key) as person_key,
        min(m.seen_by) as seen_by,
        s.started_on,
        s.last_on,
        min(s.kinds) as kinds,
        count(*) as interventions,
        array_agg(distinct m.kind) filter (
            where m.is_placement and m.ended_on = s.started_on and m.started_on < s.started_on
        ) as left_kinds,
        array_agg(distinct m.kind) filter (
            where m.is_placement and m.started_on = s.last_on and m.last_on > s.last_on
        ) as entered_kinds,
        array_agg(distinct m.unit order by m.unit) filter (where m.unit is not null) as units,
        array_agg(m.fact_id order by m.fact_id) filter (where m.is_placement and m.last_on >= s.last_on) as stays,
        array_agg(m.fact_id order by m.fact_id) filter (
            where not m.is_placement and m.last_on >= s.last_on
        ) as other_facts
    from spell as s
    inner join member as m on s.cluster = m.cluster and s.last_on >= m.started_on and s.started_on <= m.last_on
    group by s.cluster, s.started_on, s.last_on
)

select
    d.board_id,
    d.person_key,
    d.seen_by::smallint as seen_by,
    d.started_on,
    case when isfinite(d.last_on) then d.last_on end as ended_on,
    d.kinds,
    d.interventions::smallint as interventions,
    coalesce(d.last_on = d.started_on and d.left_kinds <> d.entered_kinds, false) as is_transfer,
    coalesce(d.units, '{}') as units,
    coalesce(d.stays, '{}') as stays,
    coalesce(d.other_facts, '{}') as other_facts
from described as d;
