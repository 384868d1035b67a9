-- What a person has been granted; asked before any role is taken.
-- one row per grant
-- :who – the signed-in person, or `local` without a sign-in provider
select
    granted.role,
    granted.board,
    granted.units,
    granted.protected,
    granted.individuals,
    granted.purpose,
    granted.entry
from access.grants_of(:who) as granted
