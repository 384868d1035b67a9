-- How many persons have been given two kinds at once between two days, for each two kinds.
-- one row per two kinds
-- :from_on – the first day
-- :to_on – the last day
-- :unit – units of which at least one is to give something, null for all
select
    kind,
    other_kind,
    persons
from report.parallel_pairs(cast(:from_on as date), cast(:to_on as date), cast(:unit as text[]))
order by persons desc, kind, other_kind
