-- Granted decisions and what is given, with the level of need that they carry; made for then_ and seen_.
-- docs/decisions/0017 says which of them run on a day.

-- one row per type of intervention that a board puts levels on
create view core.now_levelled_type as
select d.board_id, d.intervention_type from core.now_decisions as d
where d.level is not null and d.intervention_type is not null
union
select i.board_id, i.intervention_type from core.now_interventions as i
where i.level is not null
union
select t.board_id, t.intervention_type from core.now_level_tariffs as t;

-- one row per intervention of such a type
create view core.now_need_given as
select
    i.board_id,
    i.intervention_id as key,
    i.decision_id,
    coalesce(n.new_person_key, i.person_key) as person_key,
    i.intervention_type,
    i.unit,
    i.level,
    i.started_on as from_on,
    i.ended_on as to_on,
    i.hours_per_week
from core.now_interventions as i
inner join core.now_levelled_type as t
    on i.board_id = t.board_id and i.intervention_type = t.intervention_type
left join core.now_person_alias as n on i.board_id = n.board_id and i.person_key = n.old_person_key;

-- one row per granted decision on an intervention of such a type: it runs to its last day, or until all that was given
-- under it has ended
create view core.now_need_granted as
select
    d.board_id,
    d.decision_id as key,
    coalesce(n.new_person_key, d.person_key) as person_key,
    d.intervention_type,
    d.unit,
    coalesce(d.level, g.level) as level,
    coalesce(d.valid_from, d.decided_on) as from_on,
    least(d.valid_to, g.ended_on) as to_on,
    -- other measures than hours a week are not turned into hours
    case
        when
            lower(trim(d.scope_unit)) in (
                'timmar per vecka', 'timmar i veckan', 'timmar/vecka', 'timmar/v',
                'tim/vecka', 'tim/v', 'h/vecka', 'h/v'
            )
            then d.scope_amount
    end as granted_hours
from core.now_decisions as d
inner join core.now_levelled_type as t
    on d.board_id = t.board_id and d.intervention_type = t.intervention_type
left join core.now_person_alias as n on d.board_id = n.board_id and d.person_key = n.old_person_key
left join (
    select
        i.board_id,
        i.decision_id,
        -- one that still runs has no last day, nor then what was granted
        case when bool_and(i.ended_on is not null) then max(i.ended_on) end as ended_on,
        -- several with different levels tell none
        case when min(i.level) = max(i.level) then max(i.level) end as level
    from core.now_interventions as i
    where i.decision_id is not null
    group by i.board_id, i.decision_id
) as g on d.board_id = g.board_id and d.decision_id = g.decision_id
where d.outcome in ('bifall', 'delvis_bifall');
