-- What the load keeps of goals, and the assessments that a running load has touched (flow_person).

-- one row per person, instrument, life area and intervention that any assessment names
create table core.goal (
    board_id smallint not null,
    person_key text not null,
    instrument text not null,
    life_area text not null,
    intervention_id text,
    case_id text,
    goal text,
    first_level smallint,
    goal_level smallint,
    last_level smallint,
    first_on date,
    goal_on date,
    last_on date,
    followed_up_on date,
    said_on date,
    preliminary smallint not null,
    outside_scale smallint not null,
    has_goal boolean not null,
    is_contradicted boolean not null,
    outcome text not null,
    unknown_because text
);
create index goal_person on core.goal (board_id, person_key);

-- by any of a person's keys: two keys of one person are one person's assessments
create view core.touched_assessments as
select a.*
from core.touched as t
inner join core.current_assessments as a
    on t.entity = 'flow_person' and t.board_id = a.board_id and t.key = a.person_key;

create view core.seen_goal as select g.* from core.goal as g;
