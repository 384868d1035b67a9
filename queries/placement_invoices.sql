-- The lines of invoices for one placement, and what each is held against.
-- one row per line
-- individuals
-- :placement – the placement's id
with checked as (
    select
        invoice_id,
        line_no,
        expected_amount,
        findings,
        status
    from report.invoice_check
    where placement_id = :placement
)

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
    checked.expected_amount as expected_amount_kr,
    checked.findings,
    checked.status
from report.placement_invoices(:placement) as line
left join report.code as kind on line.kind = kind.code and kind.vocabulary = 'invoice_kind'
left join checked on line.invoice_id = checked.invoice_id and line.line_no = checked.line_no
order by line.period_from desc, line.invoice_id, line.line_no
