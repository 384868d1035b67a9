-- Follow-ups of running placements that are due or late on the day the data reach.
-- one row per unit and provider
-- :care_form – codes to keep, null keeps all
-- :target_group – codes to keep, null keeps all; '' stands for unknown
-- :provider_code – codes to keep, null keeps all
select
    coalesce(unit, '') as unit,
    provider_code,
    sum(running)::bigint as running,
    sum(late)::bigint as late,
    sum(due_within_30)::bigint as due_within_30,
    sum(never_followed_up)::bigint as never_followed_up,
    max(longest_late_days) as longest_late_days
from report.follow_up_due
where
    (cast(:care_form as text[]) is null or care_form = any(cast(:care_form as text[])))
    and (cast(:target_group as text[]) is null or coalesce(target_group, '') = any(cast(:target_group as text[])))
    and (cast(:provider_code as text[]) is null or provider_code = any(cast(:provider_code as text[])))
group by coalesce(unit, ''), provider_code
order by late desc, unit, provider_code
