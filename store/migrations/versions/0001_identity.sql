-- Whether a key that the app's server holds is the one this store's persons were hashed with, asked by its fingerprint
-- before a person is looked for: with another key nobody would ever be found.
create function access.is_identity_key(asked_fingerprint text) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
    select access.sees_individuals() and exists (
        select from core.store_identity as i
        where i.fingerprint = asked_fingerprint
    )
$$;
revoke execute on function access.is_identity_key(text) from public;
grant execute on function access.is_identity_key(text) to ik_manager;
