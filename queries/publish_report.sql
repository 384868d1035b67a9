-- Publish a report to the board.
-- one row per report: its number, null where the version is taken or the facts have changed
-- writes
-- :content – what the checksum is over, as JSON
-- :told – every figure in it, hidden ones with their values, as JSON
-- :protection – how it is protected, as JSON
select desk.publish_report(:content, :told, cast(:protection as jsonb)) as report_id
