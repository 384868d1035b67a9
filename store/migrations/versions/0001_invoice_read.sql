-- Where the rows of invoices read what was found: as it is kept, or as of an earlier load computed from the facts.

create view core.seen_invoice_check as select c.* from core.invoice_check as c;
create view core.then_invoice_check as select c.* from core.then_invoice_check_calculated as c;
