-- Welfare technology in use and what has ended, with labels.
-- one row per deployment
select
    d.deployment_id,
    d.technology,
    coalesce(c.label, d.category) as category,
    d.category_kind,
    d.count,
    d.count_approximate,
    d.count_text,
    d.placed_at,
    d.unit,
    coalesce(u.name, d.unit) as unit_name,
    d.started_on,
    d.ended_on,
    d.as_of_on,
    d.supplier,
    d.one_off_cost,
    d.monthly_cost,
    coalesce(s.label, d.status) as status,
    d.in_use,
    d.reversed
from report.deployment as d
left join report.code as c on c.vocabulary = 'technology_category' and d.category = c.code
left join report.code as s on s.vocabulary = 'deployment_status' and d.status = s.code
left join report.unit as u on d.unit = u.unit
order by
    d.in_use desc,
    c.position,
    translate(lower(d.technology), 'åäöéèüáà', '{|}eeyaa') collate "C",
    d.deployment_id
