-- The rules by which a board looks for persons with extensive support: saved by name, ended and never deleted.

create table desk.parallel_rule (
    rule_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    name text not null check (trim(name) <> '' and length(name) <= 80),
    -- kinds that are all given at once; none: whichever
    kinds text[] not null default '{}',
    least_kinds smallint not null check (least_kinds between 2 and 40),
    least_hours_per_week numeric check (least_hours_per_week > 0),
    least_cost_per_day_kr numeric check (least_cost_per_day_kr > 0),
    least_days integer check (least_days > 0),
    saved_at timestamptz not null default now(),
    saved_by text not null,
    ended_at timestamptz,
    ended_by text,
    check ((ended_at is null) = (ended_by is null))
);
create unique index parallel_rule_name on desk.parallel_rule (board_id, lower(name)) where ended_at is null;

alter table desk.parallel_rule enable row level security;
create policy board on desk.parallel_rule for select to ik_manager using (board_id = (select access.board_id()));
grant usage on schema desk to ik_manager;
grant select on desk.parallel_rule to ik_manager;

-- Save a rule: who and in which board is taken from the scope. Null where the board already has one of that name.
create function desk.save_parallel_rule(
    name text,
    kinds text[],
    least_kinds integer,
    least_hours_per_week numeric,
    least_cost_per_day_kr numeric,
    least_days integer
) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    made integer;
begin
    if session_user <> 'ik_app' or current_setting('role') <> 'ik_manager' or asked_board is null or asker is null then
        raise insufficient_privilege using message = 'only a manager saves rules of the board';
    end if;
    insert into desk.parallel_rule (
        board_id, name, kinds, least_kinds, least_hours_per_week, least_cost_per_day_kr, least_days, saved_by
    )
    values (
        asked_board,
        trim(save_parallel_rule.name),
        (
            select coalesce(array_agg(distinct k.kind order by k.kind), '{}')
            from unnest(save_parallel_rule.kinds) as k (kind)
        ),
        greatest(save_parallel_rule.least_kinds, 2),
        save_parallel_rule.least_hours_per_week,
        save_parallel_rule.least_cost_per_day_kr,
        save_parallel_rule.least_days,
        asker
    )
    on conflict do nothing
    returning rule_id into made;
    return made;
end
$$;

-- End a rule of the board: it stays, with who ended it and when. Null where there is none that holds.
create function desk.end_parallel_rule(rule_id integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    ended integer;
begin
    if session_user <> 'ik_app' or current_setting('role') <> 'ik_manager' or asked_board is null or asker is null then
        raise insufficient_privilege using message = 'only a manager ends rules of the board';
    end if;
    update desk.parallel_rule as r
    set ended_at = now(), ended_by = asker
    where r.rule_id = end_parallel_rule.rule_id and r.board_id = asked_board and r.ended_at is null
    returning r.rule_id into ended;
    return ended;
end
$$;

revoke execute on function
desk.save_parallel_rule(text, text[], integer, numeric, numeric, integer), desk.end_parallel_rule(integer)
from public;
grant execute on function
desk.save_parallel_rule(text, text[], integer, numeric, numeric, integer), desk.end_parallel_rule(integer)
to ik_manager;

comment on table desk.parallel_rule is
'Nämndens sparade regler för omfattande stöd, en rad per regel. En regel som tas bort avslutas och ligger kvar.';
comment on column desk.parallel_rule.rule_id is 'Regelns nummer.';
comment on column desk.parallel_rule.board_id is 'Nämnd som regeln tillhör.';
comment on column desk.parallel_rule.name is 'Regelns namn.';
comment on column desk.parallel_rule.kinds is 'Slag av insatser som ska ges samtidigt; tomt för vilka som helst.';
comment on column desk.parallel_rule.least_kinds is 'Minsta antal slag samtidigt.';
comment on column desk.parallel_rule.least_hours_per_week is 'Minsta antal timmar per vecka; tomt för inget krav.';
comment on column desk.parallel_rule.least_cost_per_day_kr is 'Minsta kostnad per dygn i kronor; tomt för inget krav.';
comment on column desk.parallel_rule.least_days is 'Minsta antal dagar i följd; tomt för inget krav.';
comment on column desk.parallel_rule.saved_at is 'När regeln sparades.';
comment on column desk.parallel_rule.saved_by is 'Vem som sparade den.';
comment on column desk.parallel_rule.ended_at is 'När regeln togs bort; tomt medan den gäller.';
comment on column desk.parallel_rule.ended_by is 'Vem som tog bort den; tomt medan den gäller.';
