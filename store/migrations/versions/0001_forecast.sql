-- What a forecast of cost is built on: sums and counts of the board's own history, as it is known now or was known
-- after a load (report.as_of). No row names a placement, and running stays stand by thirty days stayed and not by
-- their day: no opening is needed. Units and board are those of the asker.

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

-- How far the facts reach, and from which day the history is whole: the month of the first known end, at most
-- `most_months` back. Stays that ended before a source began to deliver are never delivered.
create function report.forecast_reach(most_months integer)
returns table (cut_off date, history_from date, running bigint, unpriced bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as (
        select
            s.cut_off,
            s.moved_out_on,
            s.moved_out_on is null or s.moved_out_on > s.cut_off as is_running,
            q.stay is not null as is_priced
        from core.forecast_stay() as s
        left join core.forecast_price_today() as q on s.stay = q.stay
    )

    select
        max(s.cut_off),
        -- without any end there is no history, which greatest alone would not say
        case
            when count(*) filter (where not s.is_running) > 0
                then
                    greatest(
                        date_trunc('month', min(s.moved_out_on) filter (where not s.is_running))::date,
                        (date_trunc('month', max(s.cut_off) + 1) - make_interval(months => most_months))::date
                    )
        end,
        count(*) filter (where s.is_running),
        count(*) filter (where s.is_running and not s.is_priced)
    from stay as s
    having count(*) > 0
$$;

-- The running stays by form, unit, thirty days stayed and known end, with the sum of their prices.
create function report.forecast_running()
returns table (
    care_form text,
    unit text,
    days_stayed integer,
    ends_on date,
    stays bigint,
    priced bigint,
    daily_ore bigint,
    monthly_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        s.care_form,
        s.unit,
        (s.cut_off - s.moved_in_on) / 30 * 30,
        s.moved_out_on,
        count(*),
        count(q.stay),
        coalesce(sum(q.daily_ore), 0)::bigint,
        coalesce(sum(q.monthly_ore), 0)::bigint
    from core.forecast_stay() as s
    left join core.forecast_price_today() as q on s.stay = q.stay
    where s.moved_out_on is null or s.moved_out_on > s.cut_off
    group by s.care_form, s.unit, (s.cut_off - s.moved_in_on) / 30 * 30, s.moved_out_on
$$;

-- How long stays last: by form and band of days stayed, the days that stays were seen in it and how many ended.
-- A stay that had begun before the history did is seen from the day it had then reached.
create function report.forecast_lengths(history_from date, bands integer[])
returns table (care_form text, band integer, days_seen bigint, ended bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with seen as (
        select
            s.care_form,
            greatest(0, forecast_lengths.history_from - s.moved_in_on) as from_day,
            least(s.moved_out_on, s.cut_off) - s.moved_in_on as to_day,
            coalesce(s.moved_out_on <= s.cut_off, false) as has_ended
        from core.forecast_stay() as s
        where s.moved_out_on is null or s.moved_out_on >= forecast_lengths.history_from
    )

    select
        s.care_form,
        b.band::integer,
        sum(greatest(0, least(s.to_day, b.until) - greatest(s.from_day, b.band)))::bigint,
        count(*) filter (where s.has_ended and s.to_day >= b.band and s.to_day < b.until)
    from seen as s
    cross join (
        select x.band, coalesce(lead(x.band) over (order by x.band), 1000000) as until
        from unnest(bands) as x (band)
    ) as b
    group by s.care_form, b.band
$$;

-- How many stays began in each month of the history, by form and unit.
create function report.forecast_starts(history_from date)
returns table (month date, care_form text, unit text, started bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select date_trunc('month', s.moved_in_on)::date, s.care_form, s.unit, count(*)
    from core.forecast_stay() as s
    where s.moved_in_on >= forecast_starts.history_from
    group by date_trunc('month', s.moved_in_on)::date, s.care_form, s.unit
$$;

-- What stays cost that began on a day or later, by form and unit, in the latest price of each.
create function report.forecast_new_prices(from_on date)
returns table (
    care_form text,
    unit text,
    stays bigint,
    daily_ore bigint,
    monthly_ore bigint,
    worth double precision,
    worth_squared double precision
)
language sql stable security definer set search_path = pg_catalog
as $$
    with latest as (
        select distinct on (s.stay)
            s.care_form,
            s.unit,
            p.daily_ore,
            p.monthly_ore,
            core.forecast_worth(p.daily_ore, p.monthly_ore) as worth
        from core.forecast_stay() as s
        inner join core.forecast_price() as p
            on s.placement_id = p.placement_id and p.valid_from <= least(s.moved_out_on, s.cut_off)
        where s.moved_in_on >= from_on
        order by s.stay, p.valid_from desc
    )

    select
        t.care_form,
        t.unit,
        count(*),
        coalesce(sum(t.daily_ore), 0)::bigint,
        coalesce(sum(t.monthly_ore), 0)::bigint,
        sum(t.worth),
        sum(t.worth * t.worth)
    from latest as t
    group by t.care_form, t.unit
$$;

-- What the same stays cost at the end of a month and at the end of the one before, for each month of the history.
create function report.forecast_price_changes(history_from date)
returns table (month date, stays bigint, worth_before double precision, worth_after double precision)
language sql stable security definer set search_path = pg_catalog
as $$
    with month_end as (
        select m.month, m.month - 1 as before_on, m.last_day as after_on
        from core.calendar_month as m
        where
            m.month > forecast_price_changes.history_from
            and m.last_day <= (select max(s.cut_off) from core.forecast_stay() as s)
    ),

    priced as materialized (
        select
            s.stay,
            s.moved_in_on,
            s.moved_out_on,
            p.valid_from,
            p.valid_to,
            core.forecast_worth(p.daily_ore, p.monthly_ore) as worth
        from core.forecast_stay() as s
        inner join core.forecast_price() as p on s.placement_id = p.placement_id
    ),

    on_day as (
        select distinct on (d.day, p.stay) d.day, p.stay, p.worth
        from (select m.before_on as day from month_end as m union select m.after_on from month_end as m) as d
        inner join priced as p
            on
                d.day >= p.moved_in_on
                and (p.moved_out_on is null or d.day < p.moved_out_on)
                and d.day >= p.valid_from
                and (p.valid_to is null or d.day <= p.valid_to)
        order by d.day, p.stay, p.valid_from desc
    )

    select m.month, count(*), sum(b.worth), sum(a.worth)
    from month_end as m
    inner join on_day as b on m.before_on = b.day
    inner join on_day as a on m.after_on = a.day and b.stay = a.stay
    group by m.month
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
    foreach f in array array[
        'report.forecast_reach(integer)',
        'report.forecast_running()',
        'report.forecast_lengths(date, integer[])',
        'report.forecast_starts(date)',
        'report.forecast_new_prices(date)',
        'report.forecast_price_changes(date)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller', f);
    end loop;
end
$$;

comment on function report.forecast_reach(integer) is
'Hur långt uppgifterna om placeringar når, från vilken dag historiken är hel, och hur många placeringar som pågår; '
'en rad, ingen i en tom databas.';
comment on function report.forecast_running() is
'Pågående placeringar, en rad per vårdform, enhet, trettiotal dygn och känd slutdag: antal, varav med pris, och summa '
'priser.';
comment on function report.forecast_lengths(date, integer[]) is
'Hur länge placeringar varar, en rad per vårdform och band av dygn: dygn som de har setts i bandet och hur många som '
'slutade.';
comment on function report.forecast_starts(date) is
'Påbörjade placeringar, en rad per månad, vårdform och enhet.';
comment on function report.forecast_new_prices(date) is
'Vad placeringar som påbörjats från en dag kostar, en rad per vårdform och enhet: antal och summa priser.';
comment on function report.forecast_price_changes(date) is
'Vad samma placeringar kostar vid en månads slut och vid slutet av månaden före, en rad per månad.';
