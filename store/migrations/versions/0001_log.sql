-- Who looked at individuals, and why: written before anything is read, and only ever added to. The roles that the
-- log is about write one line at a time through a function that takes who, role and board from the scope; they
-- neither read, change nor delete. The reviewer reads the own board's lines and adds reviews of them.

create table access.log (
    log_id bigint generated always as identity primary key,
    board_id smallint not null references core.board,
    happened_at timestamptz not null default now(),
    who text not null,
    role text not null,
    page text not null,
    purpose text not null,
    kind text not null check (kind in ('oppning', 'export')),
    -- what was opened, in the page's words; the selection, which never names a person
    about text not null,
    filter jsonb not null check (jsonb_typeof(filter) = 'object'),
    person_keys text[],
    case_id text,
    individuals integer,
    row_count integer,
    -- the transaction that wrote the line: what it reads itself is not yet logged
    written_in xid8 not null default pg_current_xact_id()
);
create index log_happened on access.log (board_id, happened_at);

create table access.review (
    review_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    reviewed_at timestamptz not null default now(),
    who text not null,
    from_on date not null,
    to_on date not null,
    entries bigint not null,
    note text not null,
    check (from_on <= to_on)
);

-- Sign-ins that were ended before they ran out, by their fingerprint: a kept copy of the cookie opens nothing.
create table access.signed_out (
    sign_in text primary key,
    signed_out_at timestamptz not null default now()
);

create function access.sign_out(ended text) returns void
language sql volatile security definer set search_path = pg_catalog
as $$
    -- no cookie lives longer than 31 days
    delete from access.signed_out as s where s.signed_out_at < now() - interval '40 days';
    insert into access.signed_out (sign_in)
    select ended
    where session_user = 'ik_app' and ended ~ '^[0-9a-f]{64}$'
    on conflict do nothing
$$;

create function access.is_signed_out(asked text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
as $$ select exists (select from access.signed_out as s where s.sign_in = asked) $$;

-- What a person has been granted, by name or through a group; nothing once that sign-in has been ended.
create function access.grants_of(asked text[], signed_in text)
returns table (
    who text,
    role text,
    board text,
    units text[],
    protected boolean,
    individuals boolean,
    purpose text,
    entry boolean
)
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select g.who, g.role, b.board, g.units, g.protected, g.individuals, g.purpose, g.entry
    from access.granted as g
    left join core.board as b on g.board_id = b.board_id
    where
        g.who = any(asked)
        and g.revoked_at is null
        and session_user = 'ik_app'
        and not exists (select from access.signed_out as s where s.sign_in = signed_in)
    order by g.grant_id
$$;

-- The grant for individuals, which only the app's login can carry: rows about individuals are read through the app.
create function access.sees_individuals() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
as $$ select session_user = 'ik_app' and coalesce(current_setting('ik.individuals', true), '') = 'ja' $$;

-- Whether rows about individuals are open in this transaction: the grant, and a line in the log by the same user
-- in the same role and board, of today, written (and so committed) by an earlier transaction.
create function access.has_opened() returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$
    select access.sees_individuals() and exists (
        select from access.log as l
        where
            l.log_id = case
                when current_setting('ik.opening', true) ~ '^[0-9]{1,18}$'
                    then current_setting('ik.opening', true)::bigint
            end
            and l.who = current_setting('ik.user', true)
            and l.role = current_setting('role')
            and l.board_id = access.board_id()
            and l.happened_at > now() - interval '12 hours'
            and l.written_in is distinct from pg_current_xact_id_if_assigned()
    )
$$;

create function access.record_opening(
    page text,
    purpose text,
    kind text,
    about text,
    filter jsonb,
    person_keys text[],
    case_id text,
    individuals integer,
    row_count integer
) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    taken text := current_setting('role');
    board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    made bigint;
begin
    if session_user <> 'ik_app' or board is null or asker is null
        or not (
            (taken in ('ik_manager', 'ik_controller') and access.sees_individuals())
            or (taken = 'ik_reviewer' and page = 'atkomstlogg')
        )
    then
        raise insufficient_privilege using message = 'nothing about individuals is open to the asker';
    end if;
    if coalesce(trim(page), '') = '' or coalesce(trim(purpose), '') = '' then
        raise check_violation using message = 'an opening says on which page and for which purpose';
    end if;
    insert into access.log (
        board_id, who, role, page, purpose, kind, about, filter, person_keys, case_id, individuals, row_count
    )
    values (
        board, asker, taken, page, purpose, kind, about, coalesce(filter, '{}'), person_keys, case_id,
        individuals, row_count
    )
    returning log_id into made;
    return made;
end
$$;

-- A review of the lines of a period, with how many they were when it was signed.
create function access.record_review(from_on date, to_on date, note text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    made integer;
begin
    if session_user <> 'ik_app' or current_setting('role') <> 'ik_reviewer' or board is null or asker is null then
        raise insufficient_privilege using message = 'only the reviewer signs a review';
    end if;
    if to_on > (now() at time zone 'Europe/Stockholm')::date then
        raise check_violation using message = 'a day to come cannot have been reviewed';
    end if;
    insert into access.review (board_id, who, from_on, to_on, entries, note)
    select board, asker, from_on, to_on, count(l.log_id), coalesce(note, '')
    from (select 1) as one
    left join access.log as l
        on l.board_id = board
        and (l.happened_at at time zone 'Europe/Stockholm')::date between record_review.from_on and record_review.to_on
    returning review_id into made;
    return made;
end
$$;

alter table access.log enable row level security;
create policy board on access.log for select to ik_reviewer using (board_id = (select access.board_id()));
alter table access.review enable row level security;
create policy board on access.review for select to ik_reviewer using (board_id = (select access.board_id()));
grant select on access.log, access.review to ik_reviewer;

revoke execute on all functions in schema access from public;
grant execute on function access.sees_individuals(), access.has_opened() to ik_view, ik_manager, ik_controller;
grant execute on function
access.record_opening(text, text, text, text, jsonb, text[], text, integer, integer)
to ik_manager, ik_controller, ik_reviewer;
grant execute on function access.record_review(date, date, text) to ik_reviewer;
grant execute on function
access.grants_of(text[], text), access.sign_out(text), access.is_signed_out(text)
to ik_app;

comment on table access.log is
'Åtkomstloggen: en rad per öppning av uppgifter om enskilda och per export av dem, skriven innan något läses. '
'Raderna läggs bara till.';
comment on column access.log.log_id is 'Radens nummer.';
comment on column access.log.board_id is 'Nämnd som uppgifterna tillhör.';
comment on column access.log.happened_at is 'När raden skrevs.';
comment on column access.log.who is 'Vem: namnet vid inloggningen, local utan inloggning.';
comment on column access.log.role is 'Rollen som användes.';
comment on column access.log.page is 'Sidan, som i adressen.';
comment on column access.log.purpose is 'Ändamålet, ett av sidans fasta.';
comment on column access.log.kind is 'Slag: oppning eller export.';
comment on column access.log.about is 'Vad som öppnades, med sidans ord.';
comment on column access.log.filter is 'Urvalet; pekar aldrig ut en person.';
comment on column access.log.person_keys is 'Nycklar för de personer som öppnades; tomt för en lista.';
comment on column access.log.case_id is 'Ärendet som öppnades; tomt för en lista.';
comment on column access.log.individuals is 'Antal enskilda i en lista; tomt när det inte är känt.';
comment on column access.log.row_count is 'Antal rader i en export; tomt för en öppning.';
comment on column access.log.written_in is 'Transaktionen som skrev raden.';
comment on table access.review is 'Granskningar av åtkomstloggen: en rad per signerad granskning.';
comment on column access.review.review_id is 'Granskningens nummer.';
comment on column access.review.board_id is 'Nämnd vars logg granskades.';
comment on column access.review.reviewed_at is 'När granskningen signerades.';
comment on column access.review.who is 'Vem som granskade.';
comment on column access.review.from_on is 'Periodens första dag.';
comment on column access.review.to_on is 'Periodens sista dag.';
comment on column access.review.entries is 'Antal rader i loggen för perioden när den signerades.';
comment on column access.review.note is 'Anteckning.';
