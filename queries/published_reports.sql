-- The reports to the board that have been published.
-- one row per report and version, the latest first
select
    report_id,
    dnr,
    kind,
    period_from,
    period_to,
    version,
    published_at,
    sha256,
    load_id,
    definition_version
from published.report
order by period_from desc, kind, version desc
