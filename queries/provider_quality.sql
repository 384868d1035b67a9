-- Quality against cost of each provider, with its interval, or why it is withheld.
-- one row per provider, care form, target group and year
-- :years – years to keep, null keeps all
-- :care_form – codes to keep, null keeps all; '' stands for unknown, here and below
-- :target_group – codes to keep
-- :provider_code – codes to keep
select
    year,
    provider_code,
    care_form,
    coalesce(target_group, '') as target_group,
    follow_ups,
    graded_follow_ups,
    answers,
    dont_know,
    outside_scale,
    placement_days,
    priced_days,
    unpriced_days,
    quality_mean,
    quality,
    quality_low,
    quality_high,
    group_quality,
    group_follow_ups,
    group_providers,
    cost_per_day as cost_per_day_kr,
    group_cost_per_day as group_cost_per_day_kr,
    cost_ratio,
    placement_index,
    withheld_because
from report.provider_quality
where
    (cast(:years as integer[]) is null or year = any(cast(:years as integer[])))
    and (cast(:care_form as text[]) is null or care_form = any(cast(:care_form as text[])))
    and (cast(:target_group as text[]) is null or coalesce(target_group, '') = any(cast(:target_group as text[])))
    and (cast(:provider_code as text[]) is null or provider_code = any(cast(:provider_code as text[])))
order by year, care_form, target_group, provider_code
