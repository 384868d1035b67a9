-- Goals with what their interventions are; made for then_ and seen_.

-- one row per person, instrument, life area and intervention
create view core.now_goal_given as
select
    g.*,
    i.intervention_type,
    -- who carries it out is never told of a private home
    case
        when coalesce(f.default_procurement, '') <> 'eget_familjehem' and h.provider_code is null then i.provider_code
    end as provider_code,
    coalesce(i.is_secret, false) as is_secret,
    n.person_key is not null as is_protected,
    case when i.intervention_id is null then c.unit else i.unit end as unit,
    i.started_on,
    i.ended_on
from core.now_goal as g
left join core.now_intervention_row as i on g.board_id = i.board_id and g.intervention_id = i.intervention_id
left join core.care_form as f on i.care_form = f.care_form
left join (
    select distinct v.board_id, coalesce(v.provider_code, v.provider_id) as provider_code
    from core.now_providers as v
    where v.operator = 'familjehem'
) as h on i.board_id = h.board_id and i.provider_code = h.provider_code
left join core.current_protected_person as n on g.board_id = n.board_id and g.person_key = n.person_key
-- without a known intervention the unit is that of the case's latest decision
left join lateral (
    select d.unit
    from core.now_decisions as d
    where i.intervention_id is null and d.board_id = g.board_id and d.case_id = g.case_id and d.unit is not null
    order by d.decided_on desc, d.decision_id
    limit 1
) as c on true;
