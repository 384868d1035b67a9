-- What has been entered on the pages lately: who, when, how much, and what became of it.
-- one row per entry, the latest first
-- :most – how many
select
    entry_id,
    entered_at,
    entered_by,
    placements,
    changes,
    taken,
    load_id,
    is_waiting,
    undone_at,
    undone_by
from report.entries()
order by entry_id desc
limit :most
