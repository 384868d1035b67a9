-- Write down changes of facts about placements, to be taken in as a load.
-- one row per entry written: its number
-- writes
-- individuals
-- :changes – JSON: a list of entity, key, column, was and value
select desk.enter(cast(:changes as jsonb)) as entry_id
