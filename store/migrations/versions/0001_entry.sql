-- What people enter where no source delivers it (docs/decisions/0014-entry.md): written here under the asker's role,
-- then taken in as a load by etl.entry, which writes down what became of it.

create table desk.entry (
    entry_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    entered_at timestamptz not null default now(),
    entered_by text not null,
    role text not null,
    -- [{entity, key: {column: text}, column, was, value}], each a change of one column of one row
    changes jsonb not null check (
        jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) between 1 and 20000
    ),
    taken_at timestamptz,
    load_id integer references raw.load,
    -- [{change: number from 0, outcome {inmatad, oforandrad, andrad, levererad, avvisad}, message, stands}]
    outcome jsonb,
    undo_asked_at timestamptz,
    undo_asked_by text,
    undone_at timestamptz
);
create index entry_waiting on desk.entry (entry_id)
where taken_at is null or undo_asked_at is not null and undone_at is null;

alter table desk.entry enable row level security;
grant select, update (taken_at, load_id, outcome, undo_asked_at, undo_asked_by, undone_at) on desk.entry to ik_loader;
create policy loader on desk.entry to ik_loader using (true);
grant usage on schema desk to ik_loader, ik_controller;

-- Whether facts may be entered in this transaction: a grant that only the app's login can carry.
create function access.may_enter() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select
        session_user = 'ik_app'
        and current_setting('role') in ('ik_manager', 'ik_controller')
        and coalesce(current_setting('ik.entry', true), '') = 'ja'
$$;
revoke execute on function access.may_enter() from public;
grant execute on function access.may_enter() to ik_view, ik_manager, ik_controller;

-- The placements among those asked about that the asker may enter facts of: seen, and own.
create function core.enterable(placements text[]) returns setof text
language sql stable security definer set search_path = pg_catalog
as $$
    select p.placement_id
    from report.placement as p
    where p.placement_id = any(placements)
$$;
alter function core.enterable(text[]) owner to ik_view;
revoke execute on function core.enterable(text[]) from public;

-- Whether a change is one that can be entered: nothing but its five parts, each text (or null where there may be
-- nothing), about a column of the closed list, and nothing in it that looks like a personnummer.
create function core.is_enterable(change jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog
as $$
    select
        jsonb_typeof(change) = 'object'
        and (select array_agg(k.name order by k.name) from jsonb_object_keys(change) as k (name))
        = '{column,entity,key,value,was}'
        and jsonb_typeof(change -> 'key') = 'object'
        and not exists (
            select from jsonb_each(change -> 'key') as k (name, value)
            where jsonb_typeof(k.value) <> 'string'
        )
        and jsonb_typeof(change -> 'was') in ('string', 'null')
        and jsonb_typeof(change -> 'value') in ('string', 'null')
        and case change ->> 'entity'
            when 'placement_additions'
                then
                    change ->> 'column' in (
                        'main_reason', 'procurement', 'outside_reason', 'agreement_signed_on', 'agreement_ends_on'
                    )
                    and (change -> 'key') ?& '{placement_id}'
            when 'price_additions'
                then
                    change ->> 'column' in ('valid_to', 'daily_price', 'monthly_amount')
                    and (change -> 'key') ?& '{placement_id,valid_from}'
            when 'follow_ups'
                then
                    change ->> 'column' in ('followed_up_on', 'answer', 'answered_by_role')
                    and (change -> 'key') ?& '{placement_id,follow_up_id,parameter}'
                    -- a number that only what is entered has
                    and starts_with(change -> 'key' ->> 'follow_up_id', 'inmatning-')
            else false
        end
        -- ten figures, or six and a temporary number's letter, with any sign between
        and not exists (
            select from (values (change ->> 'value'), (change ->> 'was')) as v (told)
            where v.told ~ '[0-9]{6}[^0-9A-Za-z]{0,2}([0-9]{4}|[A-Za-z][0-9]{3})'
        )
$$;
revoke execute on function core.is_enterable(jsonb) from public;

-- Write down changes to be taken in. Refused whole where any of them is about a placement that is not the asker's.
create function desk.enter(changes jsonb) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    asked text[];
    made integer;
begin
    if not access.may_enter() or not access.has_opened() or asked_board is null or asker is null then
        raise insufficient_privilege using message = 'facts are entered by those whose grant says so';
    end if;
    if exists (
        select from jsonb_array_elements(enter.changes) as c (change)
        where not coalesce(core.is_enterable(c.change), false)
    )
    then
        raise check_violation using message = 'a change is not one that can be entered';
    end if;
    select array_agg(distinct c.change -> 'key' ->> 'placement_id') into asked
    from jsonb_array_elements(enter.changes) as c (change);
    if exists (
        select from unnest(asked) as a (placement_id)
        where a.placement_id not in (select e from core.enterable(asked) as e)
    )
    then
        raise insufficient_privilege using message = 'a placement is not the asker''s';
    end if;
    -- the answers of another placement are not the asker's to change, nor to hear of
    if exists (
        select from jsonb_array_elements(enter.changes) as c (change)
        inner join core.follow_ups as f
            on
                f.board_id = asked_board
                and f.to_load is null
                and f.follow_up_id = c.change -> 'key' ->> 'follow_up_id'
                and f.placement_id is distinct from c.change -> 'key' ->> 'placement_id'
        where c.change ->> 'entity' = 'follow_ups'
    )
    then
        raise insufficient_privilege using message = 'a follow-up is not the asker''s';
    end if;
    insert into desk.entry (board_id, entered_by, role, changes)
    values (asked_board, asker, current_setting('role'), enter.changes)
    returning entry_id into made;
    return made;
end
$$;
revoke execute on function desk.enter(jsonb) from public;
grant execute on function desk.enter(jsonb) to ik_manager, ik_controller;

-- Ask that an entry be undone: by whoever entered it, or by whoever has the whole board. Null where it cannot be.
create function desk.undo_entry(entry_id integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asker text := nullif(current_setting('ik.user', true), '');
    found_entry integer;
begin
    if not access.may_enter() or not access.has_opened() or asker is null then
        raise insufficient_privilege using message = 'facts are entered by those whose grant says so';
    end if;
    update desk.entry as e
    set undo_asked_at = now(), undo_asked_by = asker
    where
        e.entry_id = undo_entry.entry_id
        and e.board_id = access.board_id()
        and e.load_id is not null
        and e.undo_asked_at is null
        and (e.entered_by = asker or access.whole_board())
    returning e.entry_id into found_entry;
    return found_entry;
end
$$;
revoke execute on function desk.undo_entry(integer) from public;
grant execute on function desk.undo_entry(integer) to ik_manager, ik_controller;

-- How many changes each entry held and what became of them; for some units the asker's own.
create function report.entries()
returns table (
    entry_id integer,
    entered_at timestamptz,
    entered_by text,
    placements bigint,
    changes integer,
    taken bigint,
    load_id integer,
    is_waiting boolean,
    undone_at timestamptz,
    undone_by text
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        e.entry_id,
        e.entered_at,
        e.entered_by,
        (
            select count(distinct c.change -> 'key' ->> 'placement_id')
            from jsonb_array_elements(e.changes) as c (change)
        ) as placements,
        jsonb_array_length(e.changes) as changes,
        (
            select count(*) from jsonb_array_elements(e.outcome) as o (outcome)
            where o.outcome ->> 'outcome' = 'inmatad'
        ) as taken,
        e.load_id,
        e.taken_at is null or e.undo_asked_at is not null and e.undone_at is null as is_waiting,
        e.undone_at,
        case when e.undone_at is not null then e.undo_asked_by end as undone_by
    from desk.entry as e
    where
        e.board_id = access.board_id()
        and (access.whole_board() or e.entered_by = current_setting('ik.user', true))
$$;

-- What became of each change of an entry of the asker's own; no rows while it waits.
create function report.entry_outcome(entry_id integer)
returns table (change integer, placement_id text, field text, outcome text, message text, stands text, load_id integer)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        (o.outcome ->> 'change')::integer as change,
        c.change -> 'key' ->> 'placement_id' as placement_id,
        c.change ->> 'column' as field,
        o.outcome ->> 'outcome' as outcome,
        o.outcome ->> 'message' as message,
        o.outcome ->> 'stands' as stands,
        e.load_id
    from desk.entry as e
    cross join jsonb_array_elements(e.outcome) as o (outcome)
    cross join lateral (select e.changes -> (o.outcome ->> 'change')::integer as change) as c
    where
        e.entry_id = entry_outcome.entry_id
        and e.board_id = access.board_id()
        and e.entered_by = current_setting('ik.user', true)
        and access.has_opened()
        -- as of now: what has been protected since, or is another unit's by now, is not told
        and c.change -> 'key' ->> 'placement_id' in (
            select p
            from core.enterable(array[c.change -> 'key' ->> 'placement_id']) as p
        )
$$;
revoke execute on function report.entry_outcome(integer) from public;
grant execute on function report.entry_outcome(integer) to ik_manager, ik_controller;

-- What can be entered of each placement that the asker may see and owns: what holds, and whether it is delivered.
create view report.placement_addition with (security_barrier) as
select
    (select access.board_name()) as board,
    d.placement_id,
    t.case_id,
    t.person_key,
    t.sex,
    t.birth_year,
    t.care_form,
    case when t.is_secret and not (select access.sees_protected()) then 'skyddad' else t.provider_code end
        as provider_code,
    t.unit,
    t.moved_in_on,
    t.moved_out_on,
    t.last_day,
    t.main_reason,
    t.procurement,
    t.outside_reason,
    t.agreement_signed_on,
    t.agreement_ends_on,
    -- own care and SiS have none
    coalesce(t.procurement, f.default_procurement) not in ('egen_regi', 'sis') as needs_agreement,
    d.main_reason is not null as has_delivered_main_reason,
    d.procurement is not null as has_delivered_procurement,
    d.outside_reason is not null as has_delivered_outside_reason,
    d.agreement_signed_on is not null as has_delivered_agreement_signed_on,
    d.agreement_ends_on is not null as has_delivered_agreement_ends_on,
    e.valid_from as price_from,
    e.daily_price_ore / 100.0 as daily_price,
    c.has_delivered_price
from core.seen_delivered_placements as d
inner join core.stay as t on d.board_id = t.board_id and d.placement_id = t.placement_id
inner join core.care_form as f on t.care_form = f.care_form
left join lateral (
    select x.valid_from, x.daily_price_ore
    from core.seen_price_additions as x
    where x.board_id = d.board_id and x.placement_id = d.placement_id
    order by x.valid_from desc
    limit 1
) as e on true
cross join
    lateral (
        select
            exists(
                select from core.seen_delivered_prices as x
                where
                    x.board_id = d.board_id and x.placement_id = d.placement_id
                    and x.valid_from <= t.last_day and (x.valid_to is null or x.valid_to >= t.last_day)
            ) as has_delivered_price
    ) as c
where
    (select report.as_of_load()) is null
    and (select access.has_opened())
    and (not t.is_protected or (select access.sees_protected()))
    and ((select access.whole_board()) or t.unit = any((select access.units())::text[]));

comment on table desk.entry is
'Det som har matats in på sidorna, en rad per gång: vem, när, vad och vad det blev av det. Läses sedan in som en '
'vanlig inläsning med källan inmatning.';
comment on column desk.entry.entry_id is 'Inmatningens nummer.';
comment on column desk.entry.board_id is 'Nämnd som uppgifterna tillhör.';
comment on column desk.entry.entered_at is 'När det matades in.';
comment on column desk.entry.entered_by is 'Vem som matade in.';
comment on column desk.entry.role is 'Rollen som användes.';
comment on column desk.entry.changes is 'Ändringarna: entitet, nyckel, kolumn, värde före och efter.';
comment on column desk.entry.taken_at is 'När det lästes in; tomt medan det väntar.';
comment on column desk.entry.load_id is 'Inläsningen; tomt om inget lästes in.';
comment on column desk.entry.outcome is 'Vad det blev av varje ändring.';
comment on column desk.entry.undo_asked_at is 'När någon begärde att det ångras; tomt annars.';
comment on column desk.entry.undo_asked_by is 'Vem som begärde det; tomt annars.';
comment on column desk.entry.undone_at is 'När det ångrades; tomt annars.';
comment on function report.entries() is
'Det som har matats in på sidorna: vem, när, hur mycket och om det är inläst eller ångrat. Inga uppgifter om '
'enskilda.';
comment on function report.entry_outcome(integer) is
'Vad det blev av varje ändring i en egen inmatning, och vad som står där den inte togs in. Uppgifter om enskilda.';
comment on view report.placement_addition is
'Det som kan matas in om en placering: vad som gäller nu och om det är levererat. En rad per placering som den som '
'frågar äger. Uppgifter om enskilda.';
comment on column report.placement_addition.board is 'Nämnd.';
comment on column report.placement_addition.placement_id is 'Placeringens id.';
comment on column report.placement_addition.case_id is 'Ärende.';
comment on column report.placement_addition.person_key is 'Personens nyckel.';
comment on column report.placement_addition.sex is 'Kön.';
comment on column report.placement_addition.birth_year is 'Födelseår.';
comment on column report.placement_addition.care_form is 'Vårdform.';
comment on column report.placement_addition.provider_code is 'Utförarens kod; skyddad där platsen är hemlig.';
comment on column report.placement_addition.unit is 'Enhet.';
comment on column report.placement_addition.moved_in_on is 'Inskrivningsdag.';
comment on column report.placement_addition.moved_out_on is 'Utskrivningsdag; tomt medan placeringen pågår.';
comment on column report.placement_addition.last_day is 'Sista dagen som räknas.';
comment on column report.placement_addition.main_reason is 'Huvudorsak.';
comment on column report.placement_addition.procurement is 'Hur vården är köpt.';
comment on column report.placement_addition.outside_reason is 'Skäl utanför ramavtal.';
comment on column report.placement_addition.agreement_signed_on is 'Dagen då avtalet undertecknades.';
comment on column report.placement_addition.agreement_ends_on is 'Avtalets sista dag.';
comment on column report.placement_addition.needs_agreement is 'Om vården är köpt så att ett avtal ska finnas.';
comment on column report.placement_addition.has_delivered_main_reason is 'Om huvudorsaken är levererad.';
comment on column report.placement_addition.has_delivered_procurement is 'Om upphandlingen är levererad.';
comment on column report.placement_addition.has_delivered_outside_reason is 'Om skälet är levererat.';
comment on column report.placement_addition.has_delivered_agreement_signed_on is 'Om dagen är levererad.';
comment on column report.placement_addition.has_delivered_agreement_ends_on is 'Om dagen är levererad.';
comment on column report.placement_addition.price_from is 'Första dagen för det senast inmatade priset; tomt utan.';
comment on column report.placement_addition.daily_price is 'Det senast inmatade priset per dygn. Enhet: kronor.';
comment on column report.placement_addition.has_delivered_price is 'Om ett levererat pris gäller sista dagen.';
revoke execute on function report.entries() from public;
grant execute on function report.entries() to ik_manager, ik_controller;
