-- The assumptions by which a board holds one course of the year against another: saved by name, ended, never deleted.

create table desk.forecast_scenario (
    scenario_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    name text not null check (trim(name) <> '' and length(name) <= 80),
    -- what is assumed, as domain/forecast/assumptions.py writes it
    assumptions jsonb not null check (jsonb_typeof(assumptions) = 'object' and length(assumptions::text) <= 20000),
    saved_at timestamptz not null default now(),
    saved_by text not null,
    ended_at timestamptz,
    ended_by text,
    check ((ended_at is null) = (ended_by is null))
);
create unique index forecast_scenario_name on desk.forecast_scenario (board_id, lower(name)) where ended_at is null;

alter table desk.forecast_scenario enable row level security;
create policy board on desk.forecast_scenario for select to ik_manager, ik_controller
using (board_id = (select access.board_id()));
grant usage on schema desk to ik_manager, ik_controller;
grant select on desk.forecast_scenario to ik_manager, ik_controller;

-- Save a scenario: who and in which board is taken from the scope. Null where the board already has one of that name.
create function desk.save_forecast_scenario(name text, assumptions jsonb) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    made integer;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_manager', 'ik_controller')
        or asked_board is null or asker is null
    then
        raise insufficient_privilege using message = 'only managers and controllers save scenarios of the board';
    end if;
    insert into desk.forecast_scenario (board_id, name, assumptions, saved_by)
    values (
        asked_board, trim(save_forecast_scenario.name), save_forecast_scenario.assumptions, asker
    )
    on conflict do nothing
    returning scenario_id into made;
    return made;
end
$$;

-- End a scenario of the board: it stays, with who ended it and when. Null where there is none that holds.
create function desk.end_forecast_scenario(scenario_id integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    ended integer;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_manager', 'ik_controller')
        or asked_board is null or asker is null
    then
        raise insufficient_privilege using message = 'only managers and controllers end scenarios of the board';
    end if;
    update desk.forecast_scenario as s
    set ended_at = now(), ended_by = asker
    where s.scenario_id = end_forecast_scenario.scenario_id and s.board_id = asked_board and s.ended_at is null
    returning s.scenario_id into ended;
    return ended;
end
$$;

revoke execute on function
desk.save_forecast_scenario(text, jsonb), desk.end_forecast_scenario(integer)
from public;
grant execute on function
desk.save_forecast_scenario(text, jsonb), desk.end_forecast_scenario(integer)
to ik_manager, ik_controller;

comment on table desk.forecast_scenario is
'Nämndens sparade scenarier för prognosen, en rad per scenario. Ett som tas bort avslutas och ligger kvar.';
comment on column desk.forecast_scenario.scenario_id is 'Scenariots nummer.';
comment on column desk.forecast_scenario.board_id is 'Nämnd som scenariot tillhör.';
comment on column desk.forecast_scenario.name is 'Scenariots namn.';
comment on column desk.forecast_scenario.assumptions is
'Antagandena: ändrat inflöde, flyttade platser, ändrade priser och beslutade åtgärder.';
comment on column desk.forecast_scenario.saved_at is 'När scenariot sparades.';
comment on column desk.forecast_scenario.saved_by is 'Vem som sparade det.';
comment on column desk.forecast_scenario.ended_at is 'När scenariot togs bort; tomt medan det gäller.';
comment on column desk.forecast_scenario.ended_by is 'Vem som tog bort det; tomt medan det gäller.';
