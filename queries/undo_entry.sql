-- Ask that an entry be undone.
-- one row per question: the entry's number, null where it cannot be undone by the asker or has been
-- writes
-- individuals
-- :entry – the entry's number
select desk.undo_entry(cast(:entry as integer)) as entry_id
