-- What a forecast of cost is built on: sums and counts of the board's own history, as it is known now or was known
-- after a load (report.as_of). No row names a placement, and running stays stand by thirty days stayed and not by
-- their day: no opening is needed. Units and board are those of the asker.

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

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.forecast_reach(integer)',
        'report.forecast_running()',
        'report.forecast_lengths(date, integer[])',
        'report.forecast_starts(date)'
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
