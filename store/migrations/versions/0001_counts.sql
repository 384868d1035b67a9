-- Counts over the facts for pages that show no individual: what needs a decision, how fresh and how whole the
-- facts are. No row stands for one person or placement, so they are open to who may see the board's totals, and
-- every such role is given the same numbers. They speak of now: as of an earlier load they have no rows.

create view report.finding_count with (security_barrier) as
select
    b.board,
    f.rule,
    u.severity,
    f.entity,
    f.unit,
    count(*) as findings,
    u.message
from core.seen_found as f
inner join core.finding_rule as u on f.rule = u.rule
inner join core.board as b on f.board_id = b.board_id
where
    (select report.as_of_load()) is null
    and ((select access.whole_board()) or f.unit = any((select access.units())::text[]))
group by b.board, f.rule, u.severity, f.entity, f.unit, u.message;

-- How many of today's stays fall under each item (core.seen_needing). Where the board has never delivered a field, what
-- rests on it is unknown and not none.
create view report.attention with (security_barrier) as
with today as (
    select
        c.board_id,
        c.data_through as day,
        exists(
            select from core.seen_cut_off as o
            where o.board_id = c.board_id and o.entity = 'investigations'
        ) as has_investigations,
        exists(
            select from core.seen_cut_off as o
            where o.board_id = c.board_id and o.entity = 'referrals'
        ) as has_referrals
    from core.seen_cut_off as c
    where c.entity = 'placements' and (select report.as_of_load()) is null
),

delivered as (
    select
        d.board_id,
        d.has_investigations,
        d.has_referrals,
        coalesce(bool_or(t.agreement_signed_on is not null), false) as has_signed,
        coalesce(bool_or(t.agreement_ends_on is not null), false) as has_ends,
        coalesce(bool_or(t.procurement is not null), false) as has_procurement
    from today as d
    left join core.seen_stay as t on d.board_id = t.board_id
    group by d.board_id, d.has_investigations, d.has_referrals
),

of_stay as (
    select n.board_id, n.unit, n.item, count(*) as number
    from core.seen_needing as n
    group by n.board_id, n.unit, n.item
),

-- open investigations of children; a controller follows placements and not the flow of cases
of_investigation as (
    select i.board_id, i.unit, v.item, count(*) filter (where v.applies) as number
    from core.seen_investigations as i
    inner join core.seen_cut_off as c on i.board_id = c.board_id and c.entity = 'investigations'
    cross join
        lateral (
            values
            ('child_investigations_open', true),
            (
                'child_investigations_over_limit',
                core.investigation_deadline(i.subject, i.opened_on, i.extended_to) < c.data_through
            )
        ) as v (item, applies)
    where
        current_user = 'ik_manager'
        and (select report.as_of_load()) is null
        and i.subject = 'barn'
        and i.opened_on <= c.data_through
        and (i.closed_on is null or i.closed_on > c.data_through)
        and ((select access.whole_board()) or i.unit = any((select access.units())::text[]))
    group by i.board_id, i.unit, v.item
),

-- preliminary assessments of children that go on after their fourteen days
of_preliminary as (
    select s.board_id, s.unit, 'child_preliminary_over_limit' as item, count(*) as number
    from core.step as s
    inner join core.seen_cut_off as c on s.board_id = c.board_id and c.entity = 'referrals'
    where
        current_user = 'ik_manager'
        and (select report.as_of_load()) is null
        and s.step = 'preliminary_assessment'
        and s.started_on <= c.data_through
        and (s.ended_on is null or s.ended_on > c.data_through)
        and s.deadline_on < c.data_through
        and ((select access.whole_board()) or s.unit = any((select access.units())::text[]))
    group by s.board_id, s.unit
),

-- each item is told of also where nothing falls under it
every_item as (
    select d.board_id, null as unit, n.item, 0 as number
    from delivered as d
    cross join (
        values
        ('open_placements'),
        ('agreement_ends_30'),
        ('agreement_ends_60'),
        ('agreement_ends_90'),
        ('agreement_passed'),
        ('agreement_unsigned'),
        ('outside_framework'),
        ('outside_without_reason'),
        ('unpriced'),
        ('jourhem_over_limit'),
        ('child_preliminary_over_limit'),
        ('child_investigations_open'),
        ('child_investigations_over_limit')
    ) as n (item)
    where current_user = 'ik_manager' or n.item not like 'child\_%'
),

final as (
    select * from of_stay
    union all
    select * from of_investigation
    union all
    select * from of_preliminary
    union all
    select * from every_item
)

select
    b.board,
    f.item,
    f.unit,
    case
        when f.item like 'agreement_ends\_%' or f.item = 'agreement_passed' then d.has_ends
        when f.item = 'agreement_unsigned' then d.has_signed
        when f.item like 'outside\_%' then d.has_procurement
        when f.item = 'child_preliminary_over_limit' then d.has_referrals
        when f.item = 'jourhem_over_limit' or f.item like 'child\_%' then d.has_investigations
        else true
    end as is_known,
    sum(f.number)::bigint as number
from final as f
inner join delivered as d on f.board_id = d.board_id
inner join core.board as b on f.board_id = b.board_id
group by
    b.board,
    f.item,
    f.unit,
    d.has_ends,
    d.has_signed,
    d.has_procurement,
    d.has_investigations,
    d.has_referrals;

-- How far each source's facts reach. Open stays are counted to the board's cut-off, also those of a source
-- that reaches less far: how many says open_placements.
create view report.freshness with (security_barrier) as
with delivered as (
    select
        l.board_id,
        l.source,
        f.entity,
        max(f.data_through) as data_through,
        max(l.load_id) as latest_load
    from raw.file as f
    inner join raw.load as l on f.load_id = l.load_id
    inner join raw.effect as e on l.load_id = e.load_id and e.to_load is null
    where (select report.as_of_load()) is null
    group by l.board_id, l.source, f.entity
),

-- (by file first: a board has few, and each row of a file is asked for by row security)
running as materialized (
    select t.board_id, p.file_id, count(*) as open_placements
    from core.seen_stay as t
    inner join core.seen_placements as p on t.stay = p.fact_id
    where
        t.moved_out_on is null
        and ((select access.whole_board()) or t.unit = any((select access.units())::text[]))
    group by t.board_id, p.file_id
),

going_on as (
    select r.board_id, l.source, sum(r.open_placements)::bigint as open_placements
    from running as r
    inner join raw.file as f on r.file_id = f.file_id
    inner join raw.load as l on f.load_id = l.load_id
    group by r.board_id, l.source
)

select
    b.board,
    d.source,
    d.entity,
    d.data_through,
    c.data_through as cut_off,
    d.latest_load,
    case when d.entity = 'placements' then coalesce(g.open_placements, 0) end as open_placements
from delivered as d
inner join core.seen_cut_off as c on d.board_id = c.board_id and d.entity = c.entity
inner join core.board as b on d.board_id = b.board_id
left join going_on as g on d.board_id = g.board_id and d.source = g.source;

-- How many of the facts that could hold a field do. Only the last twelve months before the cut-off: what was left out
-- years ago is seldom mended, and hides how the field is filled in now.
create view report.completeness with (security_barrier) as
with window_of as (
    select
        c.board_id,
        c.entity,
        c.data_through as day,
        (c.data_through - interval '1 year')::date as since
    from core.seen_cut_off as c
    where (select report.as_of_load()) is null
),

counted as (
    select s.stay, sum(s.unpriced_days) as unpriced_days, bool_or(s.legal_basis is null) as lacks_legal_basis
    from core.seen_slice as s
    inner join window_of as w on s.board_id = w.board_id and w.entity = 'placements'
    where s.month >= date_trunc('month', w.since)
    group by s.stay
),

of_placement as (
    select t.board_id, t.unit, v.field, v.is_filled
    from core.seen_stay as t
    inner join window_of as w on t.board_id = w.board_id and w.entity = 'placements'
    left join core.care_form as f on t.care_form = f.care_form
    left join counted as x on t.stay = x.stay
    cross join
        lateral (
            values
            ('sex', t.sex is not null, true),
            ('birth_year', t.birth_year is not null, true),
            ('target_group', t.target_group is not null, true),
            ('main_reason', t.main_reason is not null, true),
            ('legal_basis', not x.lacks_legal_basis, x.stay is not null),
            ('price', x.unpriced_days = 0, x.stay is not null),
            ('unit', t.unit is not null, true),
            ('procurement', t.procurement is not null, true),
            ('tender_area', t.tender_area is not null, t.procurement = 'ramavtal'),
            ('outside_reason', t.outside_reason is not null, t.procurement = 'direktupphandling'),
            (
                'agreement_signed_on',
                t.agreement_signed_on is not null,
                coalesce(t.procurement, f.default_procurement) not in ('egen_regi', 'sis')
            ),
            (
                'agreement_ends_on',
                t.agreement_ends_on is not null,
                coalesce(t.procurement, f.default_procurement) not in ('egen_regi', 'sis')
            ),
            ('end_reason', t.end_reason is not null, t.moved_out_on <= w.day)
        ) as v (field, is_filled, applies)
    where v.applies and t.moved_in_on <= w.day and (t.moved_out_on is null or t.moved_out_on >= w.since)
),

of_intervention as (
    select i.board_id, i.unit, v.field, v.is_filled
    from core.seen_interventions as i
    inner join window_of as w on i.board_id = w.board_id and w.entity = 'interventions'
    cross join
        lateral (
            values
            ('unit', i.unit is not null),
            ('provider_id', i.provider_id is not null),
            ('decision_id', i.decision_id is not null),
            ('hours_per_week', i.hours_per_week is not null),
            ('level', i.level is not null)
        ) as v (field, is_filled)
    where i.started_on <= w.day and (i.ended_on is null or i.ended_on >= w.since)
),

of_referral as (
    select r.board_id, r.unit, v.field, v.is_filled
    from core.seen_referrals as r
    inner join window_of as w on r.board_id = w.board_id and w.entity = 'referrals'
    cross join
        lateral (
            values
            ('unit', r.unit is not null),
            ('source', r.source is not null),
            ('reason', r.reason is not null),
            ('preliminary_outcome', r.preliminary_outcome is not null)
        ) as v (field, is_filled)
    where r.received_on between w.since and w.day
),

of_investigation as (
    select i.board_id, i.unit, v.field, v.is_filled
    from core.seen_investigations as i
    inner join window_of as w on i.board_id = w.board_id and w.entity = 'investigations'
    cross join
        lateral (
            values
            ('unit', i.unit is not null),
            ('referral_id', i.referral_id is not null)
        ) as v (field, is_filled)
    where i.opened_on between w.since and w.day
),

of_decision as (
    select p.board_id, p.unit, v.field, v.is_filled
    from core.seen_decisions as p
    inner join window_of as w on p.board_id = w.board_id and w.entity = 'decisions'
    cross join
        lateral (
            values
            ('unit', p.unit is not null),
            ('investigation_id', p.investigation_id is not null),
            ('decided_by', p.decided_by is not null)
        ) as v (field, is_filled)
    where p.decided_on between w.since and w.day
),

final as (
    select 'placements' as entity, o.* from of_placement as o
    union all
    select 'interventions' as entity, o.* from of_intervention as o
    union all
    select 'referrals' as entity, o.* from of_referral as o
    union all
    select 'investigations' as entity, o.* from of_investigation as o
    union all
    select 'decisions' as entity, o.* from of_decision as o
)

select
    b.board,
    f.entity,
    f.field,
    f.unit,
    count(*) as facts,
    count(*) filter (where f.is_filled) as filled
from final as f
inner join core.board as b on f.board_id = b.board_id
where (select access.whole_board()) or f.unit = any((select access.units())::text[])
group by b.board, f.entity, f.field, f.unit;

create function core.read_then_budgets() returns setof core.then_budgets
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_budgets as r $$;
alter function core.read_then_budgets() owner to ik_view;

create view report.budget with (security_barrier) as
with budget_row as (
    select r.* from core.seen_budgets as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_budgets() as r
    where (select report.as_of_load()) is not null
)

select
    b.board,
    r.month,
    r.unit,
    r.care_form,
    r.care_days,
    r.cost_ore / 100.0 as cost,
    r.cost_ore
from budget_row as r
inner join core.board as b on r.board_id = b.board_id
where (select access.whole_board()) or r.unit = any((select access.units())::text[]);

-- Persons placed on each of some days, in one pass over the stays: report.persons_placed for many single days.
create function report.persons_on_days(
    asked_days date[],
    care_forms text[] default null,
    asked_units text[] default null
)
returns table (day date, persons bigint, placements bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as (
        select t.stay, t.person_key, t.care_form, t.unit, t.volume_from, t.volume_to
        from core.stay as t
        where (select report.as_of_load()) is null
        union all
        select t.stay, t.person_key, t.care_form, t.unit, t.volume_from, t.volume_to
        from core.then_stay_calculated as t
        where (select report.as_of_load()) is not null
    ),

    counted as (
        select s.*
        from stay as s
        where
            s.volume_from <= (select max(d.day) from unnest(asked_days) as d (day))
            and s.volume_to >= (select min(d.day) from unnest(asked_days) as d (day))
            and ((select access.whole_board()) or s.unit = any((select access.units())::text[]))
            and (care_forms is null or s.care_form = any(care_forms))
            and (asked_units is null or coalesce(s.unit, '') = any(asked_units))
    )

    select d.day, count(distinct c.person_key) as persons, count(c.stay) as placements
    from unnest(asked_days) as d (day)
    left join counted as c on d.day between c.volume_from and c.volume_to
    group by d.day
$$;

comment on function report.persons_on_days(date[], text[], text[]) is
'Personer och placeringar på var och en av några dagar, enligt nämndens dygnsregel. Filter är listor av koder; null är '
'alla.';

-- What every signed-in role may know of the board, also those that read nothing but what is published.
create view published.board with (security_barrier) as
select
    b.board,
    b.day_rule,
    exists(select from raw.load as l where l.board_id = b.board_id and l.is_demo) as is_demo
from core.board as b
where b.board_id = (select access.board_id());

comment on view report.finding_count is
'Antal iakttagelser, en rad per regel, slags uppgift och enhet. Pekar inte ut någon.';
comment on column report.finding_count.board is 'Nämnd som raden tillhör.';
comment on column report.finding_count.rule is 'Regelns kod.';
comment on column report.finding_count.severity is 'Allvar: fel, varning eller upplysning.';
comment on column report.finding_count.entity is 'Slags uppgift.';
comment on column report.finding_count.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.finding_count.findings is 'Antal iakttagelser.';
comment on column report.finding_count.message is 'Vad som är fel och hur det rättas.';

comment on view report.attention is
'Antal pågående placeringar och utredningar som kan kräva ett beslut, till och med sista täckta dag; en rad per '
'slag och enhet. Pekar inte ut någon.';
comment on column report.attention.board is 'Nämnd som raden tillhör.';
comment on column report.attention.item is 'Vad som räknas, kod.';
comment on column report.attention.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.attention.is_known is
'Falskt när uppgiften som krävs aldrig har levererats: antalet är då okänt.';
comment on column report.attention.number is 'Antal placeringar eller utredningar.';

comment on view report.freshness is
'Hur långt varje källas uppgifter sträcker sig, en rad per källa och slags uppgift.';
comment on column report.freshness.board is 'Nämnd som raden tillhör.';
comment on column report.freshness.source is 'Källa.';
comment on column report.freshness.entity is 'Slags uppgift.';
comment on column report.freshness.data_through is 'Källans uppgifter gäller till och med.';
comment on column report.freshness.cut_off is 'Sista dag som räknas för slaget, oavsett källa.';
comment on column report.freshness.latest_load is 'Senaste inläsningens nummer.';
comment on column report.freshness.open_placements is
'Antal pågående placeringar från källan; de räknas till den sista dagen, också när källan inte når dit.';

comment on view report.completeness is
'Hur många uppgifter som har ett fält ifyllt, av dem som kan ha det; en rad per slags uppgift, fält och enhet. Gäller '
'de senaste tolv månaderna.';
comment on column report.completeness.board is 'Nämnd som raden tillhör.';
comment on column report.completeness.entity is 'Slags uppgift.';
comment on column report.completeness.field is 'Fält.';
comment on column report.completeness.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.completeness.facts is 'Antal uppgifter som kan ha fältet.';
comment on column report.completeness.filled is 'Antal av dem som har det.';

comment on view report.budget is
'Budget, en rad per månad, enhet och vårdform.';
comment on column report.budget.board is 'Nämnd som raden tillhör.';
comment on column report.budget.month is 'Månad, dess första dag.';
comment on column report.budget.unit is 'Enhet.';
comment on column report.budget.care_form is 'Vårdform, kod.';
comment on column report.budget.care_days is 'Budgeterade dygn; tomt när de inte är angivna.';
comment on column report.budget.cost is 'Budgeterad kostnad, kr; tomt när den inte är angiven.';
comment on column report.budget.cost_ore is 'Budgeterad kostnad, hela öre.';

comment on view published.board is 'Nämnden och hur den räknar, en rad per nämnd.';
comment on column published.board.board is 'Nämndens namn.';
comment on column published.board.day_rule is 'Dygnsregel för volymer, kod.';
comment on column published.board.is_demo is 'Sant för påhittade uppgifter.';
