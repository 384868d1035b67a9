-- How placements with a provider ended.
-- one row per year and reason
-- :provider_code – the provider
-- :care_form – the care form
-- :target_group – the target group; '' stands for unknown
select
    e.year,
    e.end_reason,
    coalesce(c.label, e.end_reason) as end_reason_label,
    sum(e.placements)::bigint as placements
from report.placement_end as e
left join report.code as c on c.vocabulary = 'end_reason' and e.end_reason = c.code
where
    e.provider_code = :provider_code
    and e.care_form = :care_form
    and coalesce(e.target_group, '') = :target_group
group by e.year, e.end_reason, c.label
order by e.year desc, e.end_reason
