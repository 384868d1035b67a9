-- What planned welfare technology costs, each kind of cost by itself.
-- one row per initiative and kind of cost
select
    k.initiative_id,
    k.per,
    k.low,
    k.high,
    k.approximate
from report.initiative_cost as k
inner join report.code as c on c.vocabulary = 'cost_per' and k.per = c.code
order by k.initiative_id, c.position
