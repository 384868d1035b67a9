-- What was computed against what was invoiced and booked, what has been counted and not invoiced, and incomes. They
-- speak of now: as of an earlier load they have no rows.

create view report.booked_month with (security_barrier) as
with reach as (
    select
        p.board_id,
        least(p.data_through, l.data_through) as through,
        (select max(e.month) from core.seen_ledger_entries as e where e.board_id = p.board_id) as last_booked
    from core.seen_cut_off as p
    inner join core.seen_cut_off as l on p.board_id = l.board_id and l.entity = 'ledger_entries'
    where p.entity = 'placements' and (select report.as_of_load()) is null
),

part as (
    select
        s.board_id,
        s.month,
        t.unit,
        t.care_form,
        s.cost_ore + s.extra_cost_ore as computed_ore,
        (s.cost_ore + s.extra_cost_ore) * s.vat_permille / 1000.0 as vat_ore,
        s.unpriced_days,
        0::bigint as judged_ore,
        0::bigint as expected_ore,
        0::bigint as unjudged_ore,
        0::bigint as booked_ore
    from core.seen_slice as s
    inner join core.seen_stay as t on s.stay = t.stay
    union all
    select
        c.board_id,
        c.month,
        c.unit,
        c.care_form,
        0 as computed_ore,
        0 as vat_ore,
        0 as unpriced_days,
        case when c.expected_ore is not null then c.amount_ore + c.credited_ore else 0 end as judged_ore,
        coalesce(c.expected_ore, 0) as expected_ore,
        case when c.expected_ore is null then c.amount_ore + c.credited_ore else 0 end as unjudged_ore,
        0 as booked_ore
    from core.seen_invoice_sum_row as c
    where c.state not in ('kredit', 'krediterad')
    union all
    select
        e.board_id,
        e.month,
        e.unit,
        e.care_form,
        0 as computed_ore,
        0 as vat_ore,
        0 as unpriced_days,
        0 as judged_ore,
        0 as expected_ore,
        0 as unjudged_ore,
        e.amount_ore as booked_ore
    from core.seen_ledger_entries as e
)

select
    (select access.board_name()) as board,
    p.month,
    p.unit,
    p.care_form,
    sum(p.computed_ore) / 100.0 as computed,
    round(sum(p.vat_ore)) / 100.0 as vat_compensation,
    sum(p.unpriced_days)::bigint as unpriced_days,
    sum(p.judged_ore + p.unjudged_ore) / 100.0 as invoiced,
    sum(p.booked_ore) / 100.0 as booked,
    sum(p.judged_ore - p.expected_ore) / 100.0 as wrongly_invoiced,
    sum(p.unjudged_ore) / 100.0 as invoiced_unjudged,
    sum(p.expected_ore - p.computed_ore) / 100.0 as less_not_invoiced,
    sum(p.booked_ore - p.judged_ore - p.unjudged_ore) / 100.0 as booked_otherwise,
    (p.month + interval '1 month - 1 day')::date <= r.through and p.month <= r.last_booked as is_whole
from part as p
inner join reach as r on p.board_id = r.board_id
where (select access.whole_board()) or p.unit = any((select access.units())::text[])
group by p.month, p.unit, p.care_form, r.through, r.last_booked;

-- Bought care alone: own care and the own family homes send no invoices.
create view report.uninvoiced_month with (security_barrier) as
with covered as (
    select c.stay, range_agg(daterange(i.period_from, i.period_to, '[]')) as days
    from core.seen_invoice_check as c
    inner join core.seen_invoices as i on c.line = i.fact_id
    where
        c.state = 'galler'
        and c.kind = 'dygn'
        and c.stay is not null
        and i.period_from <= i.period_to
        and not c.findings && array['utanfor_placering']
    group by c.stay
),

stay as (
    select t.*
    from core.seen_stay as t
    left join core.care_form as f on t.care_form = f.care_form
    where
        (select report.as_of_load()) is null
        and coalesce(t.procurement, f.default_procurement, '') not in ('egen_regi', 'eget_familjehem')
        and t.cost_from <= t.cost_to
        and ((select access.whole_board()) or t.unit = any((select access.units())::text[]))
),

left_over as (
    select
        t.stay,
        m.month,
        u.days
    from stay as t
    inner join core.calendar_month as m
        on m.month_number between core.month_number(t.cost_from) and core.month_number(t.cost_to)
    left join covered as c on t.stay = c.stay
    cross join
        lateral unnest(
            datemultirange(daterange(greatest(t.cost_from, m.month), least(t.cost_to, m.last_day), '[]'))
            - coalesce(c.days, datemultirange())
        ) as u (days)
),

piece as (
    select
        t.board_id,
        t.provider_code,
        t.is_secret,
        t.care_form,
        t.unit,
        t.absence_share,
        t.stay,
        l.month,
        g.is_priced,
        g.daily_price_ore,
        g.monthly_amount_ore,
        case when g.is_absent then t.absence_share else 1 end as share,
        greatest(lower(l.days), g.from_on) as from_on,
        least(upper(l.days) - 1, g.to_on) as to_on
    from left_over as l
    inner join stay as t on l.stay = t.stay
    inner join core.seen_segment as g
        on l.stay = g.stay and g.from_on < upper(l.days) and g.to_on >= lower(l.days)
)

select
    (select access.board_name()) as board,
    p.month,
    case when p.is_secret and not (select access.sees_protected()) then 'skyddad' else p.provider_code end
        as provider_code,
    p.care_form,
    p.unit,
    count(distinct p.stay) as placements,
    sum(p.to_on - p.from_on + 1)::bigint as days,
    coalesce(sum(p.to_on - p.from_on + 1) filter (where not p.is_priced), 0)::bigint as unpriced_days,
    sum(
        case
            when p.daily_price_ore is not null
                then (p.to_on - p.from_on + 1) * round(p.daily_price_ore * p.share)
            when p.is_priced then core.monthly_cost_ore(p.monthly_amount_ore, p.share, p.from_on, p.to_on)
        end
    ) / 100.0 as cost
from piece as p
group by
    p.month,
    case when p.is_secret and not (select access.sees_protected()) then 'skyddad' else p.provider_code end,
    p.care_form,
    p.unit;

create view report.income with (security_barrier) as
select
    (select access.board_name()) as board,
    i.month,
    i.unit,
    i.care_form,
    i.kind,
    count(*) as incomes,
    sum(i.amount_ore) / 100.0 as amount
from core.seen_incomes as i
where
    (select report.as_of_load()) is null
    and ((select access.whole_board()) or i.unit = any((select access.units())::text[]))
group by i.month, i.unit, i.care_form, i.kind;

comment on view report.booked_month is
'Beräknat mot fakturerat och bokfört: en rad per månad, enhet och vårdform. Bokfört minus beräknat är summan av '
'wrongly_invoiced, invoiced_unjudged, less_not_invoiced och booked_otherwise. Kronor.';
comment on column report.booked_month.board is 'Nämnd.';
comment on column report.booked_month.month is 'Månad (första dagen); en fakturarad hör till den då perioden börjar.';
comment on column report.booked_month.unit is 'Enhet; tomt när den är okänd.';
comment on column report.booked_month.care_form is 'Vårdform; tomt för poster och rader utan vårdform.';
comment on column report.booked_month.computed is 'Beräknad kostnad med tillägg, för dygn som har pris.';
comment on column report.booked_month.vat_compensation is 'Beräknad momsersättning på den kostnaden.';
comment on column report.booked_month.unpriced_days is 'Dygn utan pris: deras kostnad är okänd.';
comment on column report.booked_month.invoiced is 'Fakturerat efter krediter.';
comment on column report.booked_month.booked is 'Bokfört.';
comment on column report.booked_month.wrongly_invoiced is 'Fakturerat minus väntat, på rader där det väntade är känt.';
comment on column report.booked_month.invoiced_unjudged is 'Fakturerat på rader där det väntade är okänt.';
comment on column report.booked_month.less_not_invoiced is
'Väntat på fakturor minus beräknat: minus det som inte är fakturerat.';
comment on column report.booked_month.booked_otherwise is
'Bokfört minus fakturerat: annan månad, uppbokning eller utan faktura.';
comment on column report.booked_month.is_whole is 'Om både placeringarna och bokföringen når till månadens slut.';

comment on view report.uninvoiced_month is
'Dygn som räknas men som ingen faktura omfattar, av köpt vård: en rad per månad, utförare, vårdform och enhet.';
comment on column report.uninvoiced_month.board is 'Nämnd.';
comment on column report.uninvoiced_month.month is 'Månad (första dagen).';
comment on column report.uninvoiced_month.provider_code is 'Utförarens kod; skyddad medan platsen är skyddad.';
comment on column report.uninvoiced_month.care_form is 'Vårdform.';
comment on column report.uninvoiced_month.unit is 'Enhet; tomt när den är okänd.';
comment on column report.uninvoiced_month.placements is 'Placeringar med sådana dygn.';
comment on column report.uninvoiced_month.days is 'Dygn enligt avtalets regel.';
comment on column report.uninvoiced_month.unpriced_days is 'Dygn av dem utan pris: deras kostnad är okänd.';
comment on column report.uninvoiced_month.cost is 'Vad dygnen med pris kostar i kronor; tomt när inget har pris.';

comment on view report.income is 'Intäkter: en rad per månad, enhet, vårdform och slag.';
comment on column report.income.board is 'Nämnd.';
comment on column report.income.month is 'Månad (första dagen).';
comment on column report.income.unit is 'Enhet; tomt när den är okänd.';
comment on column report.income.care_form is 'Vårdform; tomt när den är okänd.';
comment on column report.income.kind is 'Slag av intäkt; tomt när det är okänt.';
comment on column report.income.incomes is 'Antal poster.';
comment on column report.income.amount is 'Belopp i kronor.';
