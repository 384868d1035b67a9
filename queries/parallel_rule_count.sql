-- How many persons meet a rule for extensive support on a day, and how many might if what is unknown were known.
-- one row per rule asked
-- :day – the day
-- :unit – units of which at least one is to give something, null for all
-- :kinds – kinds that are all given, null for whichever
-- :exactly – whether those kinds and no other are given
-- :least_kinds – the least number of kinds
-- :least_hours_per_week – the least hours a week, null for none
-- :least_cost_per_day_kr – the least cost a day, null for none
-- :least_days – the least number of days in a row with two kinds or more, null for none
select
    persons,
    undecided
from report.parallel_rule_count(
    cast(:day as date),
    cast(:unit as text[]),
    cast(:kinds as text[]),
    cast(:exactly as boolean),
    cast(:least_kinds as integer),
    cast(:least_hours_per_week as numeric),
    cast(:least_cost_per_day_kr as numeric),
    cast(:least_days as integer)
)
