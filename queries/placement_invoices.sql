-- The lines of invoices for one placement, and what each is held against.
-- one row per line
-- individuals
-- :placement – the placement's id
select
    line.invoice_id,
    line.line_no,
    coalesce(kind.label, line.kind) as kind,
    line.period_from,
    line.period_to,
    line.invoiced_days,
    line.invoiced_price as invoiced_price_kr,
    line.invoiced_amount as invoiced_amount_kr,
    line.invoiced_on,
    line.expected_amount as expected_amount_kr,
    line.findings,
    line.status
from report.invoice_check as line
left join report.code as kind on line.kind = kind.code and kind.vocabulary = 'invoice_kind'
where line.placement_id = :placement
order by line.period_from desc, line.invoice_id, line.line_no
