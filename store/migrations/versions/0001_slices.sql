-- Care days and cost by month, from the stays and their runs; made for current_, touched_ and then_ (see
-- 0001_calculation.sql).

-- one row per placement, month and run of days with one price, legal basis and state of absence; and one per
-- extra, month and run (with no days). Extras on days before the first run or after the stay take the legal
-- basis of the nearest run.
create view core.now_slice_calculated as
-- (generate_series stands in the select list, where its rows are not first set aside as those of a join are)
with run_month as (
    select
        t.stay,
        t.board_id,
        t.moved_in_on,
        t.moved_out_on,
        t.volume_from,
        t.volume_to,
        t.cost_from,
        t.cost_to,
        t.last_day,
        t.absence_share,
        t.operator,
        g.is_priced,
        g.daily_price_ore,
        g.monthly_amount_ore,
        g.legal_basis,
        g.is_absent,
        g.from_on,
        g.to_on,
        generate_series(core.month_number(g.from_on), core.month_number(least(g.to_on, t.last_day))) as month_number
    from core.now_stay as t
    inner join core.now_segment as g on t.stay = g.stay
    where g.from_on <= t.last_day
),

piece as (
    select
        r.stay,
        r.board_id,
        r.moved_in_on,
        r.moved_out_on,
        r.volume_from,
        r.volume_to,
        r.absence_share,
        r.is_priced,
        r.daily_price_ore,
        r.monthly_amount_ore,
        r.legal_basis,
        r.is_absent and r.absence_share <> 1 as is_reduced,
        m.month,
        m.days as month_days,
        case when r.operator in ('privat', 'ideburen') then m.vat_permille else 0 end as vat_permille,
        greatest(r.from_on, m.month) as from_on,
        least(r.to_on, m.last_day, r.last_day) as to_on,
        greatest(r.from_on, m.month, r.cost_from) as priced_from,
        least(r.to_on, m.last_day, r.cost_to) as priced_to
    from run_month as r
    inner join core.calendar_month as m on r.month_number = m.month_number
),

counted as (
    select
        p.*,
        core.common_days(p.from_on, p.to_on, p.volume_from, p.volume_to) as placement_days,
        greatest(0, p.priced_to - p.priced_from + 1) as counted_days
    from piece as p
),

extra as (
    select
        t.stay,
        t.board_id,
        t.operator,
        e.from_on,
        coalesce(e.to_on, e.from_on) as to_on,
        e.amount_ore,
        c.data_through as cut_off
    from core.now_placement_extras as e
    inner join core.now_stay as t on e.board_id = t.board_id and e.placement_id = t.placement_id
    inner join core.now_cut_off as c on t.board_id = c.board_id and c.entity = 'placements'
    where e.to_on is null or e.to_on >= e.from_on
),

extra_piece as (
    select
        e.stay,
        e.board_id,
        e.from_on,
        e.to_on,
        e.amount_ore,
        m.month,
        g.legal_basis,
        case when e.operator in ('privat', 'ideburen') then m.vat_permille else 0 end as vat_permille,
        greatest(e.from_on, m.month, case when g.is_first then '-infinity'::date else g.from_on end) as day_from,
        least(e.to_on, m.last_day, g.to_on, e.cut_off) as day_to
    from extra as e
    cross join lateral generate_series(core.month_number(e.from_on), core.month_number(e.to_on)) as x (month_number)
    inner join core.calendar_month as m on x.month_number = m.month_number
    inner join core.now_segment as g on e.stay = g.stay
)

select
    c.board_id,
    c.stay,
    c.month,
    c.legal_basis,
    c.placement_days,
    case when c.is_priced then c.counted_days else 0 end as priced_days,
    case when c.is_priced then 0 else c.counted_days end as unpriced_days,
    case
        when not c.is_priced or c.counted_days = 0 then 0
        when c.daily_price_ore is not null and not c.is_reduced then c.counted_days * c.daily_price_ore
        when c.daily_price_ore is not null
            then c.counted_days * round(c.daily_price_ore * c.absence_share)::bigint
        when not c.is_reduced
            then
                core.spread_ore(c.monthly_amount_ore, c.priced_to - c.month + 1, c.month_days)
                - core.spread_ore(c.monthly_amount_ore, c.priced_from - c.month, c.month_days)
        else
            (
                round(c.monthly_amount_ore * c.absence_share * (c.priced_to - c.month + 1) / c.month_days)
                - round(c.monthly_amount_ore * c.absence_share * (c.priced_from - c.month) / c.month_days)
            )::bigint
    end as cost_ore,
    0::bigint as extra_cost_ore,
    case when c.from_on = c.moved_in_on then 1 else 0 end as started,
    case when c.to_on = c.moved_out_on then 1 else 0 end as ended,
    c.vat_permille
from counted as c
union all
select
    x.board_id,
    x.stay,
    x.month,
    x.legal_basis,
    0 as placement_days,
    0 as priced_days,
    0 as unpriced_days,
    0 as cost_ore,
    core.spread_ore(x.amount_ore, x.day_to - x.from_on + 1, x.to_on - x.from_on + 1)
    - core.spread_ore(x.amount_ore, x.day_from - x.from_on, x.to_on - x.from_on + 1) as extra_cost_ore,
    0 as started,
    0 as ended,
    x.vat_permille
from extra_piece as x
where x.day_from <= x.day_to;
