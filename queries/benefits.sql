-- Benefits of welfare technology, each with its initiative: planned, measured and taken home.
-- one row per benefit
select
    b.benefit_id,
    b.initiative_id,
    coalesce(i.name, b.initiative_id) as name,
    i.year_to,
    b.kind,
    b.baseline,
    b.target,
    b.measured,
    b.measured_on,
    b.attained_share,
    b.realised_kr,
    b.freed_hours,
    b.note
from report.benefit as b
left join report.initiative as i on b.initiative_id = i.initiative_id
order by
    translate(lower(coalesce(i.name, b.initiative_id)), 'åäöéèüáà', '{|}eeyaa') collate "C",
    b.initiative_id,
    b.benefit_id
