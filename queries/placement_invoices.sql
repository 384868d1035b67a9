-- The lines of invoices for one placement, as they were delivered.
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
    line.invoiced_on
from report.placement_invoices(:placement) as line
left join report.code as kind on line.kind = kind.code and kind.vocabulary = 'invoice_kind'
order by line.period_from desc, line.invoice_id, line.line_no
