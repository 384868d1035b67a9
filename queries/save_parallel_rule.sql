-- Save a rule for extensive support by name, for the board.
-- one row per rule: its number, null where the board has one of that name
-- writes
-- :name – the name
-- :kinds – kinds that are all given at once
-- :least_kinds – the least number of kinds
-- :least_hours_per_week – the least hours a week, null for none
-- :least_cost_per_day_kr – the least cost a day, null for none
-- :least_days – the least number of days in a row, null for none
select
    desk.save_parallel_rule(
        :name,
        cast(:kinds as text[]),
        cast(:least_kinds as integer),
        cast(:least_hours_per_week as numeric),
        cast(:least_cost_per_day_kr as numeric),
        cast(:least_days as integer)
    ) as rule_id
