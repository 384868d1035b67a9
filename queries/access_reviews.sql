-- The reviews of the access log, the latest first.
-- one row per review
select
    review.reviewed_at at time zone 'Europe/Stockholm' as reviewed_at,
    review.who,
    review.from_on,
    review.to_on,
    review.entries,
    review.note
from access.review
order by review.reviewed_at desc, review.review_id desc
