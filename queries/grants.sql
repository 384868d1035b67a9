-- What a person has been granted, by name or through a group; asked before any role is taken.
-- one row per grant
-- :names – the signed-in person (`local` without a sign-in provider), then the person's groups as `group:NAME`
-- :sign_in – the sign-in's fingerprint; one that was ended gives no grant
select
    granted.who,
    granted.role,
    granted.board,
    granted.units,
    granted.protected,
    granted.individuals,
    granted.purpose,
    granted.entry
from access.grants_of(:names, :sign_in) as granted
