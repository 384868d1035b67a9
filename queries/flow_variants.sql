-- The orders of activities that the cases begun in a period went through, the commonest first.
-- one row per order of activities
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
-- :most – how many of the commonest to give
with variant as (
    select
        activities,
        cases,
        median_seconds
    from
        report.flow_variants(
            cast(:from_month as date),
            (cast(:to_month as date) + interval '1 month - 1 day')::date,
            cast(:units as text[]),
            cast(:subject as text),
            cast(:kind as text)
        )
)

select
    activities,
    cases,
    median_seconds / 86400 as median_days,
    (sum(cases) over ())::bigint as all_cases,
    count(*) over () as all_variants
from variant
order by cases desc, activities
limit :most
