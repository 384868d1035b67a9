-- When individual rows of the board have been disposed of.
-- one row per disposal
select
    disposed_at,
    before_on
from report.disposals()
order by disposed_at
