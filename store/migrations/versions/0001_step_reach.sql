-- Which steps can be told of: what has never been delivered is unknown, not none. For the manager alone.

-- one row per step, also one that nothing is known of; core.seen_step_reach says how far those known reach
create view report.step_reach with (security_barrier) as
with fact as (
    -- what is given comes as placements, as other interventions, or as both
    select distinct case when c.entity = 'placements' then 'interventions' else c.entity end as entity
    from report.cut_off as c
)

select
    (select access.board_name()) as board,
    v.step,
    h.today as data_through,
    array(
        select n.entity
        from unnest(v.entities) with ordinality as n (entity, place)
        where n.entity not in (select f.entity from fact as f)
        order by n.place
    ) as missing
from (
    values
    ('preliminary_assessment', array['referrals']),
    ('referral_to_investigation', array['referrals', 'investigations']),
    ('investigation', array['investigations']),
    ('decision_to_execution', array['decisions', 'interventions']),
    ('referral_to_execution', array['referrals', 'investigations', 'decisions', 'interventions'])
) as v (step, entities)
left join core.seen_step_reach as h on v.step = h.step
-- without a board nobody is told of any
where (select access.board_id()) is not null;

comment on view report.step_reach is
'Hur långt uppgifterna om varje steg räcker, och vad som aldrig har levererats av det steget läses ur: ett sådant steg '
'är okänt, inte tomt. En rad per steg. Bara för IFO-chef.';
comment on column report.step_reach.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.step_reach.step is 'Steget.';
comment on column report.step_reach.data_through is
'Sista dagen uppgifterna om steget täcker; tomt när något av dem aldrig har levererats.';
comment on column report.step_reach.missing is 'Entiteter som aldrig har levererats; tomt när alla har det.';
