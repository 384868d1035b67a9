-- End a sign-in, so that a kept copy of its cookie opens nothing; asked before any role is taken.
-- one row per sign-in
-- writes
-- :sign_in – its fingerprint
select access.sign_out(:sign_in) as ended
