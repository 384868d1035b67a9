-- Everything that was found; made for current_ and seen_ (see 0001_now.sql).

-- one row per finding over current facts, per remark on a file, and per kind of fact never delivered
create view core.now_found as
select f.board_id, f.rule, f.entity, f.key, f.unit, f.person_key, true as names_individual
from core.finding as f
union all
select
    n.board_id,
    'never_delivered' as rule,
    n.entity,
    n.entity as key,
    null as unit,
    null as person_key,
    false as names_individual
from core.now_never_delivered as n
union all
select
    l.board_id,
    r.rule,
    f.entity,
    f.name || ', rad ' || r.line || ', ' || r.column_name as key,
    null as unit,
    null as person_key,
    false as names_individual
from raw.remark as r
inner join raw.file as f on r.file_id = f.file_id
inner join raw.load as l on f.load_id = l.load_id
inner join raw.effect as e on l.load_id = e.load_id and e.to_load is null
union all
-- few, and leaning on nothing else: found when asked for
select
    d.board_id,
    'period_reversed' as rule,
    'deployments' as entity,
    d.deployment_id as key,
    d.unit,
    null as person_key,
    false as names_individual
from core.now_deployments as d
where d.ended_on < d.started_on;
