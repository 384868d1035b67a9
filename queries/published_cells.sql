-- The cells of some published reports.
-- one row per cell
-- :reports – the reports' numbers
select
    report_id,
    table_code,
    row_code,
    column_code,
    value,
    suppressed
from published.cell
where report_id = any(cast(:reports as integer[]))
order by report_id, table_code, row_code, column_code
