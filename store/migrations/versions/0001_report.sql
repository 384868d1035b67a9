-- The open model. The views belong to ik_view, to which the row security of core applies; the roles that ask
-- have no right to core itself. What a role may see of a row is decided here, in the views: a view with a row for an
-- individual gives none unless access.has_opened().

create view report.care_slice with (security_barrier) as
with care_row as (
    select r.* from core.seen_care_row as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_care_row() as r
    where (select report.as_of_load()) is not null
)

select
    -- row security leaves one board: its name is asked for once and not joined to every row
    (select access.board_name()) as board,
    r.month,
    r.care_form,
    r.sex,
    r.age_group,
    r.target_group,
    r.main_reason,
    r.procurement,
    r.outside_reason,
    r.tender_area,
    r.legal_basis,
    case when r.is_secret and not (select access.sees_protected()) then 'skyddad' else r.provider_code end
        as provider_code,
    r.unit,
    r.placement_days::bigint as placement_days,
    r.priced_days::bigint as priced_days,
    r.unpriced_days::bigint as unpriced_days,
    r.cost_ore / 100.0 as cost,
    r.extra_cost_ore / 100.0 as extra_cost,
    (r.cost_ore + r.extra_cost_ore) * r.vat_permille / 100000.0 as vat_compensation,
    (r.cost_ore + r.extra_cost_ore) * (1000 - r.vat_permille) / 100000.0 as cost_after_vat,
    r.started::bigint as started,
    r.ended::bigint as ended,
    r.cost_ore,
    r.extra_cost_ore,
    r.vat_permille
from care_row as r
where (select access.whole_board()) or r.unit = any((select access.units())::text[]);

-- The values that occur in care_slice of now: from the stays and from the slices each for itself, which is
-- several times quicker than from their join.
create view report.care_value with (security_barrier) as
with stay as (
    select t.* from core.seen_stay as t
    where (select access.whole_board()) or t.unit = any((select access.units())::text[])
),

of_stay as (
    select
        t.board_id,
        v.dimension,
        v.code
    from stay as t
    cross join
        lateral (
            values
            ('care_form', t.care_form),
            ('sex', t.sex),
            ('target_group', t.target_group),
            ('main_reason', t.main_reason),
            ('procurement', t.procurement),
            ('outside_reason', t.outside_reason),
            ('tender_area', t.tender_area),
            ('unit', t.unit),
            (
                'provider_code',
                case when t.is_secret and not (select access.sees_protected()) then 'skyddad' else t.provider_code end
            )
        ) as v (dimension, code)
    group by t.board_id, v.dimension, v.code
),

of_slice as (
    select
        s.board_id,
        case when grouping(s.month) = 0 then 'month' else 'legal_basis' end as dimension,
        case when grouping(s.month) = 0 then s.month::text else s.legal_basis end as code
    from core.seen_slice as s
    where (select access.whole_board()) or exists (select from stay as t where t.stay = s.stay)
    group by grouping sets ((s.board_id, s.month), (s.board_id, s.legal_basis))
),

-- which ages the days have is not worth looking through them all
of_age as (
    select
        o.board_id,
        'age_group' as dimension,
        c.code
    from (select t.board_id, bool_or(t.birth_year is null) as is_unknown from stay as t group by t.board_id) as o
    cross join lateral (
        select c.code from core.code as c
        where c.vocabulary = 'age_group'
        union all
        select null as code
        where o.is_unknown
    ) as c
),

final as (
    select * from of_stay
    union all
    select * from of_slice
    union all
    select * from of_age
)

select b.board, f.dimension, f.code
from final as f
inner join core.board as b on f.board_id = b.board_id;

create view report.care_month with (security_barrier) as
select
    s.board,
    s.month,
    s.care_form,
    s.sex,
    s.age_group,
    s.target_group,
    s.main_reason,
    s.procurement,
    s.outside_reason,
    s.tender_area,
    s.legal_basis,
    s.provider_code,
    s.unit,
    sum(s.placement_days)::bigint as placement_days,
    sum(s.priced_days)::bigint as priced_days,
    sum(s.unpriced_days)::bigint as unpriced_days,
    sum(s.cost) as cost,
    sum(s.extra_cost) as extra_cost,
    sum(s.vat_compensation) as vat_compensation,
    sum(s.cost_after_vat) as cost_after_vat,
    sum(s.started)::bigint as started,
    sum(s.ended)::bigint as ended
from report.care_slice as s
group by
    s.board,
    s.month,
    s.care_form,
    s.sex,
    s.age_group,
    s.target_group,
    s.main_reason,
    s.procurement,
    s.outside_reason,
    s.tender_area,
    s.legal_basis,
    s.provider_code,
    s.unit;

-- one row per person and unit that has any row about the person
create view core.seen_person_unit as
select p.board_id, coalesce(a.new_person_key, p.person_key) as person_key, p.unit
from core.seen_placements as p
left join core.seen_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
where p.unit is not null
union
select p.board_id, coalesce(a.new_person_key, p.person_key) as person_key, p.unit
from core.seen_interventions as p
left join core.seen_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
where p.unit is not null
union
select p.board_id, coalesce(a.new_person_key, p.person_key) as person_key, p.unit
from core.seen_decisions as p
left join core.seen_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
where p.unit is not null
union
select p.board_id, coalesce(a.new_person_key, p.person_key) as person_key, p.unit
from core.seen_investigations as p
left join core.seen_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
where p.unit is not null
union
select p.board_id, coalesce(a.new_person_key, p.person_key) as person_key, p.unit
from core.seen_referrals as p
left join core.seen_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
where p.unit is not null;

-- Persons with any row in the asker's own units: of them a manager sees kind, dates and unit elsewhere too.
create view core.own_person as
select p.board_id, p.person_key
from core.seen_person_unit as p
where p.unit = any((select access.units())::text[]);

create view report.placement with (security_barrier) as
with placement_row as (
    select r.* from core.seen_placement_row as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_placement_row() as r
    where (select report.as_of_load()) is not null
),

seen as (
    select
        r.*,
        ((select access.whole_board()) or coalesce(r.unit = any((select access.units())::text[]), false)) as is_own
    from placement_row as r
    where
        (select access.has_opened())
        and (not r.is_protected or (select access.sees_protected()))
        and (
            (select access.whole_board())
            or r.unit = any((select access.units())::text[])
            or (
                current_user = 'ik_manager'
                and r.unit is not null
                and exists (
                    select from core.own_person as o
                    where o.board_id = r.board_id and o.person_key = r.person_key
                )
            )
        )
)

select
    b.board,
    case when s.is_own then s.placement_id end as placement_id,
    case when s.is_own then s.case_id end as case_id,
    s.person_key,
    case when s.is_own then s.sex end as sex,
    case when s.is_own then s.birth_year end as birth_year,
    case when s.is_own then s.age_at_start end as age_at_start,
    case
        when not s.is_own then null
        when s.is_secret and not (select access.sees_protected()) then 'skyddad'
        else s.provider_code
    end as provider_code,
    s.care_form,
    s.moved_in_on,
    s.moved_out_on,
    case when s.is_own then s.target_group end as target_group,
    case when s.is_own then s.main_reason end as main_reason,
    case when s.is_own then s.procurement end as procurement,
    case when s.is_own then s.outside_reason end as outside_reason,
    case when s.is_own then s.tender_area end as tender_area,
    case when s.is_own then s.legal_basis end as legal_basis,
    s.unit,
    case when s.is_own then s.end_reason end as end_reason,
    case when s.is_own then s.day_rule end as day_rule,
    case when s.is_own then s.agreement_signed_on end as agreement_signed_on,
    case when s.is_own then s.agreement_ends_on end as agreement_ends_on,
    case when s.is_own then s.daily_price end as daily_price,
    case when s.is_own then s.care_days end as care_days,
    case when s.is_own then s.cost end as cost,
    case when s.is_own then s.extra_cost end as extra_cost
from seen as s
inner join core.board as b on s.board_id = b.board_id;

create view report.intervention with (security_barrier) as
with intervention_row as (
    select r.* from core.seen_intervention_row as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_intervention_row() as r
    where (select report.as_of_load()) is not null
),

seen as (
    select
        r.*,
        ((select access.whole_board()) or coalesce(r.unit = any((select access.units())::text[]), false)) as is_own
    from intervention_row as r
    where
        (select access.has_opened())
        and (not r.is_protected or (select access.sees_protected()))
        -- a controller follows placements and their costs, not what else a person is given
        and (current_user = 'ik_manager' or r.is_placement)
        and (
            (select access.whole_board())
            or r.unit = any((select access.units())::text[])
            or (
                current_user = 'ik_manager'
                and r.unit is not null
                and exists (
                    select from core.own_person as o
                    where o.board_id = r.board_id and o.person_key = r.person_key
                )
            )
        )
)

select
    b.board,
    case when s.is_own then s.intervention_id end as intervention_id,
    s.is_placement,
    case when s.is_own then s.case_id end as case_id,
    s.person_key,
    s.intervention_type,
    s.care_form,
    case
        when not s.is_own then null
        when s.is_secret and not (select access.sees_protected()) then 'skyddad'
        else s.provider_code
    end as provider_code,
    s.started_on,
    s.ended_on,
    case when s.is_own then s.hours_per_week end as hours_per_week,
    case when s.is_own then s.level end as level,
    s.unit
from seen as s
inner join core.board as b on s.board_id = b.board_id;

-- The place of a provider is shown only where the provider is not secret, is no private home, and gives no
-- care form whose place may never be shown.
create view report.provider with (security_barrier) as
with provider_row as (
    select r.* from core.seen_providers as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_providers() as r
    where (select report.as_of_load()) is not null
),

given as (
    select
        t.board_id,
        t.provider_id,
        array_agg(distinct t.care_form order by t.care_form)
        filter (where not t.is_secret or (select access.sees_protected())) as care_forms,
        bool_or(t.is_secret) as is_secret
    from core.stay as t
    group by t.board_id, t.provider_id
)

select
    b.board,
    coalesce(r.provider_code, r.provider_id) as provider_code,
    r.operator,
    case
        when r.secret_location or n.secret_location or r.operator = 'familjehem' then null
        when g.is_secret and not (select access.sees_protected()) then null
        when
            exists (
                select from core.seen_provider_form as f
                where
                    f.board_id = r.board_id
                    and f.provider_id = r.provider_id
                    and f.may_have_location = 'aldrig'
            )
            then null
        else r.municipality_code
    end as municipality_code,
    coalesce(g.care_forms, '{}') as care_forms
from provider_row as r
inner join core.board as b on r.board_id = b.board_id
left join core.seen_providers as n on r.board_id = n.board_id and r.provider_id = n.provider_id
left join given as g on r.board_id = g.board_id and r.provider_id = g.provider_id;

create view report.unit with (security_barrier) as
with unit_row as (
    select r.* from core.seen_units as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_units() as r
    where (select report.as_of_load()) is not null
)

select b.board, r.unit, r.name, r.valid_from, r.valid_to
from unit_row as r
inner join core.board as b on r.board_id = b.board_id;

create view report.load with (security_barrier) as
select
    b.board,
    l.load_id,
    l.started_at,
    l.finished_at,
    l.source,
    l.data_through,
    l.revision,
    l.complete,
    count(f.file_id) as files,
    coalesce(sum(f.rows_read), 0)::bigint as rows_read,
    coalesce(sum(f.rows_new + f.rows_changed + f.rows_unchanged + f.rows_superseded), 0)::bigint as rows_accepted,
    coalesce(sum(f.rows_rejected), 0)::bigint as rows_rejected,
    (
        select max(u.load_id) from raw.load as u
        inner join raw.effect as e on u.load_id = e.load_id and e.to_load is null
        where u.undoes = l.load_id
    ) as undone_by,
    l.undoes,
    l.is_demo
from raw.load as l
inner join core.board as b on l.board_id = b.board_id
left join raw.file as f on l.load_id = f.load_id
group by b.board, l.load_id;

create view report.load_file with (security_barrier) as
select
    b.board,
    f.load_id,
    f.name as file,
    f.entity,
    f.size_bytes,
    f.sha256,
    f.data_through,
    f.revision,
    f.rows_read,
    f.rows_new,
    f.rows_changed,
    f.rows_unchanged,
    f.rows_superseded,
    f.rows_rejected,
    f.rows_left_out
from raw.file as f
inner join raw.load as l on f.load_id = l.load_id
inner join core.board as b on l.board_id = b.board_id;

-- Rows without a unit are for those with the whole board; those of an undone load are no longer at fault.
-- The unit is the row's own, or that of the placement which a price, extra, legal basis, absence or secrecy belongs to.
create view report.rejected_row with (security_barrier) as
with rejected as (
    select
        l.board_id,
        f.load_id,
        f.name,
        r.line,
        f.entity,
        r.column_name,
        r.rule,
        r.message,
        coalesce(r.unit, p.unit) as unit,
        r.resolved_by_load
    from raw.rejected_row as r
    inner join raw.file as f on r.file_id = f.file_id
    inner join raw.load as l on f.load_id = l.load_id
    inner join raw.effect as e on l.load_id = e.load_id and e.to_load is null
    left join core.seen_placements as p
        on
            (starts_with(f.entity, 'placement_') or f.entity = 'price_additions')
            and l.board_id = p.board_id
            and p.placement_id = split_part(r.key, '|', 1)
)

select
    b.board,
    r.load_id,
    r.name as file,
    r.line,
    r.entity,
    r.column_name as "column",
    r.rule,
    r.message,
    false as waiting,
    r.resolved_by_load,
    r.unit,
    case when r.resolved_by_load is null then 'avvisad' else 'rattad' end as state
from rejected as r
inner join core.board as b on r.board_id = b.board_id
where
    (select access.whole_board())
    or r.unit = any((select access.units())::text[])
union all
select
    b.board,
    f.load_id,
    f.name as file,
    w.line,
    w.entity,
    'placement_id' as "column",
    'placement_missing' as rule,
    'Raden väntar på sin placering och tas in när den kommer.' as message,
    true as waiting,
    null as resolved_by_load,
    null as unit,
    'vantar' as state
from core.waiting as w
inner join raw.file as f on w.file_id = f.file_id
inner join core.board as b on w.board_id = b.board_id
where (select access.whole_board());

-- Every finding is counted by all; its key, which names a row about an individual, is read when that has been opened.
create view report.finding with (security_barrier) as
with found as (
    select
        f.board_id,
        f.rule,
        f.entity,
        case
            when f.names_individual and not (select access.has_opened()) then null
            -- a controller has placements, and not what else a person is given
            when f.names_individual and f.entity <> 'placements' and current_user <> 'ik_manager' then null
            when n.person_key is null or (select access.sees_protected()) then f.key
            else 'skyddad'
        end as key,
        f.unit
    from core.seen_found as f
    left join core.seen_protected_person as n on f.board_id = n.board_id and f.person_key = n.person_key
)

select b.board, f.rule, u.severity, f.entity, f.key, u.message, f.unit
from found as f
inner join core.finding_rule as u on f.rule = u.rule
inner join core.board as b on f.board_id = b.board_id
where
    (select access.whole_board())
    or f.unit = any((select access.units())::text[]);

-- Labels: the field's own and those that the municipality added.
create view report.code with (security_barrier) as
select b.board, c.vocabulary, c.code, c.label, c.position, c.kind
from core.code as c
cross join core.board as b
where b.board_id = (select access.board_id())
union all
select b.board, c.vocabulary, c.code, c.label, 10000 as position, m.kind
from core.seen_codes as c
inner join core.board as b on c.board_id = b.board_id
left join core.code as m on c.vocabulary = m.vocabulary and c.maps_to = m.code
where not exists (select from core.code as s where s.vocabulary = c.vocabulary and s.code = c.code);

create view report.cut_off with (security_barrier) as
with cut_off_row as (
    select r.* from core.seen_cut_off as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_cut_off() as r
    where (select report.as_of_load()) is not null
)

select b.board, r.entity, r.data_through
from cut_off_row as r
inner join core.board as b on r.board_id = b.board_id;

create view report.board_setting with (security_barrier) as
select b.board, b.day_rule
from core.board as b
where b.board_id = (select access.board_id());

create view report.store_state with (security_barrier) as
select
    b.board,
    coalesce(bool_or(l.is_demo), false) as is_demo,
    max(l.load_id) as latest_load,
    (select count(*) from access.protection as x where x.board_id = b.board_id) as protections
from core.board as b
left join raw.load as l on b.board_id = l.board_id
where b.board_id = (select access.board_id())
group by b.board_id;

-- Persons and days over a period: a person in two placements on one day is one person-day and two
-- placement-days. Placed is who has at least one day that counts under the board's rule.
create function report.persons_placed(
    from_on date,
    to_on date,
    care_forms text[] default null,
    sexes text[] default null,
    age_groups text[] default null,
    target_groups text[] default null,
    main_reasons text[] default null,
    procurements text[] default null,
    tender_areas text[] default null,
    provider_codes text[] default null,
    asked_units text[] default null
)
returns table (persons bigint, placements bigint, person_days bigint, placement_days bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as (
        select t.board_id, t.stay, t.person_key, t.sex, t.birth_year, t.care_form, t.target_group, t.main_reason,
            t.procurement, t.tender_area, t.provider_code, t.is_secret, t.unit, t.volume_from, t.volume_to
        from core.stay as t
        where (select report.as_of_load()) is null
        union all
        select t.board_id, t.stay, t.person_key, t.sex, t.birth_year, t.care_form, t.target_group, t.main_reason,
            t.procurement, t.tender_area, t.provider_code, t.is_secret, t.unit, t.volume_from, t.volume_to
        from core.then_stay_calculated as t
        where (select report.as_of_load()) is not null
    ),

    year_of_stay as (
        select
            s.*,
            greatest(s.volume_from, from_on, make_date(y.year, 1, 1)) as day_from,
            least(s.volume_to, to_on, make_date(y.year, 12, 31)) as day_to,
            core.age_group(y.year - s.birth_year) as age_group
        from stay as s
        cross join lateral generate_series(
            extract(year from greatest(s.volume_from, from_on))::integer,
            extract(year from least(s.volume_to, to_on))::integer
        ) as y (year)
        where
            s.volume_from <= s.volume_to
            and s.volume_from <= to_on
            and s.volume_to >= from_on
            and ((select access.whole_board()) or s.unit = any((select access.units())::text[]))
            and (care_forms is null or s.care_form = any(care_forms))
            and (sexes is null or s.sex = any(sexes))
            and (target_groups is null or s.target_group = any(target_groups))
            and (main_reasons is null or s.main_reason = any(main_reasons))
            and (procurements is null or s.procurement = any(procurements))
            and (tender_areas is null or s.tender_area = any(tender_areas))
            and (
                provider_codes is null
                or case when s.is_secret and not (select access.sees_protected())
                    then 'skyddad' else s.provider_code end = any(provider_codes)
            )
            and (asked_units is null or coalesce(s.unit, '') = any(asked_units))
    ),

    counted as (
        select * from year_of_stay as c
        where age_groups is null or c.age_group = any(age_groups)
    ),

    person as (
        select c.person_key, range_agg(daterange(c.day_from, c.day_to, '[]')) as days
        from counted as c
        group by c.person_key
    )

    select
        (select count(*) from person) as persons,
        (select count(distinct c.stay) from counted as c) as placements,
        (
            select coalesce(sum(upper(r.days) - lower(r.days)), 0)
            from person as p cross join lateral unnest(p.days) as r (days)
        )::bigint as person_days,
        (select coalesce(sum(c.day_to - c.day_from + 1), 0) from counted as c)::bigint as placement_days
$$;

-- Published, frozen reports: the only thing that the board members' role reads.
create table published.report (
    report_id integer generated always as identity primary key,
    board text not null,
    dnr text not null,
    kind text not null check (kind in ('manad', 'tertial', 'ar')),
    period_from date not null,
    period_to date not null,
    version integer not null,
    published_at timestamptz not null,
    sha256 text not null,
    load_id integer not null,
    definition_version text not null
);

create table published.cell (
    report_id integer not null references published.report,
    table_code text not null,
    row_code text not null,
    column_code text not null,
    value numeric,
    suppressed boolean not null default false,
    primary key (report_id, table_code, row_code, column_code)
);

create table published.text (
    report_id integer not null references published.report,
    section text not null,
    kind text not null check (kind in ('kommentar', 'atgard', 'skillnad')),
    text text not null
);

-- The codes, for those who read published figures in a tool of their own.
create view published.code with (security_barrier) as
select c.board, c.vocabulary, c.code, c.label, c.position, c.kind
from report.code as c;
