-- Everything that has been said of an invoice line, the latest first.
-- one row per time something was said
-- individuals
-- :invoice_id – the invoice
-- :line_no – the line
select
    set_at,
    set_by,
    status,
    note,
    still_holds
from report.invoice_status_history
where invoice_id = :invoice_id and line_no = cast(:line_no as integer)
order by set_at desc
