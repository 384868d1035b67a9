-- What those who check invoices say of a line: added to, never changed. A word holds for the values that the line had.

-- Two deliveries of a line have the same fingerprint when they say the same of it.
create function core.invoice_fingerprint(
    placement_id text,
    provider_id text,
    kind text,
    period_from date,
    period_to date,
    days numeric,
    daily_price_ore bigint,
    amount_ore bigint,
    invoiced_on date
) returns text
language sql immutable parallel safe
as $$
    select md5(
        jsonb_build_array(
            placement_id, provider_id, kind, period_from, period_to, trim_scale(days), daily_price_ore, amount_ore,
            invoiced_on
        )::text
    )
$$;

create table desk.invoice_status (
    status_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    invoice_id text not null,
    line_no integer not null,
    fingerprint text not null,
    status text not null check (status in ('ny', 'kontrolleras', 'kreditering_begard', 'granskad')),
    note text check (length(note) <= 500),
    set_at timestamptz not null default now(),
    set_by text not null
);
create index invoice_status_line on desk.invoice_status (board_id, invoice_id, line_no, status_id);

alter table desk.invoice_status enable row level security;
create policy board on desk.invoice_status for select to ik_view using (board_id = (select access.board_id()));
grant usage on schema desk to ik_view;
grant select on desk.invoice_status to ik_view;

-- one row per line of which anything is said: the latest
create view core.seen_invoice_said with (security_barrier) as
select distinct on (s.board_id, s.invoice_id, s.line_no)
    s.status_id,
    s.board_id,
    s.invoice_id,
    s.line_no,
    s.fingerprint,
    s.status,
    s.note,
    s.set_at,
    s.set_by
from desk.invoice_status as s
order by s.board_id, s.invoice_id, s.line_no, s.status_id desc;

comment on table desk.invoice_status is
'Vad granskare har sagt om fakturarader, en rad per gång. Läggs bara till. Gäller så länge raden är oförändrad.';
comment on column desk.invoice_status.status_id is 'Löpnummer.';
comment on column desk.invoice_status.board_id is 'Nämnd som fakturan tillhör.';
comment on column desk.invoice_status.invoice_id is 'Fakturans nummer.';
comment on column desk.invoice_status.line_no is 'Radens nummer på fakturan.';
comment on column desk.invoice_status.fingerprint is 'Fingeravtryck av radens värden när det sades.';
comment on column desk.invoice_status.status is 'Status: ny, kontrolleras, kreditering_begard eller granskad.';
comment on column desk.invoice_status.note is 'Anteckning; tomt för ingen.';
comment on column desk.invoice_status.set_at is 'När det sades.';
comment on column desk.invoice_status.set_by is 'Vem som sade det.';
