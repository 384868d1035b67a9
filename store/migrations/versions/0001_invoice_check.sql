-- Invoice lines against their placement: the days, the price and the amount that were to be expected, and what is
-- found (docs/decisions/0011); made for current_, touched_ and then_.

-- one row per invoice line, as it is kept in core.invoice_check
create view core.now_invoice_check_calculated as
with line as (
    select
        s.*,
        t.absence_share,
        t.moved_in_on,
        t.stay is not null and s.period_from <= coalesce(t.moved_out_on, 'infinity'::date)
        and s.period_to >= t.moved_in_on and s.period_from <= s.period_to as is_inside,
        -- a stay that goes on is known to the cut-off
        t.stay is not null
        and (s.period_to <= c.data_through or coalesce(t.moved_out_on <= c.data_through, false)) as is_known,
        greatest(s.period_from, t.cost_from) as counted_from,
        least(s.period_to, t.cost_to) as counted_to,
        coalesce(t.procurement, f.default_procurement, '') not in ('egen_regi', 'sis')
        and (
            t.agreement_signed_on is null
            or t.agreement_signed_on > greatest(s.period_from, t.moved_in_on)
            or coalesce(t.agreement_ends_on < greatest(s.period_from, t.moved_in_on), false)
        ) as lacks_agreement
    from core.now_invoice_standing as s
    left join core.now_stay as t on s.stay = t.stay
    left join core.now_cut_off as c on t.board_id = c.board_id and c.entity = 'placements'
    left join core.care_form as f on t.care_form = f.care_form
),

judged as (
    select
        l.*,
        l.is_inside and l.is_known and l.kind = 'dygn' as is_judged,
        greatest(0, l.counted_to - l.counted_from + 1) as counted_days
    from line as l
),

piece as (
    select
        j.fact_id,
        j.absence_share,
        g.is_priced,
        g.daily_price_ore,
        g.monthly_amount_ore,
        g.is_absent and j.absence_share <> 1 as is_reduced,
        greatest(j.counted_from, g.from_on) as from_on,
        least(j.counted_to, g.to_on) as to_on
    from judged as j
    inner join core.now_segment as g
        on j.stay = g.stay and j.counted_from <= g.to_on and j.counted_to >= g.from_on
    where j.is_judged and j.counted_days > 0
),

costed as (
    select
        p.fact_id,
        p.is_priced,
        p.is_reduced,
        p.daily_price_ore,
        p.monthly_amount_ore,
        case
            when p.daily_price_ore is not null and p.is_reduced
                then (p.to_on - p.from_on + 1) * round(p.daily_price_ore * p.absence_share)
            when p.daily_price_ore is not null then (p.to_on - p.from_on + 1) * p.daily_price_ore
            when p.is_priced
                then
                    core.monthly_cost_ore(
                        p.monthly_amount_ore, case when p.is_reduced then p.absence_share else 1 end, p.from_on, p.to_on
                    )
        end as cost_ore
    from piece as p
),

expected as (
    select
        c.fact_id,
        bool_and(c.is_priced) as is_priced,
        count(distinct c.daily_price_ore) > 1 or bool_or(c.monthly_amount_ore is not null) as is_several,
        bool_or(c.is_reduced or c.monthly_amount_ore is not null) as is_rounded,
        case
            when bool_and(c.daily_price_ore is not null) and count(distinct c.daily_price_ore) = 1
                then min(c.daily_price_ore)
        end as price_ore,
        case when bool_and(c.is_priced) then sum(c.cost_ore)::bigint end as cost_ore
    from costed as c
    group by c.fact_id
),

-- an extra is held against the placement's extra of the same period, of several the nearest in amount
expected_extra as (
    select distinct on (j.fact_id)
        j.fact_id,
        x.amount_ore as cost_ore
    from judged as j
    inner join core.now_placement_extras as x
        on
            j.board_id = x.board_id
            and j.placement_id = x.placement_id
            and j.period_from = x.from_on
            and j.period_to = coalesce(x.to_on, x.from_on)
    where j.kind = 'extra' and j.is_inside
    order by j.fact_id, abs(x.amount_ore - j.net_ore), x.amount_ore
),

held as (
    select
        j.*,
        case
            when j.is_judged then j.counted_days
            when j.kind = 'dygn' and not j.is_inside and j.stay is not null then 0
        end as expected_days,
        e.price_ore as expected_price_ore,
        case
            when j.stay is not null and not j.is_inside then 0
            when j.kind = 'extra' then x.cost_ore
            when j.is_judged and j.counted_days = 0 then 0
            else e.cost_ore
        end as expected_ore,
        case when coalesce(e.is_rounded, false) then (j.counted_days + 1) / 2 else 0 end as rounding_ore,
        -- where days x price does not tell what the line is to be
        coalesce(e.is_several or e.is_rounded, false)
        or j.is_credited_by_amount
        or j.net_days is null
        or j.daily_price_ore is null as is_by_amount,
        round(j.net_days * j.daily_price_ore) as own_ore
    from judged as j
    left join expected as e on j.fact_id = e.fact_id
    left join expected_extra as x on j.fact_id = x.fact_id
),

compared as (
    select
        h.*,
        h.net_ore - h.expected_ore as difference_ore,
        abs(h.net_ore - h.expected_ore) > h.rounding_ore as is_off,
        -- a line that is held against no placement can still be wrongly added up
        h.is_judged and not h.is_by_amount and h.net_ore <> h.own_ore
        or not h.is_inside and h.kind = 'dygn' and not h.is_credited_by_amount
        and coalesce(h.net_ore <> h.own_ore, false) as is_miscounted
    from held as h
),

found as (
    select
        c.*,
        array_remove(
            array[
                case when c.stay is null then 'okand_placering' end,
                case when c.stay is not null and not c.is_inside then 'utanfor_placering' end,
                case when c.is_inside and c.lacks_agreement then 'utan_avtal' end,
                case when c.is_duplicate then 'dubblett' end,
                case when c.is_overlap then 'overlappar' end,
                case when c.is_judged and c.net_days > c.expected_days then 'for_manga_dygn' end,
                case when c.is_judged and c.net_days < c.expected_days then 'for_fa_dygn' end,
                case
                    when
                        c.daily_price_ore <> c.expected_price_ore
                        and not (c.is_credited_by_amount and c.net_ore = c.expected_ore)
                        then 'fel_pris'
                end,
                case
                    when
                        c.is_miscounted
                        or (c.is_by_amount and c.is_judged or c.kind = 'extra' and c.is_inside) and c.is_off
                        then 'fel_belopp'
                end
            ],
            null
        ) as findings
    from compared as c
),

staked as (
    select
        f.*,
        -- what the line is above what was expected; by the line's own price where none was agreed
        case
            when f.expected_ore is not null then greatest(0, f.difference_ore)
            when f.net_days is not null and f.daily_price_ore is not null and f.expected_days is not null
                then greatest(0, f.net_ore - f.expected_days * f.daily_price_ore)
            when f.is_overlap and array_length(f.findings, 1) = 1 then 0
        end as above_ore
    from found as f
)

select
    s.fact_id as line,
    s.board_id,
    date_trunc('month', s.period_from)::date as month,
    s.placement_id,
    s.stay,
    s.provider_id,
    s.kind,
    s.state,
    s.amount_ore,
    s.credited_ore,
    s.net_days,
    s.expected_days,
    s.expected_price_ore,
    s.expected_ore,
    s.shared_days,
    s.earlier_line,
    case
        when s.findings <@ array['utan_avtal'] then 0
        when s.findings && array['okand_placering', 'utanfor_placering', 'dubblett'] then greatest(0, s.net_ore)
        when s.is_overlap and s.above_ore is not null
            then
                least(
                    greatest(0, s.net_ore),
                    s.above_ore
                    + round(
                        greatest(0, s.net_ore - s.above_ore) * s.shared_days
                        / greatest(s.shared_days, coalesce(s.expected_days, s.period_to - s.period_from + 1))
                    )
                )
        else s.above_ore
    end::bigint as at_stake_ore,
    s.findings
from staked as s
union all
select
    n.fact_id as line,
    n.board_id,
    date_trunc('month', n.period_from)::date as month,
    n.placement_id,
    t.stay,
    n.provider_id,
    n.kind,
    n.state,
    n.amount_ore,
    n.credited_ore,
    n.net_days,
    case when n.state <> 'kredit_utan_rad' then 0 end as expected_days,
    null as expected_price_ore,
    case when n.state <> 'kredit_utan_rad' then 0 end as expected_ore,
    0 as shared_days,
    null as earlier_line,
    0 as at_stake_ore,
    case
        when n.state = 'kredit_utan_rad' and t.stay is null then array['okand_placering']
        else '{}'::text[]
    end as findings
from core.now_invoice_netted as n
left join core.now_stay as t on n.board_id = t.board_id and n.placement_id = t.placement_id
where n.state <> 'galler';
