-- What new stays have cost, and how the prices of the same stays have moved, for a forecast: sums and counts that need
-- no opening (0001_forecast.sql).

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

comment on function report.forecast_new_prices(date) is
'Vad placeringar som påbörjats från en dag kostar, en rad per vårdform och enhet: antal och summa priser.';
comment on function report.forecast_price_changes(date) is
'Vad samma placeringar kostar vid en månads slut och vid slutet av månaden före, en rad per månad.';
