-- Invoice lines against each other: credits netted, duplicates and overlaps told, before a line is held against its
-- placement; made for current_, touched_ and then_. Sources: now_invoices, now_stay, now_placement_extras.

-- one row per invoice line, with its place among those it is compared with
create view core.now_invoice_netted as
with line as (
    select
        i.fact_id,
        i.board_id,
        i.placement_id,
        i.provider_id,
        i.period_from,
        i.period_to,
        i.days,
        i.daily_price_ore,
        i.amount_ore,
        coalesce(i.kind, 'dygn') as kind,
        -- a line without a placement is netted with others of its provider
        coalesce('p' || i.placement_id, 'u' || i.provider_id) as party,
        row_number() over (
            partition by i.board_id, coalesce('p' || i.placement_id, 'u' || i.provider_id)
            order by i.invoiced_on nulls last, i.invoice_id, i.line_no
        ) as place
    from core.now_invoices as i
),

-- the first credit of a group takes its first line, and so on: lines and credits of the same amount one for one
paired as (
    select
        l.*,
        row_number() over (
            partition by
                l.board_id,
                l.party,
                l.provider_id,
                l.kind,
                l.period_from,
                l.period_to,
                abs(l.amount_ore),
                l.amount_ore < 0
            order by l.place
        ) as nth,
        count(*) filter (where l.amount_ore < 0) over of_amount as credits,
        count(*) filter (where l.amount_ore > 0) over of_amount as lines
    from line as l
    window of_amount as (
        partition by l.board_id, l.party, l.provider_id, l.kind, l.period_from, l.period_to, abs(l.amount_ore)
    )
),

told as (
    select
        p.*,
        case
            when p.amount_ore < 0 and p.nth <= p.lines then 'kredit'
            when p.amount_ore > 0 and p.nth <= p.credits then 'krediterad'
            when p.amount_ore < 0 then 'kredit_utan_rad'
            else 'galler'
        end as state
    from paired as p
),

-- a credit of a part, and the line whose period holds its own
part as (
    select distinct on (c.fact_id)
        c.fact_id as credit,
        l.fact_id as line,
        c.amount_ore,
        abs(c.days) as days,
        c.days is not null and c.daily_price_ore is not null and abs(c.daily_price_ore) = l.daily_price_ore
        and l.days is not null and round(abs(c.days) * l.daily_price_ore) = -c.amount_ore as is_of_days
    from told as c
    inner join told as l
        on
            c.board_id = l.board_id
            and c.party = l.party
            and c.provider_id = l.provider_id
            and c.kind = l.kind
            and c.period_from >= l.period_from
            and c.period_to <= l.period_to
            and -c.amount_ore <= l.amount_ore
    where c.state = 'kredit_utan_rad' and l.state = 'galler'
    order by
        c.fact_id,
        (c.period_from, c.period_to) = (l.period_from, l.period_to) desc,
        l.place < c.place desc,
        abs(c.place - l.place),
        l.place
),

credited as (
    select
        p.line,
        sum(p.amount_ore)::bigint as credited_ore,
        sum(p.days) filter (where p.is_of_days) as credited_days,
        bool_and(p.is_of_days) as is_of_days
    from part as p
    group by p.line
)

select
    t.fact_id,
    t.board_id,
    t.placement_id,
    t.provider_id,
    t.period_from,
    t.period_to,
    t.days,
    t.daily_price_ore,
    t.amount_ore,
    t.kind,
    t.place,
    case
        when p.credit is not null then 'kredit'
        when c.credited_ore = -t.amount_ore then 'krediterad'
        else t.state
    end as state,
    coalesce(c.credited_ore, 0) as credited_ore,
    t.days - coalesce(c.credited_days, 0) as net_days,
    t.amount_ore + coalesce(c.credited_ore, 0) as net_ore,
    coalesce(not c.is_of_days, false) as is_credited_by_amount
from told as t
left join part as p on t.fact_id = p.credit
left join credited as c on t.fact_id = c.line;

-- one row per line that stands after credits: the days it may have, and what earlier lines have of them
create view core.now_invoice_standing as
with standing as (
    select
        n.*,
        t.stay,
        -- days of the placement that count, however far ahead they lie; of an unknown one those of the calendar
        coalesce(greatest(n.period_from, t.cost_from), n.period_from) as counted_from,
        least(
            n.period_to,
            case
                when t.stay is not null
                    then core.last_counted_day(t.day_rule, t.moved_in_on, t.moved_out_on, 'infinity')
            end
        ) as counted_to,
        -- what a duplicate has in common with an earlier line beside its placement
        row(
            n.kind,
            n.period_from,
            n.period_to,
            n.days,
            n.daily_price_ore,
            case
                when n.kind = 'extra' or n.days is null or n.daily_price_ore is null then n.amount_ore
            end
        )::text as likeness
    from core.now_invoice_netted as n
    left join core.now_stay as t on n.board_id = t.board_id and n.placement_id = t.placement_id
    where n.state = 'galler'
),

alike as (
    select
        s.*,
        row_number() over same as nth,
        first_value(s.fact_id) over same as first_alike,
        max(s.counted_to) over (
            partition by s.board_id, s.placement_id, s.kind
            order by s.counted_from, s.place
            rows between unbounded preceding and 1 preceding
        ) >= s.counted_from and s.counted_from <= s.counted_to as meets
    from standing as s
    window same as (partition by s.board_id, s.placement_id, s.likeness order by s.place)
),

-- only placements of which any lines meet are looked through pair by pair
meeting as (
    select a.*
    from alike as a
    inner join (
        select m.board_id, m.placement_id
        from alike as m
        where m.meets and m.kind = 'dygn' and m.placement_id is not null
        group by m.board_id, m.placement_id
    ) as w on a.board_id = w.board_id and a.placement_id = w.placement_id
    where a.kind = 'dygn' and a.counted_from <= a.counted_to
),

shared as (
    select
        l.fact_id,
        range_agg(
            daterange(greatest(l.counted_from, e.counted_from), least(l.counted_to, e.counted_to), '[]')
        ) as days,
        (array_agg(e.fact_id order by e.place))[1] as earlier_line
    from meeting as l
    inner join meeting as e
        on
            l.board_id = e.board_id
            and l.placement_id = e.placement_id
            and l.place > e.place
            and l.counted_from <= e.counted_to
            and l.counted_to >= e.counted_from
            and l.likeness <> e.likeness
    group by l.fact_id
),

equal_extra as (
    select a.fact_id, count(*) as extras
    from alike as a
    inner join core.now_placement_extras as x
        on
            a.board_id = x.board_id
            and a.placement_id = x.placement_id
            and a.period_from = x.from_on
            and a.period_to = coalesce(x.to_on, x.from_on)
            and a.amount_ore = x.amount_ore
    where a.kind = 'extra' and a.nth > 1
    group by a.fact_id
)

select
    a.fact_id,
    a.board_id,
    a.placement_id,
    a.provider_id,
    a.period_from,
    a.period_to,
    a.daily_price_ore,
    a.amount_ore,
    a.kind,
    a.state,
    a.credited_ore,
    a.net_days,
    a.net_ore,
    a.is_credited_by_amount,
    a.stay,
    a.placement_id is not null and a.nth > greatest(1, coalesce(x.extras, 0)) as is_duplicate,
    s.fact_id is not null as is_overlap,
    coalesce((select sum(upper(d.part) - lower(d.part)) from unnest(s.days) as d (part)), 0)::integer as shared_days,
    case
        when a.placement_id is not null and a.nth > greatest(1, coalesce(x.extras, 0)) then a.first_alike
        else s.earlier_line
    end as earlier_line
from alike as a
left join shared as s on a.fact_id = s.fact_id
left join equal_extra as x on a.fact_id = x.fact_id;
