-- Rules between rows, files and deliveries, held against the current facts: a finding never loses a row.
-- Made for now_ and touched_ as the calculation is.

-- one row per rule broken by a fact
create view core.now_finding_calculated as
with delivered as (
    select distinct c.board_id, c.entity
    from core.now_cut_off as c
)

-- two prices with said ends hold on the same day
select distinct
    p.board_id,
    'price_overlap' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_placements as p
inner join core.now_placement_prices as a on p.board_id = a.board_id and p.placement_id = a.placement_id
inner join core.now_placement_prices as b on p.board_id = b.board_id and p.placement_id = b.placement_id
where a.valid_to is not null and a.valid_from < b.valid_from and a.valid_to >= b.valid_from
union all
-- counted days without a price: between the placement's prices, or it has none at all (then only where prices
-- have been delivered)
select
    p.board_id,
    case when c.has_price then 'price_gap' else 'price_missing' end as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_placements as p
inner join core.now_unpriced_stay as u on p.fact_id = u.stay
cross join
    lateral (
        select
            exists(
                select from core.current_placement_prices as x
                where x.board_id = p.board_id and x.placement_id = p.placement_id
            ) as has_price
    ) as c
where
    c.has_price
    or exists (select from delivered as d where d.board_id = p.board_id and d.entity = 'placement_prices')
union all
-- both a daily price and a monthly amount: the daily price is counted
select distinct
    p.board_id,
    'price_both_kinds' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_placements as p
inner join core.now_placement_prices as a on p.board_id = a.board_id and p.placement_id = a.placement_id
where a.daily_price_ore is not null and a.monthly_amount_ore is not null
union all
-- the later of two stays of one person in one form that share more than the day of a move
select distinct
    p.board_id,
    'same_form_twice' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_stay_to_compare as p
inner join core.stay as o
    on
        p.board_id = o.board_id
        and p.person_key = o.person_key
        and p.care_form = o.care_form
        and p.stay <> o.stay
where
    (o.moved_in_on, o.placement_id) < (p.moved_in_on, p.placement_id)
    and (o.moved_out_on is null or o.moved_out_on > p.moved_in_on)
union all
select distinct
    p.board_id,
    'legal_basis_not_in_force' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_placements as p
inner join core.now_placement_legal_bases as a on p.board_id = a.board_id and p.placement_id = a.placement_id
inner join core.legal_basis as l on a.legal_basis = l.legal_basis
where a.valid_from < l.valid_from or a.valid_from > l.valid_to
union all
select
    p.board_id,
    'legal_basis_not_in_force' as rule,
    'decisions' as entity,
    p.decision_id as key,
    p.unit,
    p.person_key
from core.now_decisions as p
inner join core.legal_basis as l on p.legal_basis = l.legal_basis
where p.decided_on < l.valid_from or p.decided_on > l.valid_to
union all
select
    p.board_id,
    'unknown_person' as rule,
    p.entity,
    p.key,
    p.unit,
    p.person_key
from core.now_fact_of_person as p
inner join delivered as d on p.board_id = d.board_id and d.entity = 'persons'
left join core.current_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
left join core.current_persons as q
    on p.board_id = q.board_id and q.person_key = coalesce(a.new_person_key, p.person_key)
where q.person_key is null
union all
select
    p.board_id,
    'unknown_provider' as rule,
    p.entity,
    p.key,
    p.unit,
    p.person_key
from core.now_fact_of_provider as p
inner join delivered as d on p.board_id = d.board_id and d.entity = 'providers'
left join core.current_providers as q on p.board_id = q.board_id and p.provider_id = q.provider_id
where q.provider_id is null
union all
-- an event after the day that the source says it covers
select * from (
    select
        p.board_id,
        'after_cut_off' as rule,
        'placements' as entity,
        p.placement_id as key,
        p.unit,
        p.person_key
    from core.now_placements as p
    inner join core.now_cut_off as c on p.board_id = c.board_id and c.entity = 'placements'
    where p.moved_in_on > c.data_through or p.moved_out_on > c.data_through
    union
    select
        p.board_id,
        'after_cut_off' as rule,
        'placements' as entity,
        p.placement_id as key,
        p.unit,
        p.person_key
    from core.now_placements as p
    inner join core.now_cut_off as c on p.board_id = c.board_id
    inner join (
        select
            x.board_id,
            x.placement_id,
            'placement_extras' as entity,
            x.from_on as day
        from core.now_placement_extras as x
        union all
        select
            x.board_id,
            x.placement_id,
            'placement_legal_bases' as entity,
            x.valid_from as day
        from core.now_placement_legal_bases as x
        union all
        select
            x.board_id,
            x.placement_id,
            'placement_absences' as entity,
            greatest(x.from_on, x.to_on) as day
        from core.now_placement_absences as x
    ) as e on p.board_id = e.board_id and p.placement_id = e.placement_id and c.entity = e.entity
    where e.day > c.data_through
) as placement_event
union all
select
    p.board_id,
    'after_cut_off' as rule,
    'interventions' as entity,
    p.intervention_id as key,
    p.unit,
    p.person_key
from core.now_interventions as p
inner join core.now_cut_off as c on p.board_id = c.board_id and c.entity = 'interventions'
where p.started_on > c.data_through or p.ended_on > c.data_through
union all
select
    p.board_id,
    'after_cut_off' as rule,
    'decisions' as entity,
    p.decision_id as key,
    p.unit,
    p.person_key
from core.now_decisions as p
inner join core.now_cut_off as c on p.board_id = c.board_id and c.entity = 'decisions'
where p.decided_on > c.data_through
union all
-- a price, legal basis, absence or extra that ends before it begins holds on no day
select distinct
    p.board_id,
    'period_reversed' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_placements as p
inner join (
    select c.board_id, c.placement_id from core.now_placement_prices as c where c.valid_to < c.valid_from
    union all
    select c.board_id, c.placement_id from core.now_placement_legal_bases as c where c.valid_to < c.valid_from
    union all
    select c.board_id, c.placement_id from core.now_placement_absences as c where c.to_on < c.from_on
    union all
    select c.board_id, c.placement_id from core.now_placement_extras as c where c.to_on < c.from_on
    union all
    select c.board_id, c.placement_id from core.now_placement_secrecy as c where c.to_on < c.from_on
) as r on p.board_id = r.board_id and p.placement_id = r.placement_id
union all
-- typed in otherwise than delivered: the delivered value stands
select
    p.board_id,
    'entered_differs' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_delivered_placements as p
inner join core.now_placement_additions as x on p.board_id = x.board_id and p.placement_id = x.placement_id
where
    p.main_reason <> x.main_reason
    or p.procurement <> x.procurement
    or p.outside_reason <> x.outside_reason
    or p.agreement_signed_on <> x.agreement_signed_on
    or p.agreement_ends_on <> x.agreement_ends_on
union all
select distinct
    p.board_id,
    'entered_price_differs' as rule,
    'placements' as entity,
    p.placement_id as key,
    p.unit,
    p.person_key
from core.now_delivered_placements as p
inner join core.now_price_additions as x on p.board_id = x.board_id and p.placement_id = x.placement_id
inner join core.now_delivered_prices as d on p.board_id = d.board_id and p.placement_id = d.placement_id
where
    d.valid_from <= coalesce(x.valid_to, 'infinity')
    and coalesce(d.valid_to, 'infinity') >= x.valid_from
    and (d.daily_price_ore, d.monthly_amount_ore) is distinct from (x.daily_price_ore, x.monthly_amount_ore)
union all
-- a step that ends before it begins: kept, and counted apart from those that do not
select
    p.board_id,
    'step_reversed' as rule,
    'referrals' as entity,
    p.referral_id as key,
    p.unit,
    p.person_key
from core.now_referrals as p
where p.assessed_on < p.received_on or p.safety_assessed_on < p.received_on
union all
select
    p.board_id,
    'step_reversed' as rule,
    'investigations' as entity,
    p.investigation_id as key,
    p.unit,
    p.person_key
from core.now_investigations as p
where p.closed_on < p.opened_on
union all
select distinct
    p.board_id,
    'step_reversed' as rule,
    'decisions' as entity,
    p.decision_id as key,
    p.unit,
    p.person_key
from core.now_decisions as p
inner join core.now_decision_carried_out as g on p.board_id = g.board_id and p.decision_id = g.decision_id
where g.started_on < p.decided_on
union all
-- what has no case is in no flow; asked only where the board delivers cases
select
    p.board_id,
    'case_missing' as rule,
    p.entity,
    p.key,
    p.unit,
    p.person_key
from core.now_without_case as p
where exists (
    select from delivered as d
    where d.board_id = p.board_id and d.entity in ('referrals', 'investigations', 'decisions')
);
