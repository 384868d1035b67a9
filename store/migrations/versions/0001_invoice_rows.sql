-- The rows behind report.invoice_check and its sums; made for then_ and seen_. Sources: now_invoice_check,
-- now_invoices, now_stay, now_providers. What has been said of a line is always that of now.

-- one row per invoice line of which something is said that still holds: the line has the values it had then
create view core.now_invoice_status as
select i.fact_id as line, d.board_id, d.status_id, d.status, d.note, d.set_at, d.set_by
from core.seen_invoice_said as d
inner join core.now_invoices as i
    on d.board_id = i.board_id and d.invoice_id = i.invoice_id and d.line_no = i.line_no
where
    d.fingerprint
    = core.invoice_fingerprint(
        i.placement_id,
        i.provider_id,
        i.kind,
        i.period_from,
        i.period_to,
        i.days,
        i.daily_price_ore,
        i.amount_ore,
        i.invoiced_on
    );

-- one row per invoice line: what it is summed by, and what is found
create view core.now_invoice_sum_row as
select
    c.line,
    c.board_id,
    c.month,
    c.kind,
    c.state,
    coalesce(v.provider_code, c.provider_id) as provider_code,
    coalesce(t.is_secret, x.key is not null) as is_secret,
    coalesce(t.is_protected, false) as is_protected,
    t.stay,
    t.care_form,
    t.unit,
    c.amount_ore,
    c.credited_ore,
    c.expected_ore,
    c.at_stake_ore,
    c.findings,
    coalesce(s.status, 'ny') as status
from core.now_invoice_check as c
left join core.now_stay as t on c.stay = t.stay
left join core.now_providers as v on c.board_id = v.board_id and c.provider_id = v.provider_id
left join access.protection as x
    on c.board_id = x.board_id and x.kind = 'placement' and c.placement_id = x.key
left join core.now_invoice_status as s on c.line = s.line;

-- one row per invoice line with what explains its findings
create view core.now_invoice_row as
select
    c.line,
    c.board_id,
    c.month,
    c.state,
    c.kind,
    i.invoice_id,
    i.line_no,
    i.placement_id,
    i.period_from,
    i.period_to,
    i.days,
    i.daily_price_ore,
    i.invoiced_on,
    c.amount_ore,
    c.credited_ore,
    c.net_days,
    c.expected_days,
    c.expected_price_ore,
    c.expected_ore,
    c.shared_days,
    c.at_stake_ore,
    c.findings,
    e.invoice_id as earlier_invoice_id,
    e.line_no as earlier_line_no,
    e.provider_id = i.provider_id as earlier_is_own,
    coalesce(v.provider_code, c.provider_id) as provider_code,
    coalesce(t.is_secret, x.key is not null) as is_secret,
    coalesce(t.is_protected, false) as is_protected,
    t.stay,
    t.case_id,
    t.person_key,
    t.care_form,
    t.unit,
    t.day_rule,
    t.absence_share,
    t.moved_in_on,
    t.moved_out_on,
    t.agreement_signed_on,
    t.agreement_ends_on,
    greatest(i.period_from, t.cost_from) as counted_from,
    least(i.period_to, t.cost_to) as counted_to,
    coalesce(s.status, 'ny') as status,
    s.note,
    s.set_at,
    s.set_by,
    (
        select max(d.status_id) from core.seen_invoice_said as d
        where d.board_id = c.board_id and d.invoice_id = i.invoice_id and d.line_no = i.line_no
    ) as latest_status_id
from core.now_invoice_check as c
inner join core.now_invoices as i on c.line = i.fact_id
left join core.now_invoices as e on c.earlier_line = e.fact_id
left join core.now_stay as t on c.stay = t.stay
left join core.now_providers as v on c.board_id = v.board_id and c.provider_id = v.provider_id
left join access.protection as x
    on c.board_id = x.board_id and x.kind = 'placement' and i.placement_id = x.key
left join core.now_invoice_status as s on c.line = s.line;
