-- Say how an invoice line is: its status and a note.
-- one row per word said: its number; null, and who came between, where another has said something since
-- writes
-- :invoice_id – the invoice
-- :line_no – the line
-- :status – the status
-- :note – a note, null for none
-- :seen – the latest that the writer has seen said of the line, null for nothing
select
    status_id,
    was_set_by,
    was_set_at
from
    desk.set_invoice_status(
        :invoice_id,
        cast(:line_no as integer),
        :status,
        cast(:note as text),
        cast(:seen as integer)
    )
