-- Parallel interventions as the manager may read them; no other role is given them (see 0001_security.sql).

-- the last day that the facts of what is given speak of
create view core.seen_given_reach as
select max(c.data_through) as today
from report.cut_off as c
where c.entity in ('interventions', 'placements');

-- one row per spell of the board; of a person with rows without a unit there are two answers (see core.spell)
create view core.seen_spell as
select
    r.*,
    -- a day on which one placement gives way to another is counted only if there is a third kind beside them
    not r.is_transfer or cardinality(r.kinds) > 2 as is_counted
from (
    select n.* from core.spell as n
    where (select report.as_of_load()) is null
    union all
    select n.* from core.read_then_spell() as n
    where (select report.as_of_load()) is not null
) as r;

-- one row per spell that the asker may know of, protected persons among the rest: to be counted, not listed
create view core.seen_spell_row as
select
    s.*,
    h.today
from core.seen_spell as s
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

-- What a day costs, in öre; none: unknown. A month's amount is spread over the days of its month.
create function core.price_of_day(daily_price_ore bigint, monthly_amount_ore bigint, day date) returns numeric
language sql immutable parallel safe
as $$
    select
        coalesce(
            daily_price_ore::numeric,
            monthly_amount_ore / extract(day from date_trunc('month', day) + interval '1 month - 1 day')
        )
$$;

-- The prices that hold as the facts are read.
create view core.seen_price_row as
select c.board_id, c.placement_id, c.valid_from, c.valid_to, c.daily_price_ore, c.monthly_amount_ore
from core.seen_placement_prices as c
where (select report.as_of_load()) is null
union all
select c.board_id, c.placement_id, c.valid_from, c.valid_to, c.daily_price_ore, c.monthly_amount_ore
from core.read_then_placement_prices() as c
where (select report.as_of_load()) is not null;

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
    select
        case when count(*) = count(i.hours_per_week) then sum(i.hours_per_week) end as hours_per_week
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
    from core.placements as p
    left join lateral (
        select core.price_of_day(r.daily_price_ore, r.monthly_amount_ore, s.last_day) as price_ore
        from core.seen_price_row as r
        where
            r.board_id = p.board_id
            and r.placement_id = p.placement_id
            and r.valid_from <= s.last_day
            and (r.valid_to is null or r.valid_to >= s.last_day)
        order by r.valid_from desc
        limit 1
    ) as q on true
    where
        p.fact_id = any(s.stays)
        and ((select access.whole_board()) or p.unit = any((select access.units())::text[]))
) as c on true;
