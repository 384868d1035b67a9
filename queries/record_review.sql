-- Sign that the access log of a period has been reviewed.
-- one row per review: its number
-- writes
-- :from_on – the period's first day
-- :to_on – the period's last day
-- :note – what was found
select access.record_review(:from_on, :to_on, :note) as review
