-- What has been taken up with a provider: its comments and the actions agreed, the latest of a question first.
-- one row per time that something was written
-- :provider_code – the provider
-- :care_form – the care form
-- :target_group – the target group; '' stands for unknown
select
    matter_id,
    parameter,
    provider_comment,
    commented_on,
    action,
    set_at,
    set_by
from report.provider_matter
where provider_code = :provider_code and care_form = :care_form and coalesce(target_group, '') = :target_group
order by parameter, matter_id desc
