-- Placements that were followed up for the first time before the day on which that was due.
-- one row per year in which the placements began
-- :care_form – codes to keep, null keeps all
-- :target_group – codes to keep, null keeps all; '' stands for unknown
-- :provider_code – codes to keep, null keeps all
select
    year,
    sum(started)::bigint as started,
    sum(lasted)::bigint as lasted,
    sum(in_time)::bigint as in_time,
    sum(in_time)::numeric / nullif(sum(lasted), 0) as in_time_share,
    sum(not_yet)::bigint as not_yet,
    sum(ended_before)::bigint as ended_before,
    sum(before_known)::bigint as before_known
from report.follow_up_in_time
where
    (cast(:care_form as text[]) is null or care_form = any(cast(:care_form as text[])))
    and (cast(:target_group as text[]) is null or coalesce(target_group, '') = any(cast(:target_group as text[])))
    and (cast(:provider_code as text[]) is null or provider_code = any(cast(:provider_code as text[])))
group by year
order by year desc
