-- Quality against cost: what the load keeps of each provider (docs/decisions/0016). The statistics are in
-- domain/quality; here is what they are reckoned from, what they come to, and who may see it.

-- one row per answer that grades a provider
create view core.current_quality_answer as
select
    t.board_id,
    t.provider_code,
    t.care_form,
    t.target_group,
    extract(year from a.followed_up_on)::integer as year,
    t.is_secret,
    t.unit,
    t.person_key,
    a.follow_up,
    a.parameter,
    a.answer,
    a.is_dont_know,
    a.scale_min,
    a.scale_max,
    a.weight
from core.current_placement_answer as a
inner join core.current_graded_stay as t on a.board_id = t.board_id and a.placement_id = t.placement_id;

-- one row per provider, care form, target group, year, unit and whether the stay is secret
create view core.current_quality_cost as
select
    t.board_id,
    t.provider_code,
    t.care_form,
    t.target_group,
    extract(year from s.month)::integer as year,
    t.is_secret,
    t.unit,
    sum(s.placement_days) as placement_days,
    sum(s.priced_days) as priced_days,
    sum(s.unpriced_days) as unpriced_days,
    sum(s.cost_ore + s.extra_cost_ore) as cost_ore
from core.slice as s
inner join core.current_graded_stay as t on s.stay = t.stay
group by
    t.board_id,
    t.provider_code,
    t.care_form,
    t.target_group,
    extract(year from s.month),
    t.is_secret,
    t.unit;

-- one row per provider, care form, target group, year and whom it is for
create table core.provider_quality (
    board_id smallint not null,
    -- 0: the same for all; 1: for those who see protected places; 2: for others
    seen_by smallint not null,
    provider_code text not null,
    care_form text not null,
    target_group text,
    year integer not null,
    -- those of the placements; null among them for placements without a unit
    units text[] not null,
    persons integer not null,
    follow_ups integer not null,
    graded_follow_ups integer not null,
    answers integer not null,
    dont_know integer not null,
    outside_scale integer not null,
    placement_days integer not null,
    priced_days integer not null,
    unpriced_days integer not null,
    cost_ore bigint not null,
    group_quality numeric,
    group_follow_ups integer not null,
    group_providers integer not null,
    group_cost_per_day numeric,
    cost_per_day numeric,
    cost_ratio numeric,
    quality_mean numeric,
    quality numeric,
    quality_low numeric,
    quality_high numeric,
    placement_index numeric,
    withheld_because text
);
create index provider_quality_year on core.provider_quality (board_id, year);

-- one row per parameter and provider (null: the whole group), care form, target group, year and whom it is for
create table core.quality_parameter (
    board_id smallint not null,
    seen_by smallint not null,
    provider_code text,
    care_form text not null,
    target_group text,
    year integer not null,
    units text[] not null,
    parameter text not null,
    answers integer not null,
    dont_know integer not null,
    outside_scale integer not null,
    persons integer not null,
    mean numeric,
    low numeric,
    high numeric,
    group_mean numeric,
    is_below boolean not null
);
create index quality_parameter_year on core.quality_parameter (board_id, provider_code, year);

create view core.seen_provider_quality with (security_barrier) as
select
    q.*,
    (select access.whole_board()) or q.units <@ (select access.units())::text[] as is_own,
    (select access.whole_board()) or q.units && (select access.units())::text[] as is_partly_own
from core.provider_quality as q
where
    q.seen_by in (0, case when (select access.sees_protected()) then 1 else 2 end)
    and (select report.as_of_load()) is null;

-- What lies in other units too is told to those with some units only where five follow-ups of three persons or more
-- stand behind it: else the rest, after their own, could be one person's.
create view report.provider_quality with (security_barrier) as
with told as (
    select
        q.*,
        q.is_own or (q.withheld_because is null and q.persons >= 3) as is_told
    from core.seen_provider_quality as q
    where q.is_partly_own or (q.withheld_because is null and q.persons >= 3)
)

select
    (select access.board_name()) as board,
    t.provider_code,
    t.care_form,
    t.target_group,
    t.year,
    case when t.is_told then t.follow_ups end as follow_ups,
    case when t.is_told then t.answers end as answers,
    case when t.is_told then t.dont_know end as dont_know,
    case when t.is_told then t.quality_mean end as quality_mean,
    case when t.is_told then t.quality end as quality,
    case when t.is_told then t.quality_low end as quality_low,
    case when t.is_told then t.quality_high end as quality_high,
    case when t.is_told then t.cost_per_day end as cost_per_day,
    case when t.is_told then t.cost_ratio end as cost_ratio,
    case when t.is_told then t.placement_index end as placement_index,
    case when t.is_told then t.withheld_because else 'andra_enheter' end as withheld_because,
    case when t.is_told then t.graded_follow_ups end as graded_follow_ups,
    case when t.is_told then t.outside_scale end as outside_scale,
    case when t.is_told then t.placement_days end as placement_days,
    case when t.is_told then t.priced_days end as priced_days,
    case when t.is_told then t.unpriced_days end as unpriced_days,
    t.group_quality,
    t.group_follow_ups,
    t.group_providers,
    t.group_cost_per_day
from told as t;

create view report.quality_parameter with (security_barrier) as
select
    (select access.board_name()) as board,
    q.provider_code,
    q.care_form,
    q.target_group,
    q.year,
    q.parameter,
    q.answers,
    q.dont_know,
    q.outside_scale,
    q.mean,
    q.low,
    q.high,
    q.group_mean,
    q.is_below
from core.quality_parameter as q
where
    q.seen_by in (0, case when (select access.sees_protected()) then 1 else 2 end)
    and (select report.as_of_load()) is null
    and (
        (select access.whole_board())
        or q.units <@ (select access.units())::text[]
        or q.mean is not null
    );

comment on view report.provider_quality is
'Kvalitet i förhållande till kostnad: en rad per utförare, vårdform, målgrupp och år. Hela nämnden, lika för alla. '
'Egna familjehem, nätverkshem och jourhem ingår inte. Visas för den som har några enheter när raden ligger i dem eller '
'har ett index som vilar på minst tre personer. Tom när en tidigare inläsning efterfrågas.';
comment on column report.provider_quality.board is 'Nämnd.';
comment on column report.provider_quality.provider_code is
'Utförarens kod; skyddad för placeringar under hemlig vistelseort.';
comment on column report.provider_quality.care_form is 'Vårdform, kod.';
comment on column report.provider_quality.target_group is 'Målgrupp, kod; tomt när den är okänd.';
comment on column report.provider_quality.year is 'År då uppföljningen gjordes och dygnen räknades.';
comment on column report.provider_quality.follow_ups is 'Uppföljningar, antal.';
comment on column report.provider_quality.answers is 'Svar på skalan, antal; vet ej ingår inte.';
comment on column report.provider_quality.dont_know is 'Svar som är vet ej, antal.';
comment on column report.provider_quality.quality_mean is
'Medel av uppföljningarnas kvalitet, 0–100; tomt under minsta antal uppföljningar.';
comment on column report.provider_quality.quality is 'Kvalitet, 0–100: medlet draget mot gruppens medel samma år.';
comment on column report.provider_quality.quality_low is 'Intervallets undre gräns.';
comment on column report.provider_quality.quality_high is 'Intervallets övre gräns.';
comment on column report.provider_quality.cost_per_day is
'Avtalat pris och tillägg per dygn med pris, kronor; tomt när inget dygn har pris.';
comment on column report.provider_quality.cost_ratio is
'Kostnaden per dygn delad med medianen i vårdform, målgrupp och år; tomt utan annan utförare att jämföra med.';
comment on column report.provider_quality.placement_index is 'Kvaliteten delad med kostnadskvoten.';
comment on column report.provider_quality.withheld_because is
'Varför inget index visas, kod: andra_enheter, skyddad, inga_uppfoljningar, inga_svar, for_fa_uppfoljningar, '
'okand_kostnad eller ensam_i_gruppen, i den ordningen; tomt när det visas.';
comment on column report.provider_quality.graded_follow_ups is 'Uppföljningar med minst ett svar på skalan, antal.';
comment on column report.provider_quality.outside_scale is 'Svar som inte ligger på frågans skala den dagen, antal.';
comment on column report.provider_quality.placement_days is 'Dygn enligt nämndens regel.';
comment on column report.provider_quality.priced_days is 'Dygn med pris enligt avtalens regel.';
comment on column report.provider_quality.unpriced_days is 'Dygn utan pris enligt avtalens regel.';
comment on column report.provider_quality.group_quality is
'Gruppens medel av alla uppföljningar i vårdform, målgrupp och år, 0–100; tomt under minsta antal.';
comment on column report.provider_quality.group_follow_ups is 'Gruppens uppföljningar med svar, antal.';
comment on column report.provider_quality.group_providers is 'Gruppens utförare, antal.';
comment on column report.provider_quality.group_cost_per_day is 'Gruppens median av kostnad per dygn, kronor.';

comment on view report.quality_parameter is
'Svaren på varje fråga: en rad per fråga och utförare (tomt: hela gruppen), vårdform, målgrupp och år. '
'Medlet visas från minsta antal svar, om minst tre personer.';
comment on column report.quality_parameter.board is 'Nämnd.';
comment on column report.quality_parameter.provider_code is 'Utförarens kod; tomt för hela gruppen.';
comment on column report.quality_parameter.care_form is 'Vårdform, kod.';
comment on column report.quality_parameter.target_group is 'Målgrupp, kod; tomt när den är okänd.';
comment on column report.quality_parameter.year is 'År då uppföljningen gjordes.';
comment on column report.quality_parameter.parameter is 'Frågans kod.';
comment on column report.quality_parameter.answers is 'Svar på skalan, antal.';
comment on column report.quality_parameter.dont_know is 'Svar som är vet ej, antal.';
comment on column report.quality_parameter.outside_scale is 'Svar som inte ligger på skalan, antal.';
comment on column report.quality_parameter.mean is 'Medel av svaren, 0–100; tomt när de är för få.';
comment on column report.quality_parameter.low is 'Intervallets undre gräns.';
comment on column report.quality_parameter.high is 'Intervallets övre gräns.';
comment on column report.quality_parameter.group_mean is 'Gruppens medel, 0–100.';
comment on column report.quality_parameter.is_below is
'Om medlet ligger tydligt under gruppens: hela intervallet gör det, också när medlet dragits mot gruppen.';
