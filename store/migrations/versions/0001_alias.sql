-- A person's key after merges (a reserve number that became a personal identity number).
create view core.now_person_alias as
with recursive alias as (
    select
        m.board_id,
        m.old_person_key,
        m.new_person_key,
        1 as steps
    from core.now_person_merges as m
    union all
    select
        a.board_id,
        a.old_person_key,
        m.new_person_key,
        a.steps + 1 as steps
    from alias as a
    inner join core.now_person_merges as m
        on a.board_id = m.board_id and a.new_person_key = m.old_person_key
    where a.steps < 8
)

select distinct on (alias.board_id, alias.old_person_key)
    alias.board_id,
    alias.old_person_key,
    alias.new_person_key
from alias
order by alias.board_id, alias.old_person_key, alias.steps desc;
