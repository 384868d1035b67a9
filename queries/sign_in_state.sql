-- Whether a sign-in has been ended by signing out; asked before any role is taken.
-- one row per sign-in
-- :sign_in – its fingerprint
select access.is_signed_out(:sign_in) as is_signed_out
