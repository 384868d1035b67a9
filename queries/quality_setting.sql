-- What the board's quality against cost is reckoned with.
-- one row per board
select
    minimum_follow_ups,
    shrinkage,
    months_until_due,
    resamples,
    level
from report.quality_setting
