-- Where the calculation reads: current_ (the facts of now, for the loader), touched_ (of the current facts what the
-- running load has touched), then_ (as of an earlier load) and seen_ (the facts of now, for who asks).

create view core.then_persons as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.person_key,
    f.birth_year,
    f.disposal_exempt_day,
    f.sex,
    f.protected_identity,
    f.district
from core.persons as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_person_merges as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.old_person_key,
    f.new_person_key,
    f.from_on
from core.person_merges as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_units as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.unit,
    f.name,
    f.board_name,
    f.valid_from,
    f.valid_to,
    f.successor
from core.units as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_referrals as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.referral_id,
    f.case_id,
    f.person_key,
    f.received_on,
    f.kind,
    f.subject,
    f.source,
    f.reason,
    f.unit,
    f.safety_assessed_on,
    f.assessed_on,
    f.preliminary_outcome
from core.referrals as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_investigations as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.investigation_id,
    f.case_id,
    f.referral_id,
    f.person_key,
    f.opened_on,
    f.closed_on,
    f.extended_to,
    f.subject,
    f.unit
from core.investigations as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_decisions as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.decision_id,
    f.case_id,
    f.investigation_id,
    f.person_key,
    f.decided_on,
    f.outcome,
    f.legal_basis,
    f.intervention_type,
    f.care_form,
    f.scope_amount,
    f.scope_unit,
    f.level,
    f.valid_from,
    f.valid_to,
    f.decided_by,
    f.unit
from core.decisions as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_execution_events as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.decision_id,
    f.kind,
    f.occurred_on,
    f.reason
from core.execution_events as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_interventions as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.intervention_id,
    f.decision_id,
    f.case_id,
    f.person_key,
    f.intervention_type,
    f.provider_id,
    f.started_on,
    f.ended_on,
    f.hours_per_week,
    f.level,
    f.support_form,
    f.unit,
    f.end_reason
from core.interventions as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_delivered_placements as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.decision_id,
    f.case_id,
    f.person_key,
    f.provider_id,
    f.care_form,
    f.moved_in_on,
    f.moved_out_on,
    f.target_group,
    f.main_reason,
    f.procurement,
    f.outside_reason,
    f.tender_area,
    f.agreement_signed_on,
    f.agreement_ends_on,
    f.day_rule,
    f.unit,
    f.end_reason
from core.placements as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_placement_additions as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.main_reason,
    f.procurement,
    f.outside_reason,
    f.agreement_signed_on,
    f.agreement_ends_on
from core.placement_additions as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

-- as delivered, and where a source leaves a column empty what is typed in
create view core.then_placements as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.decision_id,
    f.case_id,
    f.person_key,
    f.provider_id,
    f.care_form,
    f.moved_in_on,
    f.moved_out_on,
    f.target_group,
    coalesce(f.main_reason, x.main_reason) as main_reason,
    coalesce(f.procurement, x.procurement) as procurement,
    coalesce(f.outside_reason, x.outside_reason) as outside_reason,
    f.tender_area,
    coalesce(f.agreement_signed_on, x.agreement_signed_on) as agreement_signed_on,
    coalesce(f.agreement_ends_on, x.agreement_ends_on) as agreement_ends_on,
    f.day_rule,
    f.unit,
    f.end_reason
from core.then_delivered_placements as f
left join core.then_placement_additions as x on f.board_id = x.board_id and f.placement_id = x.placement_id;

create view core.then_delivered_prices as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.valid_from,
    f.valid_to,
    f.daily_price_ore,
    f.monthly_amount_ore
from core.placement_prices as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_price_additions as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.valid_from,
    f.valid_to,
    f.daily_price_ore,
    f.monthly_amount_ore
from core.price_additions as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

-- as delivered, and what is typed in for the days that no delivered price covers
create view core.then_placement_prices as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.valid_from,
    f.valid_to,
    f.daily_price_ore,
    f.monthly_amount_ore
from core.then_delivered_prices as f
union all
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    lower(p.part) as valid_from,
    upper(p.part) - 1 as valid_to,
    f.daily_price_ore,
    f.monthly_amount_ore
from core.then_price_additions as f
cross join
    lateral (
        select range_agg(daterange(d.valid_from, d.valid_to, '[]')) as days
        from core.then_delivered_prices as d
        where
            d.board_id = f.board_id
            and d.placement_id = f.placement_id
            and (d.valid_to is null or d.valid_to >= d.valid_from)
    ) as d
cross join
    lateral unnest(
        datemultirange(daterange(f.valid_from, f.valid_to, '[]')) - coalesce(d.days, '{}')
    ) as p (part);

create view core.then_placement_extras as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.kind,
    f.from_on,
    f.to_on,
    f.amount_ore
from core.placement_extras as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_placement_legal_bases as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.valid_from,
    f.legal_basis,
    f.valid_to
from core.placement_legal_bases as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_placement_absences as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.from_on,
    f.to_on,
    f.kind
from core.placement_absences as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_placement_secrecy as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.from_on,
    f.to_on,
    f.kind
from core.placement_secrecy as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_considerations as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.placement_id,
    f.considered_on,
    f.kind,
    f.outcome,
    f.next_due_on
from core.considerations as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_providers as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.provider_id,
    f.name,
    f.provider_code,
    f.org_number,
    f.operator,
    f.municipality_code,
    f.latitude,
    f.longitude,
    f.secret_location
from core.providers as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_framework_agreements as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.agreement_id,
    f.provider_id,
    f.care_form,
    f.tender_area,
    f.valid_from,
    f.valid_to,
    f.daily_price_ore,
    f.day_rule,
    f.absence_share
from core.framework_agreements as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_invoices as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.invoice_id,
    f.line_no,
    f.placement_id,
    f.provider_id,
    f.kind,
    f.period_from,
    f.period_to,
    f.days,
    f.daily_price_ore,
    f.amount_ore,
    f.invoiced_on
from core.invoices as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_incomes as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.income_id,
    f.month,
    f.unit,
    f.care_form,
    f.placement_id,
    f.kind,
    f.amount_ore
from core.incomes as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_ledger_entries as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.entry_id,
    f.month,
    f.unit,
    f.activity,
    f.account,
    f.care_form,
    f.amount_ore,
    f.note
from core.ledger_entries as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_budgets as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.month,
    f.unit,
    f.care_form,
    f.care_days,
    f.cost_ore
from core.budgets as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_follow_ups as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.follow_up_id,
    f.parameter,
    f.placement_id,
    f.intervention_id,
    f.followed_up_on,
    f.answer,
    f.answered_by_role
from core.follow_ups as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_follow_up_parameters as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.parameter,
    f.valid_from,
    f.question,
    f.scale_min,
    f.scale_max,
    f.weight
from core.follow_up_parameters as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_assessments as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.person_key,
    f.instrument,
    f.life_area,
    f.assessed_on,
    f.kind,
    f.case_id,
    f.intervention_id,
    f.level,
    f.goal,
    f.own_view,
    f.preliminary
from core.assessments as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_level_tariffs as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.template,
    f.intervention_type,
    f.level,
    f.valid_from,
    f.hours_per_week,
    f.full_time_equivalents,
    f.compensation_per_month_ore
from core.level_tariffs as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_services_without_assessment as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.unit,
    f.service,
    f.month,
    f.visits,
    f.participants
from core.services_without_assessment as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_case_events as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.case_id,
    f.activity,
    f.occurred_at,
    f.person_key,
    f.unit
from core.case_events as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_population as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.year,
    f.age_from,
    f.age_to,
    f.sex,
    f.inhabitants
from core.population as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_codes as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.vocabulary,
    f.code,
    f.label,
    f.maps_to
from core.codes as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_deployments as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.deployment_id,
    f.technology,
    f.category,
    f.count,
    f.count_approximate,
    f.count_text,
    f.placed_at,
    f.unit,
    f.started_on,
    f.ended_on,
    f.as_of_on,
    f.supplier,
    f.one_off_cost_ore,
    f.monthly_cost_ore,
    f.status
from core.deployments as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_initiatives as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.initiative_id,
    f.name,
    f.year_from,
    f.year_to,
    f.wanted_effect,
    f.priority,
    f.cost_text,
    f.years_text,
    f.priority_text,
    f.status,
    f.status_reason,
    f.resources_needed,
    f.resources_given,
    f.dialogue_users,
    f.dialogue_providers,
    f.competence,
    f.management_support,
    f.complexity,
    f.financing,
    f.saving,
    f.quality,
    f.requirements,
    f.goal_attainment
from core.initiatives as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_initiative_costs as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.initiative_id,
    f.per,
    f.low_ore,
    f.high_ore,
    f.approximate
from core.initiative_costs as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.then_benefits as
select
    f.fact_id,
    f.board_id,
    f.from_load,
    f.file_id,
    f.line,
    f.benefit_id,
    f.initiative_id,
    f.kind,
    f.baseline,
    f.target,
    f.measured,
    f.measured_on,
    f.realised_ore,
    f.freed_hours,
    f.note
from core.benefits as f
where
    f.from_load <= (select report.as_of_load())
    and (f.to_load is null or f.to_load > (select report.as_of_load()));

create view core.touched_placements as
select f.*
from core.current_placements as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_delivered_placements as
select f.*
from core.current_delivered_placements as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_prices as
select f.*
from core.current_placement_prices as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_delivered_prices as
select f.*
from core.current_delivered_prices as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_legal_bases as
select f.*
from core.current_placement_legal_bases as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_absences as
select f.*
from core.current_placement_absences as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_extras as
select f.*
from core.current_placement_extras as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_secrecy as
select f.*
from core.current_placement_secrecy as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_placement_additions as
select f.*
from core.current_placement_additions as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_price_additions as
select f.*
from core.current_price_additions as f
inner join core.touched as t
    on t.entity = 'placements' and f.board_id = t.board_id and f.placement_id = t.key;

create view core.touched_interventions as
select f.*
from core.current_interventions as f
inner join core.touched as t
    on t.entity = 'interventions' and f.board_id = t.board_id and f.intervention_id = t.key;

create view core.touched_decisions as
select f.*
from core.current_decisions as f
inner join core.touched as t
    on t.entity = 'decisions' and f.board_id = t.board_id and f.decision_id = t.key;

create view core.touched_referrals as
select f.*
from core.current_referrals as f
inner join core.touched as t
    on t.entity = 'referrals' and f.board_id = t.board_id and f.referral_id = t.key;

create view core.touched_investigations as
select f.*
from core.current_investigations as f
inner join core.touched as t
    on t.entity = 'investigations' and f.board_id = t.board_id and f.investigation_id = t.key;

create view core.then_cut_off as
select l.board_id, f.entity, max(f.data_through) as data_through
from raw.file as f
inner join raw.load as l on f.load_id = l.load_id
inner join raw.effect as e
    on
        f.load_id = e.load_id
        and e.from_load <= (select report.as_of_load())
        and (e.to_load is null or e.to_load > (select report.as_of_load()))
group by l.board_id, f.entity;

create view core.touched_cut_off as select c.* from core.current_cut_off as c;
create view core.touched_persons as select p.* from core.current_persons as p;
create view core.touched_person_merges as select p.* from core.current_person_merges as p;
create view core.touched_providers as select p.* from core.current_providers as p;
create view core.touched_framework_agreements as select f.* from core.current_framework_agreements as f;

create view core.touched_stay as
select s.*
from core.stay as s
inner join core.touched as t on t.entity = 'placements' and s.board_id = t.board_id and s.placement_id = t.key;

-- the stays that may share days with another of the same person
create view core.current_stay_to_compare as select s.* from core.stay as s;
create view core.touched_stay_to_compare as
select s.*
from core.stay as s
inner join core.touched as t
    on t.entity in ('placements', 'siblings') and s.board_id = t.board_id and s.placement_id = t.key;

create view core.touched_slice as
select s.*
from core.slice as s
inner join core.touched_stay as t on s.stay = t.stay;

create view core.current_unpriced_stay as
select distinct s.stay from core.slice as s
where s.unpriced_days > 0;
create view core.touched_unpriced_stay as
select distinct s.stay from core.touched_slice as s
where s.unpriced_days > 0;

-- one row per fact that names a person
create view core.current_fact_of_person as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key
from core.current_placements as p
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key
from core.current_interventions as p
union all
select p.board_id, 'decisions' as entity, p.decision_id as key, p.unit, p.person_key
from core.current_decisions as p;

-- one row per person's key that any fact names
create view core.current_named_person as
select p.board_id, p.person_key
from core.current_fact_of_person as p
union
select r.board_id, r.person_key
from core.current_referrals as r
union
select i.board_id, i.person_key
from core.current_investigations as i
union
select a.board_id, a.person_key
from core.current_assessments as a
union
select e.board_id, e.person_key
from core.current_case_events as e
where e.person_key is not null;

-- one row per fact that names a provider
create view core.current_fact_of_provider as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key, p.provider_id
from core.current_placements as p
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key, p.provider_id
from core.current_interventions as p
where p.provider_id is not null;

-- one row per fact that names a person
create view core.touched_fact_of_person as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key
from core.touched_placements as p
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key
from core.touched_interventions as p
union all
select p.board_id, 'decisions' as entity, p.decision_id as key, p.unit, p.person_key
from core.touched_decisions as p;

-- one row per fact that names a provider
create view core.touched_fact_of_provider as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key, p.provider_id
from core.touched_placements as p
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key, p.provider_id
from core.touched_interventions as p
where p.provider_id is not null;

-- one row per placement or other intervention that names a decision
create view core.current_decision_carried_out as
select p.board_id, p.decision_id, p.moved_in_on as started_on
from core.current_placements as p
where p.decision_id is not null
union all
select p.board_id, p.decision_id, p.started_on
from core.current_interventions as p
where p.decision_id is not null;
create view core.touched_decision_carried_out as
select c.* from core.current_decision_carried_out as c;

-- one row per placement or other intervention that names neither a case nor a decision
create view core.current_without_case as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key
from core.current_placements as p
where p.case_id is null and p.decision_id is null
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key
from core.current_interventions as p
where p.case_id is null and p.decision_id is null;
create view core.touched_without_case as
select p.board_id, 'placements' as entity, p.placement_id as key, p.unit, p.person_key
from core.touched_placements as p
where p.case_id is null and p.decision_id is null
union all
select p.board_id, 'interventions' as entity, p.intervention_id as key, p.unit, p.person_key
from core.touched_interventions as p
where p.case_id is null and p.decision_id is null;
