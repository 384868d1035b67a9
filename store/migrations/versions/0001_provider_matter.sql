-- What is taken up with a provider: its comment and the action agreed. Added to, never changed.

create table desk.provider_matter (
    matter_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    provider_code text not null,
    care_form text not null,
    target_group text,
    parameter text not null,
    provider_comment text check (length(provider_comment) <= 1000),
    commented_on date,
    action text check (length(action) <= 1000),
    set_at timestamptz not null default now(),
    set_by text not null,
    check (provider_comment is not null or action is not null)
);
create index provider_matter_latest
on desk.provider_matter (board_id, provider_code, care_form, target_group, parameter, matter_id);

alter table desk.provider_matter enable row level security;
create policy board on desk.provider_matter for select to ik_view using (board_id = (select access.board_id()));
grant select on desk.provider_matter to ik_view;

create view report.provider_matter with (security_barrier) as
select
    (select access.board_name()) as board,
    m.matter_id,
    m.provider_code,
    m.care_form,
    m.target_group,
    m.parameter,
    m.provider_comment,
    m.commented_on,
    m.action,
    m.set_at,
    m.set_by
from desk.provider_matter as m
where exists (
    select from report.provider_quality as q
    where q.provider_code = m.provider_code and q.care_form = m.care_form and q.provider_code <> 'skyddad'
);

-- Whether a parameter has been asked about a provider that the asker has placements with.
create function core.sees_quality_question(
    provider_code text, care_form text, target_group text, parameter text
) returns boolean
language sql stable security definer set search_path = pg_catalog
as $$
    select exists (
        select from core.quality_parameter as q
        where
            q.provider_code = sees_quality_question.provider_code
            and q.care_form = sees_quality_question.care_form
            and q.target_group is not distinct from sees_quality_question.target_group
            and q.parameter = sees_quality_question.parameter
            and q.seen_by in (0, case when access.sees_protected() then 1 else 2 end)
            and (access.whole_board() or q.units && access.units())
    )
$$;
alter function core.sees_quality_question(text, text, text, text) owner to ik_view;
revoke execute on function core.sees_quality_question(text, text, text, text) from public;

-- Write what was said of a parameter. Null, and who came between, where another has written since `seen`.
create function desk.take_up_with_provider(
    provider_code text,
    care_form text,
    target_group text,
    parameter text,
    provider_comment text,
    commented_on date,
    action text,
    seen integer
) returns table (matter_id integer, was_set_by text, was_set_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    latest desk.provider_matter;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_manager', 'ik_controller')
        or asked_board is null or asker is null
    then
        raise insufficient_privilege using message = 'only managers and controllers take something up';
    end if;
    if not core.sees_quality_question(
        take_up_with_provider.provider_code,
        take_up_with_provider.care_form,
        take_up_with_provider.target_group,
        take_up_with_provider.parameter
    ) then
        raise insufficient_privilege using message = 'the asker has no such provider and parameter';
    end if;
    perform pg_advisory_xact_lock(hashtext('desk.provider_matter'), asked_board);
    select * into latest from desk.provider_matter as m
    where
        m.board_id = asked_board
        and m.provider_code = take_up_with_provider.provider_code
        and m.care_form = take_up_with_provider.care_form
        and m.target_group is not distinct from take_up_with_provider.target_group
        and m.parameter = take_up_with_provider.parameter
    order by m.matter_id desc
    limit 1;
    if latest.matter_id is distinct from take_up_with_provider.seen then
        return query select null::integer, latest.set_by, latest.set_at;
        return;
    end if;
    return query
    insert into desk.provider_matter as m (
        board_id, provider_code, care_form, target_group, parameter, provider_comment, commented_on, action, set_by
    )
    values (
        asked_board,
        take_up_with_provider.provider_code,
        take_up_with_provider.care_form,
        take_up_with_provider.target_group,
        take_up_with_provider.parameter,
        nullif(trim(take_up_with_provider.provider_comment), ''),
        take_up_with_provider.commented_on,
        nullif(trim(take_up_with_provider.action), ''),
        asker
    )
    returning m.matter_id, m.set_by, m.set_at;
end
$$;
revoke execute on function desk.take_up_with_provider(text, text, text, text, text, date, text, integer) from public;
grant execute on function desk.take_up_with_provider(text, text, text, text, text, date, text, integer)
to ik_manager, ik_controller;
grant usage on schema desk to ik_manager, ik_controller;

comment on table desk.provider_matter is
'Vad som tagits upp med utförare, en rad per gång. Läggs bara till; den senaste gäller.';
comment on column desk.provider_matter.matter_id is 'Löpnummer.';
comment on column desk.provider_matter.board_id is 'Nämnd.';
comment on column desk.provider_matter.provider_code is 'Utförarens kod.';
comment on column desk.provider_matter.care_form is 'Vårdform, kod.';
comment on column desk.provider_matter.target_group is 'Målgrupp, kod; tomt när den är okänd.';
comment on column desk.provider_matter.parameter is 'Frågans kod.';
comment on column desk.provider_matter.provider_comment is 'Utförarens kommentar.';
comment on column desk.provider_matter.commented_on is 'Dag då utföraren kommenterade.';
comment on column desk.provider_matter.action is 'Överenskommen åtgärd.';
comment on column desk.provider_matter.set_at is 'När det skrevs.';
comment on column desk.provider_matter.set_by is 'Vem som skrev det.';
comment on view report.provider_matter is 'Vad som tagits upp med utförare som den frågande ser, en rad per gång.';
comment on column report.provider_matter.board is 'Nämnd.';
comment on column report.provider_matter.matter_id is 'Löpnummer.';
comment on column report.provider_matter.provider_code is 'Utförarens kod.';
comment on column report.provider_matter.care_form is 'Vårdform, kod.';
comment on column report.provider_matter.target_group is 'Målgrupp, kod; tomt när den är okänd.';
comment on column report.provider_matter.parameter is 'Frågans kod.';
comment on column report.provider_matter.provider_comment is 'Utförarens kommentar.';
comment on column report.provider_matter.commented_on is 'Dag då utföraren kommenterade.';
comment on column report.provider_matter.action is 'Överenskommen åtgärd.';
comment on column report.provider_matter.set_at is 'När det skrevs.';
comment on column report.provider_matter.set_by is 'Vem som skrev det.';
