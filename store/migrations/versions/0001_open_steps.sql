-- The steps that run now: over their clock, or standing still. Rows about individuals ask for an opening; counts do
-- not. They speak of now: as of an earlier load there are no rows.

-- One row per step that runs on the last day the facts cover. `quiet_days`: since anything last happened in its case.
create view core.seen_open_step as
select
    r.board_id,
    r.step,
    r.case_id,
    r.person_key,
    r.unit,
    r.subject,
    r.kind,
    r.started_on,
    r.days,
    r.deadline_on,
    coalesce(r.overdue, false) as overdue,
    h.today,
    h.today - greatest(r.started_on, l.last_on) as quiet_days
from core.seen_lead as r
inner join core.seen_step_reach as h on r.step = h.step
left join lateral (
    select max((t.happened_at at time zone 'Europe/Stockholm')::date) as last_on
    from core.case_flow as f
    cross join lateral unnest(f.times) as t (happened_at)
    where
        f.board_id = r.board_id
        and f.case_id = r.case_id
        and t.happened_at < core.midnight(h.today + 1)
) as l on true
where
    (select report.as_of_load()) is null
    and r.open
    and not r.lapsed
    -- the whole way to execution is made of the others
    and r.step <> 'referral_to_execution';

create view report.open_step with (security_barrier) as
select
    (select access.board_name()) as board,
    s.step,
    s.case_id,
    s.person_key,
    s.unit,
    s.subject,
    s.kind,
    s.started_on,
    s.days,
    s.deadline_on,
    s.overdue,
    s.quiet_days
from core.seen_open_step as s
where
    (select access.has_opened())
    and (
        (select access.sees_protected())
        or not exists (
            select from core.seen_protected_person as n
            where n.board_id = s.board_id and n.person_key = s.person_key
        )
    )
    and ((select access.whole_board()) or s.unit = any((select access.units())::text[]));

create view report.open_step_count with (security_barrier) as
select
    (select access.board_name()) as board,
    s.step,
    s.unit,
    s.subject,
    s.kind,
    s.overdue,
    s.quiet_days,
    count(*) as steps
from core.seen_open_step as s
where (select access.whole_board()) or s.unit = any((select access.units())::text[])
group by s.step, s.unit, s.subject, s.kind, s.overdue, s.quiet_days;

comment on view report.open_step is
'Steg som pågår den sista dag uppgifterna täcker: en rad per steg i ett ärende. Rader bara under en öppning som står i '
'åtkomstloggen, bara egna enheters, och utan personer med skyddade uppgifter om behörigheten inte säger det. '
'Bara för IFO-chef.';
comment on column report.open_step.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.open_step.step is 'Steget som pågår.';
comment on column report.open_step.case_id is 'Ärendet i källan.';
comment on column report.open_step.person_key is 'Personens nyckel (hash).';
comment on column report.open_step.unit is 'Enhet.';
comment on column report.open_step.subject is 'Barn eller vuxen.';
comment on column report.open_step.kind is 'Slag av aktualisering i ärendet.';
comment on column report.open_step.started_on is 'Dagen då steget började.';
comment on column report.open_step.days is 'Dagar sedan steget började; första dagen är dag 0.';
comment on column report.open_step.deadline_on is 'Sista dagen inom tiden; tomt där ingen tid gäller.';
comment on column report.open_step.overdue is 'Sant när sista dagen inom tiden har passerat.';
comment on column report.open_step.quiet_days is
'Dagar sedan något hände i ärendet, räknat från tidigast stegets början.';

comment on view report.open_step_count is
'Steg som pågår den sista dag uppgifterna täcker, som antal, skyddade personer inräknade. Bara för IFO-chef. '
'Enhet: steg.';
comment on column report.open_step_count.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.open_step_count.step is 'Steget som pågår.';
comment on column report.open_step_count.unit is 'Enhet.';
comment on column report.open_step_count.subject is 'Barn eller vuxen.';
comment on column report.open_step_count.kind is 'Slag av aktualisering i ärendet.';
comment on column report.open_step_count.overdue is 'Sant när sista dagen inom tiden har passerat.';
comment on column report.open_step_count.quiet_days is 'Dagar sedan något hände i ärendet.';
comment on column report.open_step_count.steps is 'Antal steg.';
