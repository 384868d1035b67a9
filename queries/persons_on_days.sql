-- How many persons were placed on certain days, in care forms of one kind.
-- one row per day asked about
-- :days – the days
-- :kind – kind of care form (heldygnsvard, boende, hemmet)
-- :unit – units to keep, null keeps all; '' stands for unknown
with form as (
    select array_agg(code) as codes
    from report.code
    where vocabulary = 'care_form' and coalesce(kind, 'heldygnsvard') = :kind
),

final as (
    select
        placed.day,
        placed.persons,
        placed.placements
    from form
    cross join
        lateral report.persons_on_days(cast(:days as date[]), form.codes, cast(:unit as text[])) as placed
)

select
    day,
    persons,
    placements
from final
order by day
