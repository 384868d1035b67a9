-- What the load keeps of each invoice line: what it was held against and what was found (docs/decisions/0011).

-- one row per current invoice line
create table core.invoice_check (
    -- the fact that is the line
    line bigint primary key,
    board_id smallint not null,
    -- the month in which the line's period begins
    month date not null,
    placement_id text,
    stay bigint,
    provider_id text not null,
    kind text not null,
    -- galler; krediterad, kredit: netted against each other; kredit_utan_rad: credits nothing that is known
    state text not null,
    amount_ore bigint not null,
    -- what credits in part have taken off the line, never above 0
    credited_ore bigint not null,
    -- days as invoiced, less those credited
    net_days numeric,
    expected_days integer,
    expected_price_ore bigint,
    expected_ore bigint,
    -- days shared with earlier lines, and the first line that this one is a duplicate of or overlaps
    shared_days integer not null,
    earlier_line bigint,
    at_stake_ore bigint,
    findings text[] not null
);
create index invoice_check_month on core.invoice_check (board_id, month);
create index invoice_check_placement on core.invoice_check (board_id, placement_id);

-- What the days from one to another cost of a monthly amount, of which a share is paid: spread over each month's days.
create function core.monthly_cost_ore(
    monthly_amount_ore bigint, share numeric, from_on date, to_on date
) returns bigint
language sql immutable parallel safe
as $$
    select
        sum(
            round(monthly_amount_ore * share * (least(to_on, m.last_day) - m.first_day + 1) / m.days)
            - round(monthly_amount_ore * share * (greatest(from_on, m.first_day) - m.first_day) / m.days)
        )::bigint
    from (
        select
            s.month::date as first_day,
            (s.month + interval '1 month - 1 day')::date as last_day,
            extract(day from s.month + interval '1 month - 1 day') as days
        from generate_series(date_trunc('month', from_on::timestamp), to_on::timestamp, interval '1 month') as s (month)
    ) as m
$$;

-- the lines of placements that a load has touched, and of providers where the line has no placement
create view core.touched_invoices as
select f.*
from core.current_invoices as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key
union all
select f.*
from core.current_invoices as f
inner join core.touched as t
    on
        t.entity = 'invoice_provider'
        and f.board_id = t.board_id
        and f.provider_id = t.key
        and f.placement_id is null;
create index invoices_placement on core.invoices (board_id, placement_id) where to_load is null;
