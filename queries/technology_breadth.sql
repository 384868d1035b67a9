-- The national indicator of welfare technology by category at each year's end: 2 in broad use, 1 a test, 0 none.
-- one row per category and day; breadth is null where the status of something in use is unknown
select
    b.category,
    c.label,
    b.kind,
    b.day,
    b.breadth,
    b.running
from report.technology_breadth() as b
inner join report.code as c on c.vocabulary = 'technology_category' and b.category = c.code
order by c.position, b.day
