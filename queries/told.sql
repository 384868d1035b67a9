-- What has been published of the board, as the protection of the next report reads it.
-- one row per report, in the order of publication
select
    report_id,
    told
from report.told()
order by report_id
