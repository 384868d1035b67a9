-- The texts of a published report.
-- one row per section and kind of text
-- :report – the report's number
select
    section,
    kind,
    text
from published.text
where report_id = :report
order by section, kind
