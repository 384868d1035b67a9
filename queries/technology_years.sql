-- What of welfare technology ran at each year's end, and what began and ended in the year.
-- one row per day and kind (grain kind) or category (grain category)
select
    y.grain,
    y.day,
    y.kind,
    coalesce(c.label, y.category) as category,
    y.running,
    y.unknown,
    y.began,
    y.ended,
    y.count,
    y.count_approximate,
    y.without_count
from report.technology_years() as y
left join report.code as c on c.vocabulary = 'technology_category' and y.category = c.code
order by y.grain, c.position, y.kind, y.day
