-- Write a comment or a measure to a section of a report.
-- one row per text: its number
-- writes
-- :kind – kind of report
-- :period_from – the period's first day
-- :section – the section
-- :text_kind – kommentar or atgard
-- :text – the text; empty takes it away
select desk.write_report_text(:kind, :period_from, :section, :text_kind, :text) as text_id
