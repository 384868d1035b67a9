-- Who is protected, always as it is now: also as of an earlier load, when the person may have had another key.

-- one row per key that has been said to be protected, in a delivery or by hand
create view core.current_said_protected as
-- the last word about a person: that a source no longer has the row does not make anybody less protected
select p.board_id, p.person_key
from core.persons as p
where
    p.protected_identity
    and p.from_load is distinct from p.to_load
    and not exists (
        select from core.persons as n
        where
            p.to_load is not null
            and n.to_load is null
            and n.board_id = p.board_id
            and n.person_key = p.person_key
    )
    and not exists (
        select from core.persons as n
        where
            n.board_id = p.board_id
            and n.person_key = p.person_key
            and n.to_load > p.to_load
            and n.from_load <> n.to_load
    )
union
select x.board_id, x.key as person_key
from access.protection as x
where x.kind = 'person';

-- one row per key of a protected person: whichever of a person's keys was said to be protected, all of them are
create view core.current_protected_person as
with person as (
    select s.board_id, coalesce(a.new_person_key, s.person_key) as person_key
    from core.current_said_protected as s
    left join core.current_person_alias as a on s.board_id = a.board_id and s.person_key = a.old_person_key
)

select p.board_id, p.person_key
from person as p
union
select p.board_id, a.old_person_key as person_key
from person as p
inner join core.current_person_alias as a on p.board_id = a.board_id and p.person_key = a.new_person_key;
