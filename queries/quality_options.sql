-- The providers, care forms, target groups and years that quality is told or withheld for.
-- one row per provider, care form, target group and year
select
    provider_code,
    care_form,
    coalesce(target_group, '') as target_group,
    year
from report.provider_quality
order by provider_code, care_form, target_group, year
