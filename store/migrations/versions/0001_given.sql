-- What each person is given, placements among the rest, for the spells of parallel interventions; made for current_,
-- then_ and seen_ (that which a running load has touched stands below).

-- one row per placement and other intervention; its kind is the care form or the type
create view core.now_given as
select
    f.board_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    true as is_placement,
    f.fact_id,
    f.placement_id as key,
    f.care_form as kind,
    f.moved_in_on as started_on,
    f.moved_out_on as ended_on,
    null::numeric as hours_per_week,
    f.unit
from core.now_placements as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key
union all
select
    f.board_id,
    coalesce(a.new_person_key, f.person_key) as person_key,
    false as is_placement,
    f.fact_id,
    f.intervention_id as key,
    f.intervention_type as kind,
    f.started_on,
    f.ended_on,
    f.hours_per_week,
    f.unit
from core.now_interventions as f
left join core.now_person_alias as a on f.board_id = a.board_id and f.person_key = a.old_person_key;
