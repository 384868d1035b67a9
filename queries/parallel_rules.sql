-- The rules for extensive support that the board has saved and not ended, by name.
-- one row per rule
select
    rule_id,
    name,
    kinds,
    least_kinds,
    least_hours_per_week,
    least_cost_per_day_kr,
    least_days,
    saved_at at time zone 'Europe/Stockholm' as saved_at,
    saved_by
from desk.parallel_rule
where ended_at is null
order by translate(lower(name), 'åäöéèüáà', '{|}eeyaa') collate "C", rule_id
