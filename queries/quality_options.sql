-- The providers, with their names, and the care forms, target groups and years that quality is told or withheld for.
-- one row per provider, care form, target group and year
select
    q.provider_code,
    q.care_form,
    coalesce(q.target_group, '') as target_group,
    q.year,
    n.name as provider_name
from report.provider_quality as q
left join report.provider_name as n
    on q.provider_code = n.provider_code
order by q.provider_code, q.care_form, q.target_group, q.year
