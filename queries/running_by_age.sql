-- How long the investigations that run on a day have run, by unit.
-- one row per unit and age
-- :day – the day; the last that the facts cover where it lies after that
-- :units – units to keep, null keeps all; '' stands for unknown
-- :subject – barn or vuxen, null keeps all; '' stands for unknown
-- :kind – kind of referral, null keeps all; '' stands for unknown
select
    unit,
    age,
    investigations
from
    report.running_by_age(
        cast(:day as date),
        cast(:units as text[]),
        cast(:subject as text),
        cast(:kind as text)
    )
order by unit, age
