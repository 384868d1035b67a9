-- How many investigations were opened within 14 days of the close of another of the same person.
-- one row per month, unit and subject
-- :from_month – first month, as its first day
-- :to_month – last month, as its first day
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
select
    month,
    unit,
    subject,
    investigations,
    back_to_back
from
    report.back_to_back(
        cast(:from_month as date),
        (cast(:to_month as date) + interval '1 month - 1 day')::date,
        cast(:units as text[]),
        cast(:subject as text)
    )
order by month, unit, subject
