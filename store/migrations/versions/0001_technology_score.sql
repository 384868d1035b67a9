-- Scores of planned technology that users set: added to, never changed. The latest stands above what is delivered,
-- until it is taken back.

create table desk.initiative_score (
    score_id integer generated always as identity primary key,
    board_id smallint not null references core.board,
    initiative_id text not null,
    competence smallint check (competence between 1 and 4),
    management_support smallint check (management_support between 1 and 4),
    complexity smallint check (complexity between 1 and 4),
    financing smallint check (financing between 1 and 4),
    saving smallint check (saving between 1 and 4),
    quality smallint check (quality between 1 and 4),
    requirements smallint check (requirements between 1 and 4),
    goal_attainment smallint check (goal_attainment between 1 and 4),
    note text check (length(note) <= 500),
    -- no factor is said: what was entered before is taken back, and what is delivered holds again
    is_withdrawal boolean not null generated always as (
        num_nonnulls(
            competence, management_support, complexity, financing, saving, quality, requirements, goal_attainment
        ) = 0
    ) stored,
    scored_at timestamptz not null default now(),
    scored_by text not null
);
create index initiative_score_latest on desk.initiative_score (board_id, initiative_id, score_id);

alter table desk.initiative_score enable row level security;
create policy board on desk.initiative_score for select to ik_view using (board_id = (select access.board_id()));
grant usage on schema desk to ik_view, ik_manager, ik_controller;
grant select on desk.initiative_score to ik_view;

-- one row per initiative of which anything is said: the latest
create view core.seen_initiative_scored with (security_barrier) as
select distinct on (s.board_id, s.initiative_id) s.*
from desk.initiative_score as s
order by s.board_id, s.initiative_id, s.score_id desc;

-- Score an initiative of the board: who and in which board is taken from the scope. No row where the board has no such
-- initiative; no number, and who came between, where somebody has scored it since.
create function desk.score_initiative(
    initiative_id text,
    competence integer,
    management_support integer,
    complexity integer,
    financing integer,
    saving integer,
    quality integer,
    requirements integer,
    goal_attainment integer,
    note text,
    seen integer
) returns table (score_id integer, was_scored_by text, was_scored_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    latest desk.initiative_score;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_manager', 'ik_controller')
        or asked_board is null or asker is null
    then
        raise insufficient_privilege using message = 'only managers and controllers score initiatives of the board';
    end if;
    if not exists (
        select from core.initiatives as i
        where i.board_id = asked_board and i.initiative_id = score_initiative.initiative_id and i.to_load is null
    ) then
        return;
    end if;
    -- two who score the same initiative at once: one after the other
    perform pg_advisory_xact_lock(
        hashtextextended(format('score|%s|%s', asked_board, score_initiative.initiative_id), 0)
    );
    select s.* into latest
    from desk.initiative_score as s
    where s.board_id = asked_board and s.initiative_id = score_initiative.initiative_id
    order by s.score_id desc
    limit 1;
    if latest.score_id is distinct from score_initiative.seen then
        return query select null::integer, latest.scored_by, latest.scored_at;
        return;
    end if;
    return query
    insert into desk.initiative_score (
        board_id, initiative_id, competence, management_support, complexity, financing, saving, quality, requirements,
        goal_attainment, note, scored_by
    )
    values (
        asked_board,
        score_initiative.initiative_id,
        score_initiative.competence,
        score_initiative.management_support,
        score_initiative.complexity,
        score_initiative.financing,
        score_initiative.saving,
        score_initiative.quality,
        score_initiative.requirements,
        score_initiative.goal_attainment,
        nullif(trim(score_initiative.note), ''),
        asker
    )
    returning initiative_score.score_id, initiative_score.scored_by, initiative_score.scored_at;
end
$$;

do $$
declare
    f regprocedure := 'desk.score_initiative(text, integer, integer, integer, integer, integer, integer, integer, '
        'integer, text, integer)';
begin
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to ik_manager, ik_controller', f);
end
$$;

-- Everything that users have said of initiatives, also what has been said anew since.
create view report.initiative_score with (security_barrier) as
select
    (select access.board_name()) as board,
    s.initiative_id,
    s.score_id,
    s.scored_at,
    s.scored_by,
    s.is_withdrawal,
    s.competence,
    s.management_support,
    s.complexity,
    s.financing,
    s.saving,
    s.quality,
    s.requirements,
    s.goal_attainment,
    (
        s.competence + s.management_support + s.complexity + s.financing + s.saving + s.quality + s.requirements
        + s.goal_attainment
    ) / 8.0 as score,
    s.note,
    s.score_id = l.score_id and not s.is_withdrawal as holds
from desk.initiative_score as s
inner join core.seen_initiative_scored as l on s.board_id = l.board_id and s.initiative_id = l.initiative_id;

comment on table desk.initiative_score is
'Bedömningar av planerad välfärdsteknik som satts på sidan, en rad per gång. Läggs bara till. Den senaste gäller '
'framför det levererade; en rad utan faktorer tar tillbaka den.';
comment on column desk.initiative_score.score_id is 'Löpnummer.';
comment on column desk.initiative_score.board_id is 'Nämnd som satsningen tillhör.';
comment on column desk.initiative_score.initiative_id is 'Satsningens id.';
comment on column desk.initiative_score.competence is 'Kompetens, 1 till 4; tomt när den inte är bedömd. Lågt är bra.';
comment on column desk.initiative_score.management_support is 'Ledningens stöd, 1 till 4; tomt när det inte är bedömt.';
comment on column desk.initiative_score.complexity is 'Komplexitet, 1 till 4; tomt när den inte är bedömd.';
comment on column desk.initiative_score.financing is 'Finansiering, 1 till 4; tomt när den inte är bedömd.';
comment on column desk.initiative_score.saving is 'Besparing, 1 till 4; tomt när den inte är bedömd.';
comment on column desk.initiative_score.quality is 'Kvalitet, 1 till 4; tomt när den inte är bedömd.';
comment on column desk.initiative_score.requirements is 'Bindande krav, 1 till 4; tomt när de inte är bedömda.';
comment on column desk.initiative_score.goal_attainment is 'Måluppfyllelse, 1 till 4; tomt när den inte är bedömd.';
comment on column desk.initiative_score.note is 'Anteckning; tomt för ingen.';
comment on column desk.initiative_score.is_withdrawal is 'Om raden tar tillbaka det som bedömts förut.';
comment on column desk.initiative_score.scored_at is 'När det bedömdes.';
comment on column desk.initiative_score.scored_by is 'Vem som bedömde.';

comment on view report.initiative_score is
'Bedömningar av planerad välfärdsteknik som satts på sidan, en rad per gång, också de som har ersatts.';
comment on column report.initiative_score.board is 'Nämnd.';
comment on column report.initiative_score.initiative_id is 'Satsningens id.';
comment on column report.initiative_score.score_id is 'Löpnummer.';
comment on column report.initiative_score.scored_at is 'När det bedömdes.';
comment on column report.initiative_score.scored_by is 'Vem som bedömde.';
comment on column report.initiative_score.is_withdrawal is 'Om raden tar tillbaka det som bedömts förut.';
comment on column report.initiative_score.competence is 'Kompetens, 1 till 4; tomt när den saknas. Lågt är bra.';
comment on column report.initiative_score.management_support is 'Ledningens stöd, 1 till 4.';
comment on column report.initiative_score.complexity is 'Komplexitet, 1 till 4.';
comment on column report.initiative_score.financing is 'Finansiering, 1 till 4.';
comment on column report.initiative_score.saving is 'Besparing, 1 till 4.';
comment on column report.initiative_score.quality is 'Kvalitet, 1 till 4.';
comment on column report.initiative_score.requirements is 'Bindande krav, 1 till 4.';
comment on column report.initiative_score.goal_attainment is 'Måluppfyllelse, 1 till 4.';
comment on column report.initiative_score.score is 'Summan av de åtta delad med åtta; tomt om någon saknas.';
comment on column report.initiative_score.note is 'Anteckning; tomt för ingen.';
comment on column report.initiative_score.holds is 'Om det är den bedömning som gäller nu.';
