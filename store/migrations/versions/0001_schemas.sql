-- Schemas, who may enter them, and the tables that everything else leans on.

create schema core;
create schema raw;
create schema report;
create schema published;
create schema desk;
create schema access;

grant usage on schema core, raw to ik_loader, ik_view;
-- Taking over an object asks for the right to create beside it: given here, taken back in 0001_security.sql.
grant create on schema core, raw, report to ik_loader, ik_view;
grant usage on schema report to ik_view, ik_manager, ik_controller;
grant usage on schema published
to ik_view, ik_board, ik_reader, ik_publisher, ik_manager, ik_controller, ik_reviewer;
grant usage on schema access
to ik_view, ik_loader, ik_manager, ik_controller, ik_board, ik_publisher, ik_reviewer, ik_app;

-- Boards (nämnder) that share the store. day_rule is the board's rule for volumes.
create table core.board (
    board_id smallint generated always as identity primary key,
    board text not null unique,
    day_rule text not null default 'natt'
);

insert into core.board (board) values ('Socialnämnden');

-- The key that persons' ids are hashed with, by its fingerprint: a load with another key is refused.
create table core.store_identity (
    fingerprint text not null,
    only_row boolean primary key default true check (only_row)
);

-- One delivery taken in, or one undoing of a delivery.
create table raw.load (
    load_id integer primary key,
    board_id smallint not null references core.board,
    source text not null,
    data_through date,
    revision integer not null default 1,
    complete boolean not null default false,
    undoes integer references raw.load,
    is_demo boolean not null default false,
    confirmed boolean not null default false,
    started_at timestamptz not null,
    finished_at timestamptz
);

-- Loads are numbered without gaps, also after one that was tried or refused: they never run at the same time.
create function raw.next_load() returns integer
language sql volatile
as $$ select coalesce(max(l.load_id), 0) + 1 from raw.load as l $$;
alter table raw.load alter column load_id set default raw.next_load();

-- From which load until which load a load counts: undoing ends it, undoing the undoing begins it again.
create table raw.effect (
    load_id integer not null references raw.load,
    from_load integer not null,
    to_load integer,
    primary key (load_id, from_load)
);

-- One file of a delivery read as one entity, with its account: read = accepted + rejected + left_out.
create table raw.file (
    file_id integer generated always as identity primary key,
    load_id integer not null references raw.load,
    entity text not null,
    name text not null,
    size_bytes bigint not null,
    sha256 text not null,
    data_through date not null,
    revision integer not null,
    rows_read bigint not null default 0,
    rows_new bigint not null default 0,
    rows_changed bigint not null default 0,
    rows_unchanged bigint not null default 0,
    rows_superseded bigint not null default 0,
    rows_rejected bigint not null default 0,
    rows_left_out bigint not null default 0
);
create index file_load on raw.file (load_id);

-- The facts that a file said again without changing them, as ranges of fact_id.
create table raw.confirmation (
    file_id integer not null references raw.file,
    facts int8multirange not null
);
create index confirmation_file on raw.confirmation (file_id);

-- A row that could not be taken in: where it stands and why; its key (hashed where it identifies), no values.
create table raw.rejected_row (
    file_id integer not null references raw.file,
    line integer not null,
    column_name text,
    rule text not null,
    value_class text,
    message text not null,
    key text,
    unit text,
    resolved_by_load integer
);
create index rejected_row_key on raw.rejected_row (key) where resolved_by_load is null;
create index rejected_row_file on raw.rejected_row (file_id);

-- Something removed from or not understood in a row that was kept.
create table raw.remark (
    file_id integer not null references raw.file,
    line integer not null,
    column_name text not null,
    rule text not null,
    message text not null
);
create index remark_file on raw.remark (file_id, line);

-- Codes with their Swedish labels. kind groups codes where the group decides a rule (heldygnsvard, boende).
create table core.code (
    vocabulary text not null,
    code text not null,
    label text not null,
    position integer not null,
    kind text,
    primary key (vocabulary, code)
);

create table core.care_form (
    care_form text primary key,
    kolada_group text not null,
    default_procurement text not null,
    may_have_location text not null check (may_have_location in ('ja', 'nej', 'aldrig')),
    kind text not null
);

create table core.legal_basis (
    legal_basis text primary key,
    law text not null,
    valid_from date,
    valid_to date,
    -- a decision that rests on it is to be carried out within three months
    has_execution_clock boolean not null
);

-- The calendar's months, so that a stay can be cut into them by a join, with what the law says of each.
create table core.calendar_month (
    month_number integer primary key,
    month date not null unique,
    last_day date not null,
    days smallint not null,
    -- thousandths of price and extras that are given back for care bought from operators privat and ideburen
    vat_permille smallint not null
);
insert into core.calendar_month (month_number, month, last_day, days, vat_permille)
select
    (extract(year from m) * 12 + extract(month from m) - 1)::integer as month_number,
    m::date as month,
    (m + interval '1 month' - interval '1 day')::date as last_day,
    extract(day from m + interval '1 month' - interval '1 day')::smallint as days,
    60 as vat_permille
from generate_series(timestamp '1900-01-01', timestamp '2199-12-01', interval '1 month') as m;

-- Who may do what. board_id null: only for roles that belong to no board. units null: the whole board.
create table access.granted (
    grant_id integer generated always as identity primary key,
    who text not null,
    role text not null,
    board_id smallint references core.board,
    units text[],
    protected boolean not null default false,
    individuals boolean not null default false,
    purpose text,
    entry boolean not null default false,
    granted_at timestamptz not null default now(),
    granted_by text not null default session_user,
    revoked_at timestamptz
);
create index granted_who on access.granted (who) where revoked_at is null;

-- Protection said by hand (python -m store protect): holds at once and beside what deliveries say.
create table access.protection (
    board_id smallint not null references core.board,
    kind text not null check (kind in ('person', 'placement')),
    key text not null,
    protected_at timestamptz not null default now(),
    primary key (board_id, kind, key)
);
