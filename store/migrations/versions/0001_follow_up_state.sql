-- Which follow-ups are due and done, how they were answered, how placements ended: counts, no individuals.

-- one row per placement that has begun, with its follow-ups up to the day the data reach
create view core.seen_followed_stay with (security_barrier) as
with done as (
    select
        f.board_id,
        f.placement_id,
        min(f.followed_up_on) filter (where f.followed_up_on >= t.moved_in_on) as first_on,
        max(f.followed_up_on) as last_on
    from core.seen_follow_ups as f
    inner join core.seen_cut_off as c on f.board_id = c.board_id and c.entity = 'placements'
    inner join core.seen_stay as t on f.board_id = t.board_id and f.placement_id = t.placement_id
    where f.followed_up_on <= c.data_through
    group by f.board_id, f.placement_id
)

select
    t.board_id,
    t.unit,
    t.care_form,
    t.target_group,
    t.moved_in_on,
    t.moved_out_on,
    t.end_reason,
    coalesce(t.moved_out_on <= c.data_through, false) as is_ended,
    c.data_through as cut_off,
    case
        when g.stay is null then 'egna_hem'
        when t.is_secret and not (select access.sees_protected()) then 'skyddad'
        else t.provider_code
    end as provider_code,
    d.first_on,
    d.last_on,
    -- of what was done before the first follow-up that is known nothing is known
    t.moved_in_on >= (select min(f.followed_up_on) from core.seen_follow_ups as f) as is_known,
    (t.moved_in_on + make_interval(months => b.months_until_follow_up))::date as first_due_on,
    (greatest(t.moved_in_on, d.last_on) + make_interval(months => b.months_until_follow_up))::date as due_on
from core.seen_stay as t
inner join core.board as b on t.board_id = b.board_id
inner join core.seen_cut_off as c on t.board_id = c.board_id and c.entity = 'placements'
left join done as d on t.board_id = d.board_id and t.placement_id = d.placement_id
left join core.seen_graded_stay as g on t.stay = g.stay
where
    (select report.as_of_load()) is null
    and t.moved_in_on <= c.data_through
    and ((select access.whole_board()) or t.unit = any((select access.units())::text[]));

create view report.follow_up_due with (security_barrier) as
select
    (select access.board_name()) as board,
    s.unit,
    s.provider_code,
    s.care_form,
    s.target_group,
    count(*) as running,
    count(*) filter (where s.due_on < s.cut_off) as late,
    count(*) filter (where s.due_on >= s.cut_off and s.due_on <= s.cut_off + 30) as due_within_30,
    count(*) filter (where s.last_on is null) as never_followed_up,
    max(s.cut_off - s.due_on) filter (where s.due_on < s.cut_off) as longest_late_days
from core.seen_followed_stay as s
where not s.is_ended
group by s.unit, s.provider_code, s.care_form, s.target_group;

create view report.follow_up_in_time with (security_barrier) as
select
    (select access.board_name()) as board,
    s.unit,
    s.provider_code,
    s.care_form,
    s.target_group,
    extract(year from s.moved_in_on)::integer as year,
    count(*) as started,
    -- an open placement is outside the base until its day has passed, one that ended before that day for good
    count(*) filter (where s.is_known and s.has_lasted) as lasted,
    count(*) filter (where s.is_known and s.has_lasted and s.first_on <= s.first_due_on) as in_time,
    count(*) filter (where s.is_known and not s.has_lasted and not s.is_ended) as not_yet,
    count(*) filter (where s.is_known and not s.has_lasted and s.is_ended) as ended_before,
    count(*) filter (where s.is_known is not true) as before_known
from (
    select
        f.*,
        case when f.is_ended then f.moved_out_on >= f.first_due_on else f.first_due_on < f.cut_off end as has_lasted
    from core.seen_followed_stay as f
) as s
group by s.unit, s.provider_code, s.care_form, s.target_group, extract(year from s.moved_in_on);

create view report.placement_end with (security_barrier) as
select
    (select access.board_name()) as board,
    s.unit,
    s.provider_code,
    s.care_form,
    s.target_group,
    extract(year from s.moved_out_on)::integer as year,
    s.end_reason,
    count(*) as placements
from core.seen_followed_stay as s
where s.is_ended
group by s.unit, s.provider_code, s.care_form, s.target_group, extract(year from s.moved_out_on), s.end_reason;

-- Answers of the whole selection of units, by provider only from five answers of three persons.
create view core.seen_given_answer with (security_barrier) as
select
    a.parameter,
    a.followed_up_on,
    a.scale_min,
    a.scale_max,
    a.answer,
    a.is_dont_know,
    t.person_key,
    t.unit,
    t.care_form,
    t.target_group,
    case
        when g.stay is null then 'egna_hem'
        when t.is_secret and not (select access.sees_protected()) then 'skyddad'
        else t.provider_code
    end as provider_code
from core.seen_placement_answer as a
inner join core.seen_stay as t on a.board_id = t.board_id and a.placement_id = t.placement_id
left join core.seen_graded_stay as g on t.stay = g.stay
where
    (select report.as_of_load()) is null
    and ((select access.whole_board()) or t.unit = any((select access.units())::text[]));

-- The answers of placements in the selection; not told at all where they are fewer than the board's least number, or
-- about fewer than three persons: a single person's answers could be read.
create function report.answers_given(
    years integer[], care_forms text[], target_groups text[], provider_code text
) returns table (
    year integer,
    parameter text,
    scale_min integer,
    scale_max integer,
    answer numeric,
    is_dont_know boolean,
    is_told boolean,
    answers bigint
)
language sql stable security definer set search_path = pg_catalog
-- (row security hides how many rows there are: the planner thinks a few, and would look each of them up, or sort them)
set enable_nestloop = off
set enable_sort = off
as $$
    with kept as (
        select
            extract(year from a.followed_up_on)::integer as year,
            a.parameter,
            a.scale_min,
            a.scale_max,
            a.answer,
            a.is_dont_know,
            a.person_key,
            count(*) as answers
        from core.seen_given_answer as a
        where
            (answers_given.care_forms is null or a.care_form = any(answers_given.care_forms))
            and (answers_given.target_groups is null or coalesce(a.target_group, '') = any(answers_given.target_groups))
            and (
                answers_given.provider_code is null
                or a.provider_code = answers_given.provider_code and a.provider_code not in ('egna_hem', 'skyddad')
            )
            -- by days first: what no function hides is told to row security, and the rest is never read
            and (
                answers_given.years is null
                or a.followed_up_on >= make_date((select min(y.year) from unnest(answers_given.years) as y (year)), 1, 1)
                and a.followed_up_on <= make_date((select max(y.year) from unnest(answers_given.years) as y (year)), 12, 31)
            )
            and (answers_given.years is null or extract(year from a.followed_up_on) = any(answers_given.years))
        group by 1, 2, 3, 4, 5, 6, 7
    ),

    -- (by person first: counted as distinct ones they would be sorted)
    of_person as (
        select
            k.year,
            k.parameter,
            k.scale_min,
            k.scale_max,
            sum(k.answers) as answers
        from kept as k
        group by k.year, k.parameter, k.scale_min, k.scale_max, k.person_key
    ),

    base as (
        select
            o.year,
            o.parameter,
            o.scale_min,
            o.scale_max,
            sum(o.answers) >= (select b.minimum_follow_ups from core.board as b where b.board_id = access.board_id())
            and count(*) >= 3 as is_told
        from of_person as o
        group by o.year, o.parameter, o.scale_min, o.scale_max
    ),

    -- (summed before it is joined: there are as many rows in kept as answers)
    summed as (
        select
            k.year,
            k.parameter,
            k.scale_min,
            k.scale_max,
            k.answer,
            k.is_dont_know,
            sum(k.answers)::bigint as answers
        from kept as k
        group by k.year, k.parameter, k.scale_min, k.scale_max, k.answer, k.is_dont_know
    )

    select
        s.year,
        s.parameter,
        s.scale_min,
        s.scale_max,
        case when b.is_told then s.answer end,
        case when b.is_told then s.is_dont_know end,
        b.is_told,
        sum(s.answers)::bigint
    from summed as s
    inner join base as b
        on
            s.year = b.year and s.parameter = b.parameter
            and s.scale_min is not distinct from b.scale_min and s.scale_max is not distinct from b.scale_max
    group by 1, 2, 3, 4, 5, 6, 7
$$;

alter function report.answers_given(integer[], text[], text[], text) owner to ik_view;
revoke execute on function report.answers_given(integer[], text[], text[], text) from public;
grant execute on function report.answers_given(integer[], text[], text[], text) to ik_manager, ik_controller;

-- one row per fact that the figures of follow-ups do not cover
create view report.follow_up_reach with (security_barrier) as
select
    (select access.board_name()) as board,
    exists (select from core.seen_follow_ups)
    or exists (select from core.seen_cut_off as c where c.entity = 'follow_ups') as is_delivered,
    (
        select count(distinct f.follow_up_id) from core.seen_follow_ups as f
        where
            f.placement_id is not null
            and not exists (
                select from core.seen_stay as t
                where t.board_id = f.board_id and t.placement_id = f.placement_id
            )
    ) as without_placement,
    (
        select count(distinct f.follow_up_id) from core.seen_follow_ups as f where f.placement_id is null
    ) as of_other_interventions
where (select access.board_id()) is not null;

create view report.framework_price with (security_barrier) as
select
    (select access.board_name()) as board,
    coalesce(p.provider_code, p.provider_id) as provider_code,
    a.care_form,
    a.tender_area,
    a.valid_from,
    a.valid_to,
    a.daily_price_ore / 100.0 as daily_price
from core.seen_framework_agreements as a
inner join core.seen_providers as p on a.board_id = p.board_id and a.provider_id = p.provider_id
where p.operator is distinct from 'familjehem';

comment on view report.follow_up_due is
'Uppföljningar av pågående placeringar den sista dag uppgifterna når, per enhet, utförare, vårdform och målgrupp.';
comment on column report.follow_up_due.board is 'Nämnd.';
comment on column report.follow_up_due.unit is 'Enhet, kod.';
comment on column report.follow_up_due.provider_code is
'Utförarens kod; egna_hem för egna familjehem, nätverkshem och jourhem, skyddad vid hemlig vistelseort.';
comment on column report.follow_up_due.care_form is 'Vårdform, kod.';
comment on column report.follow_up_due.target_group is 'Målgrupp, kod.';
comment on column report.follow_up_due.running is 'Pågående placeringar, antal.';
comment on column report.follow_up_due.late is 'Placeringar vars uppföljning skulle ha gjorts före den dagen, antal.';
comment on column report.follow_up_due.due_within_30 is
'Placeringar vars uppföljning ska göras den dagen eller inom 30 dagar, antal.';
comment on column report.follow_up_due.never_followed_up is 'Pågående placeringar utan någon uppföljning, antal.';
comment on column report.follow_up_due.longest_late_days is
'Dagar som den mest försenade är sen; tomt om ingen är sen.';
comment on view report.follow_up_in_time is
'Placeringar som följts upp i tid, per inflyttningsår, enhet, utförare, vårdform och målgrupp.';
comment on column report.follow_up_in_time.board is 'Nämnd.';
comment on column report.follow_up_in_time.unit is 'Enhet, kod.';
comment on column report.follow_up_in_time.provider_code is
'Utförarens kod; egna_hem eller skyddad som i follow_up_due.';
comment on column report.follow_up_in_time.care_form is 'Vårdform, kod.';
comment on column report.follow_up_in_time.target_group is 'Målgrupp, kod.';
comment on column report.follow_up_in_time.year is 'År då placeringen påbörjades.';
comment on column report.follow_up_in_time.started is 'Påbörjade placeringar, antal.';
comment on column report.follow_up_in_time.lasted is
'Placeringar som har varat till den dag då den första uppföljningen senast skulle ha gjorts, antal.';
comment on column report.follow_up_in_time.in_time is 'Av dem de som följts upp senast den dagen, antal.';
comment on column report.follow_up_in_time.not_yet is 'Pågående placeringar där den dagen inte har passerat, antal.';
comment on column report.follow_up_in_time.ended_before is 'Placeringar som avslutades före den dagen, antal.';
comment on column report.follow_up_in_time.before_known is
'Placeringar som påbörjades före den första kända uppföljningen, antal: om de följdes upp i tid är okänt.';
comment on view report.placement_end is
'Avslutade placeringar, per slutår, enhet, utförare, vårdform, målgrupp och avslutsorsak.';
comment on column report.placement_end.board is 'Nämnd.';
comment on column report.placement_end.unit is 'Enhet, kod.';
comment on column report.placement_end.provider_code is 'Utförarens kod; egna_hem eller skyddad som i follow_up_due.';
comment on column report.placement_end.care_form is 'Vårdform, kod.';
comment on column report.placement_end.target_group is 'Målgrupp, kod.';
comment on column report.placement_end.year is 'År då placeringen avslutades.';
comment on column report.placement_end.end_reason is 'Avslutsorsak, kod; tomt när den är okänd.';
comment on column report.placement_end.placements is 'Placeringar, antal.';
comment on function report.answers_given(integer[], text[], text[], text) is
'Uppföljningarnas svar, en rad per år, fråga, skala och svar. Tomma svar när de är för få för att visas.';
comment on view report.follow_up_reach is 'Vad uppföljningarnas siffror inte omfattar, en rad.';
comment on column report.follow_up_reach.board is 'Nämnd.';
comment on column report.follow_up_reach.is_delivered is 'Om uppföljningar någonsin har levererats eller matats in.';
comment on column report.follow_up_reach.without_placement is 'Uppföljningar av placeringar som inte finns, antal.';
comment on column report.follow_up_reach.of_other_interventions is
'Uppföljningar av andra insatser än placeringar, antal.';
comment on view report.framework_price is 'Ramavtalens pris, en rad per avtal; inte egna familjehem.';
comment on column report.framework_price.board is 'Nämnd.';
comment on column report.framework_price.provider_code is 'Utförarens kod.';
comment on column report.framework_price.care_form is 'Vårdform, kod.';
comment on column report.framework_price.tender_area is 'Anbudsområde.';
comment on column report.framework_price.valid_from is 'Första dagen.';
comment on column report.framework_price.valid_to is 'Sista dagen; tomt tills vidare.';
comment on column report.framework_price.daily_price is 'Pris per dygn, kronor; tomt när det är okänt.';
