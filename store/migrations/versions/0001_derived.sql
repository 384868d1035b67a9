-- What the load keeps up to date for what it touched; python -m store check computes it anew and compares.

-- What the running load has touched, by the key of the entity (written and emptied within the load).
create unlogged table core.touched (
    board_id smallint not null,
    entity text not null,
    key text not null,
    primary key (entity, board_id, key)
);

-- one row per current placement
create table core.stay (
    stay bigint primary key,
    board_id smallint not null,
    placement_id text not null,
    case_id text,
    person_key text not null,
    sex text,
    birth_year integer,
    is_protected boolean not null,
    is_secret boolean not null,
    care_form text not null,
    target_group text,
    main_reason text,
    procurement text,
    outside_reason text,
    tender_area text,
    unit text,
    end_reason text,
    provider_id text not null,
    provider_code text,
    operator text,
    moved_in_on date not null,
    moved_out_on date,
    agreement_signed_on date,
    agreement_ends_on date,
    day_rule text not null,
    absence_share numeric not null,
    -- the earlier of the move out and the cut-off
    last_day date not null,
    volume_from date,
    volume_to date,
    cost_from date,
    cost_to date
);
create index stay_placement on core.stay (board_id, placement_id);
create index stay_person on core.stay (board_id, person_key);

-- one row per placement, month and run of days with one price, legal basis and state of absence
create table core.slice (
    board_id smallint not null,
    started smallint not null,
    ended smallint not null,
    placement_days smallint not null,
    stay bigint not null,
    month date not null,
    priced_days smallint not null,
    unpriced_days smallint not null,
    -- thousandths of cost and extras that are given back as VAT compensation
    vat_permille smallint not null,
    cost_ore bigint not null,
    extra_cost_ore bigint not null,
    legal_basis text
);
create index slice_month on core.slice (board_id, month);
create index slice_stay on core.slice (stay);

-- one row per case with any event: what happened, when and in which unit, in order
create table core.case_flow (
    board_id smallint not null,
    case_id text not null,
    subject text,
    kind text,
    started_at timestamptz not null,
    -- as long as each other, one place an event
    activities text[] not null,
    times timestamptz[] not null,
    units text[] not null
);
create index case_flow_case on core.case_flow (board_id, case_id);
create index case_flow_started on core.case_flow (board_id, started_at);

-- one row per step of the process that has begun
create table core.step (
    board_id smallint not null,
    step text not null,
    key text not null,
    case_id text,
    person_key text not null,
    unit text,
    subject text,
    kind text,
    started_on date not null,
    ended_on date,
    deadline_on date,
    -- the last day on which the step can end: that of a decision for a time
    until_on date
);
create index step_case on core.step (board_id, case_id);
create index step_person on core.step (board_id, person_key);

-- one row per longest interval in which a person is given one set of two or more kinds of intervention
create table core.spell (
    board_id smallint not null,
    person_key text not null,
    -- 0: the same for all; 1: with the rows that have no unit, for the whole board; 2: without them
    seen_by smallint not null,
    started_on date not null,
    ended_on date,
    kinds text[] not null,
    interventions smallint not null,
    is_transfer boolean not null,
    units text[] not null,
    -- what is given on its last day: facts of placements and of other interventions
    stays bigint[] not null,
    other_facts bigint[] not null
);
create index spell_person on core.spell (board_id, person_key);

-- one row per rule broken by a current fact
create table core.finding (
    board_id smallint not null,
    rule text not null,
    entity text not null,
    key text not null,
    unit text,
    person_key text,
    unique nulls not distinct (board_id, entity, key, rule)
);

-- one row per accepted row of a placement that has not come
create table core.waiting (
    board_id smallint not null,
    entity text not null,
    placement_id text not null,
    file_id integer not null,
    line integer not null
);
create index waiting_placement on core.waiting (board_id, placement_id);

-- The rules that facts are held against, in words.
create table core.finding_rule (
    rule text primary key,
    severity text not null check (severity in ('fel', 'varning', 'upplysning')),
    message text not null
);
