-- The rows of the open model, from the facts of now; the migration makes the same views as then_.

-- one row per placement with its totals and what holds for it today (the earlier of cut-off and last day)
create view core.now_placement_row as
select
    t.board_id,
    t.stay,
    t.placement_id,
    t.case_id,
    t.person_key,
    t.sex,
    t.birth_year,
    extract(year from t.moved_in_on)::integer - t.birth_year as age_at_start,
    t.is_protected,
    t.is_secret,
    t.provider_code,
    t.care_form,
    t.moved_in_on,
    t.moved_out_on,
    t.target_group,
    t.main_reason,
    t.procurement,
    t.outside_reason,
    t.tender_area,
    l.legal_basis,
    t.unit,
    t.end_reason,
    t.day_rule,
    t.agreement_signed_on,
    t.agreement_ends_on,
    case
        when q.daily_price_ore is not null then q.daily_price_ore / 100.0
        else
            round(
                q.monthly_amount_ore / 100.0
                / extract(day from date_trunc('month', t.last_day) + interval '1 month - 1 day'),
                2
            )
    end as daily_price,
    coalesce(s.placement_days, 0) as care_days,
    -- a stay without a priced day has an unknown cost
    case when s.priced_days > 0 or s.unpriced_days = 0 then s.cost_ore / 100.0 end as cost,
    coalesce(s.extra_cost_ore, 0) / 100.0 as extra_cost
from core.now_stay as t
left join (
    select
        x.stay,
        sum(x.placement_days) as placement_days,
        sum(x.priced_days) as priced_days,
        sum(x.unpriced_days) as unpriced_days,
        sum(x.cost_ore) as cost_ore,
        sum(x.extra_cost_ore) as extra_cost_ore
    from core.now_slice as x
    group by x.stay
) as s on t.stay = s.stay
left join lateral (
    select c.daily_price_ore, c.monthly_amount_ore
    from core.now_placement_prices as c
    where
        c.board_id = t.board_id
        and c.placement_id = t.placement_id
        and c.valid_from <= t.last_day
        and (c.valid_to is null or c.valid_to >= t.last_day)
    order by c.valid_from desc
    limit 1
) as q on true
left join lateral (
    select string_agg(distinct c.legal_basis, '+' order by c.legal_basis) as legal_basis
    from core.now_placement_legal_bases as c
    where
        c.board_id = t.board_id
        and c.placement_id = t.placement_id
        and c.valid_from <= t.last_day
        and (c.valid_to is null or c.valid_to >= t.last_day)
) as l on true;

-- one row per intervention, placements among them
create view core.now_intervention_row as
select
    i.board_id,
    i.intervention_id,
    false as is_placement,
    i.case_id,
    coalesce(a.new_person_key, i.person_key) as person_key,
    i.intervention_type,
    null as care_form,
    coalesce(v.provider_code, i.provider_id) as provider_code,
    false as is_secret,
    n.person_key is not null as is_protected,
    i.started_on,
    i.ended_on,
    i.hours_per_week,
    i.level,
    i.unit
from core.now_interventions as i
left join core.now_person_alias as a on i.board_id = a.board_id and i.person_key = a.old_person_key
left join core.current_protected_person as n
    on i.board_id = n.board_id and n.person_key = coalesce(a.new_person_key, i.person_key)
left join core.now_providers as v on i.board_id = v.board_id and i.provider_id = v.provider_id
union all
select
    t.board_id,
    t.placement_id as intervention_id,
    true as is_placement,
    t.case_id,
    t.person_key,
    'placering' as intervention_type,
    t.care_form,
    t.provider_code,
    t.is_secret,
    t.is_protected,
    t.moved_in_on as started_on,
    t.moved_out_on as ended_on,
    null as hours_per_week,
    null as level,
    t.unit
from core.now_stay as t;

-- one row per placement, month and run of days, with the dimensions of the day
create view core.now_care_row as
select
    s.board_id,
    s.month,
    t.care_form,
    t.sex,
    core.age_group(extract(year from s.month)::integer - t.birth_year) as age_group,
    t.target_group,
    t.main_reason,
    t.procurement,
    t.outside_reason,
    t.tender_area,
    s.legal_basis,
    t.provider_code,
    t.is_secret,
    t.unit,
    s.placement_days,
    s.priced_days,
    s.unpriced_days,
    s.cost_ore,
    s.extra_cost_ore,
    s.vat_permille,
    s.started,
    s.ended
from core.now_slice as s
inner join core.now_stay as t on s.stay = t.stay and s.board_id = t.board_id;
