-- The stays and prices that a forecast is built on, as they are known now or were known after a load (report.as_of), of
-- the asker's units and board. For the functions that count and sum them alone (0001_forecast.sql).

-- one row per stay that has begun by the cut-off
create function core.forecast_stay()
returns table (
    stay bigint,
    placement_id text,
    care_form text,
    unit text,
    moved_in_on date,
    -- the day it ended, or is known to end
    moved_out_on date,
    cut_off date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with known_stay as (
        select s.stay, s.board_id, s.placement_id, s.care_form, s.unit, s.moved_in_on, s.moved_out_on
        from core.stay as s
        where (select report.as_of_load()) is null
        union all
        select s.stay, s.board_id, s.placement_id, s.care_form, s.unit, s.moved_in_on, s.moved_out_on
        from core.then_stay_calculated as s
        where (select report.as_of_load()) is not null
    ),

    reached as (
        select c.board_id, c.data_through
        from core.seen_cut_off as c
        where c.entity = 'placements' and (select report.as_of_load()) is null
        union all
        select c.board_id, c.data_through
        from core.then_cut_off as c
        where c.entity = 'placements' and (select report.as_of_load()) is not null
    )

    select s.stay, s.placement_id, s.care_form, s.unit, s.moved_in_on, s.moved_out_on, c.data_through
    from known_stay as s
    inner join reached as c on s.board_id = c.board_id
    where
        s.board_id = (select access.board_id())
        and s.moved_in_on <= c.data_through
        and ((select access.whole_board()) or s.unit = any((select access.units())::text[]))
$$;

-- one row per price of a placement, the daily one where it has two
create function core.forecast_price()
returns table (placement_id text, valid_from date, valid_to date, daily_ore bigint, monthly_ore bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with price as (
        select p.board_id, p.placement_id, p.valid_from, p.valid_to, p.daily_price_ore, p.monthly_amount_ore
        from core.seen_placement_prices as p
        where (select report.as_of_load()) is null
        union all
        select p.board_id, p.placement_id, p.valid_from, p.valid_to, p.daily_price_ore, p.monthly_amount_ore
        from core.then_placement_prices as p
        where (select report.as_of_load()) is not null
    )

    select
        p.placement_id,
        p.valid_from,
        p.valid_to,
        p.daily_price_ore,
        case when p.daily_price_ore is null then p.monthly_amount_ore end
    from price as p
    where
        p.board_id = (select access.board_id())
        and coalesce(p.daily_price_ore, p.monthly_amount_ore) is not null
$$;

-- What an amount a month is worth, so that prices by the day and by the month can be held together.
create function core.forecast_worth(daily_ore bigint, monthly_ore bigint) returns double precision
language sql immutable parallel safe set search_path = pg_catalog
as $$ select coalesce(daily_ore * 365.25 / 12, monthly_ore)::double precision $$;

-- one row per running stay that has a price at the cut-off: the one that began last
create function core.forecast_price_today()
returns table (stay bigint, daily_ore bigint, monthly_ore bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select distinct on (s.stay) s.stay, p.daily_ore, p.monthly_ore
    from core.forecast_stay() as s
    inner join core.forecast_price() as p
        on
            s.placement_id = p.placement_id
            and s.cut_off >= p.valid_from
            and (p.valid_to is null or s.cut_off <= p.valid_to)
    where s.moved_out_on is null or s.moved_out_on > s.cut_off
    order by s.stay, p.valid_from desc
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'core.forecast_stay()', 'core.forecast_price()', 'core.forecast_price_today()'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
    end loop;
end
$$;
