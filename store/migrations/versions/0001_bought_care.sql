-- Bought care by the provider's municipality, and as points. What may not be placed is left out here, for every role
-- and grant, and what is placed has three persons or more: docs/decisions/0015.

-- one row per placement of bought care with days of one kind in the period: what they sum to and where they may be
-- placed. As of an earlier load there are no rows: what is secret today need not have been known then.
create function core.bought_care(
    from_month date,
    to_month date,
    asked_kind text,
    care_forms text[],
    sexes text[],
    age_groups text[],
    target_groups text[],
    main_reasons text[],
    procurements text[],
    outside_reasons text[],
    tender_areas text[],
    legal_bases text[],
    provider_codes text[],
    asked_units text[]
)
returns table (
    person_key text,
    provider_id text,
    care_form text,
    municipality_code text,
    placement_days bigint,
    priced_days bigint,
    unpriced_days bigint,
    cost_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as (
        select t.*, f.default_procurement = 'eget_familjehem' as is_home
        from core.stay as t
        inner join core.seen_known_form as f on t.board_id = f.board_id and t.care_form = f.care_form
        where
            (select report.as_of_load()) is null
            and f.kind = asked_kind
            and coalesce(t.procurement, f.default_procurement)
            in ('ramavtal', 'direktupphandling', 'annan_kommun', 'sis')
            and ((select access.whole_board()) or t.unit = any((select access.units())::text[]))
            and (care_forms is null or t.care_form = any(care_forms))
            and (sexes is null or coalesce(t.sex, '') = any(sexes))
            and (target_groups is null or coalesce(t.target_group, '') = any(target_groups))
            and (main_reasons is null or coalesce(t.main_reason, '') = any(main_reasons))
            and (procurements is null or coalesce(t.procurement, '') = any(procurements))
            and (outside_reasons is null or coalesce(t.outside_reason, '') = any(outside_reasons))
            and (tender_areas is null or coalesce(t.tender_area, '') = any(tender_areas))
            and (
                provider_codes is null
                or case when t.is_secret and not (select access.sees_protected())
                    then 'skyddad' else coalesce(t.provider_code, '') end = any(provider_codes)
            )
            and (asked_units is null or coalesce(t.unit, '') = any(asked_units))
    ),

    summed as (
        select
            s.stay,
            sum(s.placement_days)::bigint as placement_days,
            sum(s.priced_days)::bigint as priced_days,
            sum(s.unpriced_days)::bigint as unpriced_days,
            sum(s.cost_ore)::bigint as cost_ore
        from core.slice as s
        inner join stay as t on s.board_id = t.board_id and s.stay = t.stay
        where
            s.month between from_month and to_month
            and (
                age_groups is null
                or coalesce(core.age_group(extract(year from s.month)::integer - t.birth_year), '') = any(age_groups)
            )
            and (
                legal_bases is null
                or coalesce(s.legal_basis, '') = any(legal_bases)
                or string_to_array(s.legal_basis, '+') && legal_bases
            )
        group by s.stay
    )

    select
        t.person_key,
        t.provider_id,
        t.care_form,
        -- who has a protected identity, and who is at a secret place, is on no map
        case when not t.is_secret and not t.is_protected and not t.is_home then p.municipality_code end
            as municipality_code,
        x.placement_days,
        x.priced_days,
        x.unpriced_days,
        x.cost_ore
    from summed as x
    inner join stay as t on x.stay = t.stay
    left join core.seen_place as p on t.board_id = p.board_id and t.provider_id = p.provider_id
$$;

-- one row per municipality with three persons or more, one for the rest and one for the whole. Where those with one or
-- two hold fewer than three between them, the smallest of the others joins the rest; where there is no other, only the
-- whole is told.
create function report.bought_care_places(
    from_month date,
    to_month date,
    asked_kind text,
    care_forms text[] default null,
    sexes text[] default null,
    age_groups text[] default null,
    target_groups text[] default null,
    main_reasons text[] default null,
    procurements text[] default null,
    outside_reasons text[] default null,
    tender_areas text[] default null,
    legal_bases text[] default null,
    provider_codes text[] default null,
    asked_units text[] default null
)
returns table (
    level text,
    municipality_code text,
    persons bigint,
    placement_days bigint,
    priced_days bigint,
    unpriced_days bigint,
    cost_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with care as materialized (
        select c.* from core.bought_care(
            from_month, to_month, asked_kind, care_forms, sexes, age_groups, target_groups, main_reasons, procurements,
            outside_reasons, tender_areas, legal_bases, provider_codes, asked_units
        ) as c
    ),

    counted as (
        select c.municipality_code, count(distinct c.person_key) filter (where c.placement_days > 0) as persons
        from care as c
        where c.municipality_code is not null
        group by c.municipality_code
    ),

    few as (
        select count(distinct c.person_key) as persons
        from care as c
        inner join counted as m on c.municipality_code = m.municipality_code
        where m.persons < 3
    ),

    ranked as (
        select m.municipality_code, row_number() over (order by m.persons, m.municipality_code) as place
        from counted as m
        where m.persons >= 3
    ),

    shown as (
        select r.municipality_code
        from ranked as r
        cross join few as f
        where r.place > 1 or f.persons = 0 or f.persons >= 3
    ),

    placed as (
        select c.*, s.municipality_code as shown_code
        from care as c
        left join shown as s on c.municipality_code = s.municipality_code
    ),

    leveled as (
        select
            case
                when grouping(p.shown_code) = 1 then 'total'
                when p.shown_code is null then 'rest'
                else 'municipality'
            end as level,
            p.shown_code as municipality_code,
            count(distinct p.person_key) filter (where p.placement_days > 0) as persons,
            sum(p.placement_days)::bigint as placement_days,
            sum(p.priced_days)::bigint as priced_days,
            sum(p.unpriced_days)::bigint as unpriced_days,
            sum(p.cost_ore)::bigint as cost_ore
        from placed as p
        group by grouping sets ((p.shown_code), ())
        having count(*) > 0
    )

    select l.level, l.municipality_code, l.persons, l.placement_days, l.priced_days, l.unpriced_days, l.cost_ore
    from leveled as l
    where l.level <> 'rest' or exists (select from shown)
$$;

-- one row per provider with a point: of the municipalities shown, and from three persons
create function report.bought_care_points(
    from_month date,
    to_month date,
    asked_kind text,
    care_forms text[] default null,
    sexes text[] default null,
    age_groups text[] default null,
    target_groups text[] default null,
    main_reasons text[] default null,
    procurements text[] default null,
    outside_reasons text[] default null,
    tender_areas text[] default null,
    legal_bases text[] default null,
    provider_codes text[] default null,
    asked_units text[] default null
)
returns table (
    provider_code text,
    operator text,
    care_forms text[],
    municipality_code text,
    latitude numeric,
    longitude numeric,
    persons bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        p.provider_code,
        min(p.operator) as operator,
        array_agg(distinct c.care_form order by c.care_form) as care_forms,
        c.municipality_code,
        min(p.latitude) as latitude,
        min(p.longitude) as longitude,
        count(distinct c.person_key) as persons
    from core.bought_care(
        from_month, to_month, asked_kind, care_forms, sexes, age_groups, target_groups, main_reasons, procurements,
        outside_reasons, tender_areas, legal_bases, provider_codes, asked_units
    ) as c
    inner join core.seen_place as p
        on p.board_id = (select access.board_id()) and c.provider_id = p.provider_id
    inner join report.bought_care_places(
        from_month, to_month, asked_kind, care_forms, sexes, age_groups, target_groups, main_reasons, procurements,
        outside_reasons, tender_areas, legal_bases, provider_codes, asked_units
    ) as m
        on c.municipality_code = m.municipality_code
    where p.latitude is not null and p.longitude is not null and c.placement_days > 0
    group by p.provider_code, c.municipality_code
    having count(distinct c.person_key) >= 3
$$;

do $$
declare
    f regprocedure;
begin
    for f in
        select p.oid from pg_proc as p
        where p.proname in ('bought_care', 'bought_care_places', 'bought_care_points')
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        if f::text like 'report.%' then
            execute format('grant execute on function %s to ik_manager, ik_controller', f);
        end if;
    end loop;
end
$$;

comment on function report.bought_care_places is
'Köpt vård i en period per kommun där utföraren finns: personer, dygn och kostnad i hela öre. En kommun visas från '
'tre personer; resten står i en rad, och allt tillsammans i en. Skyddade personer och platser står i ingen kommun. '
'Filter är listor av koder; null är alla och tomt är okänt.';
comment on function report.bought_care_points is
'Utförare av köpt vård som får visas som en punkt: alla dess vårdformer får ha en plats, ingen placering där har '
'hemlig vistelseort, minst tre personer i urvalet. Filter som i report.bought_care_places.';
