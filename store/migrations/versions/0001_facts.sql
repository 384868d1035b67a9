-- Typed facts, one table an entity of domain/entities.py. A row is one version of one fact: it holds from
-- load from_load until load to_load (null: still). A row that never held (an older delivery that came late)
-- has to_load = from_load and stays as evidence. file_id and line point at where it was delivered.

create table core.persons (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    person_key text not null,
    birth_year integer not null,
    disposal_exempt_day boolean,
    sex text not null,
    protected_identity boolean,
    district text
);
create unique index persons_now on core.persons (board_id, person_key) where to_load is null;
create index persons_past on core.persons (board_id, person_key) where to_load is not null;
create index persons_protected on core.persons (board_id, person_key) where protected_identity;

create table core.person_merges (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    old_person_key text not null,
    new_person_key text not null,
    from_on date
);
create unique index person_merges_now on core.person_merges (board_id, old_person_key) where to_load is null;

create table core.units (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    unit text not null,
    name text not null,
    board_name text,
    valid_from date,
    valid_to date,
    successor text
);
create unique index units_now on core.units (board_id, unit) where to_load is null;

create table core.referrals (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    referral_id text not null,
    case_id text not null,
    person_key text not null,
    received_on date not null,
    kind text not null,
    subject text not null,
    source text,
    reason text,
    unit text,
    safety_assessed_on date,
    assessed_on date,
    preliminary_outcome text
);
create unique index referrals_now on core.referrals (board_id, referral_id) where to_load is null;
create index referrals_person on core.referrals (board_id, person_key) where to_load is null;
create index referrals_case on core.referrals (board_id, case_id) where to_load is null;

create table core.investigations (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    investigation_id text not null,
    case_id text not null,
    referral_id text,
    person_key text not null,
    opened_on date not null,
    closed_on date,
    extended_to date,
    subject text not null,
    unit text
);
create unique index investigations_now on core.investigations (board_id, investigation_id) where to_load is null;
create index investigations_person on core.investigations (board_id, person_key) where to_load is null;
create index investigations_case on core.investigations (board_id, case_id) where to_load is null;
create index investigations_referral on core.investigations (board_id, referral_id)
where to_load is null and referral_id is not null;

create table core.decisions (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    decision_id text not null,
    case_id text not null,
    investigation_id text,
    person_key text not null,
    decided_on date not null,
    outcome text not null,
    legal_basis text not null,
    intervention_type text,
    care_form text,
    scope_amount numeric,
    scope_unit text,
    level integer,
    valid_from date,
    valid_to date,
    decided_by text,
    unit text
);
create unique index decisions_now on core.decisions (board_id, decision_id) where to_load is null;
create index decisions_person on core.decisions (board_id, person_key) where to_load is null;
create index decisions_case on core.decisions (board_id, case_id) where to_load is null;

create table core.execution_events (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    decision_id text not null,
    kind text not null,
    occurred_on date not null,
    reason text
);
create unique index execution_events_now on core.execution_events (board_id, decision_id, kind, occurred_on)
where to_load is null;

create table core.interventions (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    intervention_id text not null,
    decision_id text,
    case_id text,
    person_key text not null,
    intervention_type text not null,
    provider_id text,
    started_on date not null,
    ended_on date,
    hours_per_week numeric,
    level integer,
    support_form text,
    unit text,
    end_reason text
);
create unique index interventions_now on core.interventions (board_id, intervention_id) where to_load is null;
create index interventions_person on core.interventions (board_id, person_key) where to_load is null;
create index interventions_case on core.interventions (board_id, case_id)
where to_load is null and case_id is not null;
create index interventions_decision on core.interventions (board_id, decision_id)
where to_load is null and decision_id is not null;

create table core.placements (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    decision_id text,
    case_id text,
    person_key text not null,
    provider_id text not null,
    care_form text not null,
    moved_in_on date not null,
    moved_out_on date,
    target_group text,
    main_reason text,
    procurement text,
    outside_reason text,
    tender_area text,
    agreement_signed_on date,
    agreement_ends_on date,
    day_rule text,
    unit text,
    end_reason text
);
create unique index placements_now on core.placements (board_id, placement_id) where to_load is null;
create index placements_person on core.placements (board_id, person_key) where to_load is null;
create index placements_case on core.placements (board_id, case_id)
where to_load is null and case_id is not null;
create index placements_decision on core.placements (board_id, decision_id)
where to_load is null and decision_id is not null;

create table core.placement_prices (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    valid_from date not null,
    valid_to date,
    daily_price_ore bigint,
    monthly_amount_ore bigint
);
create unique index placement_prices_now on core.placement_prices (board_id, placement_id, valid_from)
where to_load is null;

create table core.placement_extras (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    kind text not null,
    from_on date not null,
    to_on date,
    amount_ore bigint not null
);
create unique index placement_extras_now on core.placement_extras (board_id, placement_id, kind, from_on)
where to_load is null;

create table core.placement_legal_bases (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    valid_from date not null,
    legal_basis text not null,
    valid_to date
);
create unique index placement_legal_bases_now
on core.placement_legal_bases (board_id, placement_id, valid_from, legal_basis)
where to_load is null;

create table core.placement_absences (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    from_on date not null,
    to_on date,
    kind text
);
create unique index placement_absences_now on core.placement_absences (board_id, placement_id, from_on)
where to_load is null;

create table core.placement_secrecy (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    from_on date not null,
    to_on date,
    kind text
);
create unique index placement_secrecy_now on core.placement_secrecy (board_id, placement_id, from_on)
where to_load is null;

-- what is typed in where no source delivers it; a delivered value stands above it
create table core.placement_additions (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    main_reason text,
    procurement text,
    outside_reason text,
    agreement_signed_on date,
    agreement_ends_on date
);
create unique index placement_additions_now on core.placement_additions (board_id, placement_id)
where to_load is null;

create table core.price_additions (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    valid_from date not null,
    valid_to date,
    daily_price_ore bigint,
    monthly_amount_ore bigint
);
create unique index price_additions_now on core.price_additions (board_id, placement_id, valid_from)
where to_load is null;

create table core.considerations (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    placement_id text not null,
    considered_on date not null,
    kind text,
    outcome text,
    next_due_on date
);
create unique index considerations_now on core.considerations (board_id, placement_id, considered_on)
where to_load is null;

create table core.providers (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    provider_id text not null,
    name text,
    provider_code text,
    org_number text,
    operator text,
    municipality_code text,
    latitude numeric,
    longitude numeric,
    secret_location boolean
);
create unique index providers_now on core.providers (board_id, provider_id) where to_load is null;

create table core.framework_agreements (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    agreement_id text not null,
    provider_id text not null,
    care_form text not null,
    tender_area text,
    valid_from date not null,
    valid_to date,
    daily_price_ore bigint,
    day_rule text,
    absence_share numeric
);
create unique index framework_agreements_now on core.framework_agreements (board_id, agreement_id)
where to_load is null;

create table core.invoices (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    invoice_id text not null,
    line_no integer not null,
    placement_id text,
    provider_id text not null,
    kind text,
    period_from date not null,
    period_to date not null,
    days numeric,
    daily_price_ore bigint,
    amount_ore bigint not null,
    invoiced_on date
);
create unique index invoices_now on core.invoices (board_id, invoice_id, line_no) where to_load is null;

create table core.incomes (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    income_id text not null,
    month date not null,
    unit text,
    care_form text,
    placement_id text,
    kind text,
    amount_ore bigint not null
);
create unique index incomes_now on core.incomes (board_id, income_id) where to_load is null;

create table core.ledger_entries (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    entry_id text not null,
    month date not null,
    unit text,
    activity text,
    account text,
    care_form text,
    amount_ore bigint not null,
    note text
);
create unique index ledger_entries_now on core.ledger_entries (board_id, entry_id) where to_load is null;

create table core.budgets (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    month date not null,
    unit text not null,
    care_form text not null,
    care_days numeric,
    cost_ore bigint
);
create unique index budgets_now on core.budgets (board_id, month, unit, care_form) where to_load is null;

create table core.follow_ups (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    follow_up_id text not null,
    parameter text not null,
    placement_id text,
    intervention_id text,
    followed_up_on date not null,
    answer text not null,
    answered_by_role text
);
create unique index follow_ups_now on core.follow_ups (board_id, follow_up_id, parameter) where to_load is null;
create index follow_ups_placement on core.follow_ups (board_id, placement_id)
where to_load is null and placement_id is not null;
create index follow_ups_intervention on core.follow_ups (board_id, intervention_id)
where to_load is null and intervention_id is not null;

create table core.follow_up_parameters (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    parameter text not null,
    valid_from date not null,
    question text not null,
    scale_min integer not null,
    scale_max integer not null,
    weight numeric
);
create unique index follow_up_parameters_now on core.follow_up_parameters (board_id, parameter, valid_from)
where to_load is null;

create table core.assessments (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    person_key text not null,
    instrument text not null,
    life_area text not null,
    assessed_on date not null,
    kind text not null,
    case_id text,
    intervention_id text,
    level integer not null,
    goal text,
    own_view integer,
    preliminary boolean
);
create unique index assessments_now on core.assessments (board_id, person_key, instrument, life_area, assessed_on, kind)
where to_load is null;

create table core.level_tariffs (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    template text not null,
    intervention_type text not null,
    level integer not null,
    valid_from date not null,
    hours_per_week numeric,
    full_time_equivalents numeric,
    compensation_per_month_ore bigint
);
create unique index level_tariffs_now on core.level_tariffs (board_id, template, intervention_type, level, valid_from)
where to_load is null;

create table core.services_without_assessment (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    unit text not null,
    service text not null,
    month date not null,
    visits integer,
    participants integer
);
create unique index services_without_assessment_now on core.services_without_assessment (board_id, unit, service, month)
where to_load is null;

create table core.case_events (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    case_id text not null,
    activity text not null,
    occurred_at timestamptz not null,
    person_key text,
    unit text
);
create unique index case_events_now on core.case_events (board_id, case_id, activity, occurred_at)
where to_load is null;
create index case_events_person on core.case_events (board_id, person_key) where to_load is null;

create table core.population (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    year integer not null,
    age_from integer not null,
    age_to integer not null,
    sex text not null,
    inhabitants integer
);
create unique index population_now on core.population (board_id, year, age_from, age_to, sex) where to_load is null;

create table core.codes (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    vocabulary text not null,
    code text not null,
    label text not null,
    maps_to text
);
create unique index codes_now on core.codes (board_id, vocabulary, code) where to_load is null;

create table core.deployments (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    deployment_id text not null,
    technology text not null,
    category text,
    count integer,
    count_approximate boolean,
    count_text text,
    placed_at text,
    unit text,
    started_on date,
    ended_on date,
    as_of_on date,
    supplier text,
    one_off_cost_ore bigint,
    monthly_cost_ore bigint,
    status text
);
create unique index deployments_now on core.deployments (board_id, deployment_id) where to_load is null;

create table core.initiatives (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    initiative_id text not null,
    name text not null,
    year_from integer,
    year_to integer,
    wanted_effect text,
    priority integer,
    cost_text text,
    years_text text,
    priority_text text,
    status text,
    status_reason text,
    resources_needed text,
    resources_given text,
    dialogue_users boolean,
    dialogue_providers boolean,
    competence integer,
    management_support integer,
    complexity integer,
    financing integer,
    saving integer,
    quality integer,
    requirements integer,
    goal_attainment integer
);
create unique index initiatives_now on core.initiatives (board_id, initiative_id) where to_load is null;

create table core.initiative_costs (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    initiative_id text not null,
    per text not null,
    low_ore bigint,
    high_ore bigint,
    approximate boolean
);
create unique index initiative_costs_now on core.initiative_costs (board_id, initiative_id, per) where to_load is null;

create table core.benefits (
    fact_id bigint primary key,
    board_id smallint not null,
    from_load integer not null,
    to_load integer,
    file_id integer not null,
    line integer not null,
    benefit_id text not null,
    initiative_id text not null,
    kind text,
    baseline numeric,
    target numeric,
    measured numeric,
    measured_on date,
    realised_ore bigint,
    freed_hours numeric,
    note text
);
create unique index benefits_now on core.benefits (board_id, benefit_id) where to_load is null;

create index placements_provider on core.placements (board_id, provider_id) where to_load is null;
create index framework_agreements_provider on core.framework_agreements (board_id, provider_id, care_form)
where to_load is null;
