-- What has been written to a report that is not published yet.
-- one row per section and kind of text: the latest
-- :kind – kind of report
-- :period_from – the period's first day
select
    section,
    text_kind,
    text,
    written_by,
    written_at
from report.report_texts(:kind, :period_from)
order by section, text_kind
