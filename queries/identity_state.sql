-- Whether the identity key that this server holds is the one that the store's persons were hashed with.
-- one row per answer
-- :fingerprint – what tells one key from another without telling the key
select access.is_identity_key(:fingerprint) as fits
