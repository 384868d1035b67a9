-- Which kinds persons have been given at once between two days, how long and by how many.
-- one row per level: total (all sets), set (each set of kinds)
-- :from_on – the first day
-- :to_on – the last day
-- :unit – units of which at least one is to give something, null for all
select
    case when kinds is null then 'total' else 'set' end as level,
    kinds,
    persons,
    spells,
    open_spells,
    person_days,
    median_days
from report.parallel_between(cast(:from_on as date), cast(:to_on as date), cast(:unit as text[]))
order by level, persons desc, person_days desc, kinds
