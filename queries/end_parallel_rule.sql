-- End a rule for extensive support: it is kept, with who ended it and when.
-- one row per rule: its number, null where the board has none of that number
-- writes
-- :rule_id – the rule
select desk.end_parallel_rule(cast(:rule_id as integer)) as rule_id
