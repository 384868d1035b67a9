-- What is asked in a follow-up on a day.
-- one row per question
-- :day – the day
select
    parameter,
    question,
    scale_min,
    scale_max
from report.follow_up_parameter
where valid_from <= cast(:day as date) and (valid_to is null or valid_to >= cast(:day as date))
order by parameter
