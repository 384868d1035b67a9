-- How far the cases that began in a period have come, stage by stage.
-- one row per way through the stages; a stage is null where the way ended before it
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    case_kind,
    preliminary,
    investigation,
    decision,
    execution,
    cases
from
    report.flow_stages(
        cast(:from_month as date),
        (cast(:to_month as date) + interval '1 month - 1 day')::date,
        cast(:units as text[]),
        cast(:subject as text),
        cast(:kind as text)
    )
order by cases desc, case_kind, preliminary, investigation, decision, execution
