-- The rows behind the list of placements: those that run on a day, with what holds on it, and of those the ones asked
-- for. For the list and its counts alone, which say who gets them (0001_placement_list.sql).

-- The placements that run on a day, with what they have come to by it; with since also those that ended on that day or
-- later. On the last day covered, or after it, what the load keeps is read; else it is counted anew.
create function core.placements_on(day date, since date) returns setof core.seen_placement_row
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
begin
    perform set_config('ik.day', day::text, true), set_config('ik.since', coalesce(since, day + 1)::text, true);
    if day >= (select c.data_through from core.seen_cut_off as c where c.entity = 'placements') then
        return query select r.* from core.seen_kept_placement_row as r;
    else
        return query select r.* from core.seen_on_placement_row as r;
    end if;
end
$$;

-- one row per placement asked for, the protected among them
create function core.placements_asked(day date, since date, item text, asked jsonb)
returns table (
    stay bigint,
    is_protected boolean,
    placement_id text,
    case_id text,
    person_key text,
    sex text,
    birth_year integer,
    age_years integer,
    provider_code text,
    provider_name text,
    care_form text,
    target_group text,
    main_reason text,
    legal_basis text,
    moved_in_on date,
    moved_out_on date,
    care_days bigint,
    daily_price numeric,
    cost numeric,
    extra_cost numeric,
    procurement text,
    bought_as text,
    outside_reason text,
    tender_area text,
    agreement_signed_on date,
    agreement_ends_on date,
    signature text,
    framework_from_on date,
    framework_to_on date,
    next_due_on date,
    unit text,
    end_reason text
)
language sql volatile security definer set search_path = pg_catalog
as $$
    -- providers whose name would tell of a place that may never be shown
    with secret_provider as (
        select t.provider_id
        from core.seen_stay as t
        inner join core.care_form as f on t.care_form = f.care_form and f.may_have_location = 'aldrig'
        union
        select a.provider_id
        from core.seen_framework_agreements as a
        inner join core.care_form as f on a.care_form = f.care_form and f.may_have_location = 'aldrig'
        union
        select v.provider_id
        from core.seen_providers as v
        where v.secret_location or v.operator = 'familjehem'
    ),

    running as (
        select
            r.*,
            p.provider_id,
            f.default_procurement,
            coalesce(r.procurement, f.default_procurement) as bought_as,
            extract(year from placements_asked.day)::integer - r.birth_year as age_years,
            r.is_secret and not (select access.sees_protected()) as is_hidden
        from core.placements_on(placements_asked.day, placements_asked.since) as r
        inner join core.seen_placements as p on r.stay = p.fact_id
        left join core.care_form as f on r.care_form = f.care_form
        where
            (select report.as_of_load()) is null
            and ((select access.whole_board()) or r.unit = any((select access.units())::text[]))
            and (
                placements_asked.item is null
                or r.stay in (select n.stay from core.seen_needing as n where n.item = placements_asked.item)
            )
    ),

    told as (
        select
            r.*,
            case when r.is_hidden then 'skyddad' else r.provider_code end as shown_code,
            case
                when r.is_hidden or r.default_procurement = 'eget_familjehem' or s.provider_id is not null then null
                else v.name
            end as name,
            case
                when r.bought_as in ('egen_regi', 'sis') then 'behovs_inte'
                when r.agreement_signed_on is null then 'saknas'
                else 'finns'
            end as signature,
            a.valid_from as framework_from_on,
            a.valid_to as framework_to_on,
            c.next_due_on
        from running as r
        left join secret_provider as s on r.provider_id = s.provider_id
        left join core.seen_providers as v on r.provider_id = v.provider_id
        -- the framework agreement that held on the in-date, as the day rule is taken from
        left join lateral (
            select a.valid_from, a.valid_to
            from core.seen_framework_agreements as a
            where
                a.provider_id = r.provider_id
                and a.care_form = r.care_form
                and r.moved_in_on >= a.valid_from
                and (a.valid_to is null or r.moved_in_on <= a.valid_to)
                and not r.is_hidden
            order by a.valid_from desc, a.agreement_id
            limit 1
        ) as a on true
        -- the earliest of the days that the latest consideration of each kind by then set for the next of its kind
        left join lateral (
            select min(k.next_due_on) as next_due_on
            from (
                select
                    c.next_due_on,
                    rank() over (partition by c.kind order by c.considered_on desc) as place
                from core.seen_considerations as c
                where c.placement_id = r.placement_id and c.considered_on <= placements_asked.day
            ) as k
            where k.place = 1
        ) as c on true
    )

    select
        t.stay,
        t.is_protected,
        t.placement_id,
        t.case_id,
        t.person_key,
        t.sex,
        t.birth_year,
        t.age_years,
        t.shown_code,
        t.name,
        t.care_form,
        t.target_group,
        t.main_reason,
        t.legal_basis,
        t.moved_in_on,
        t.moved_out_on,
        t.care_days::bigint,
        t.daily_price,
        t.cost,
        t.extra_cost,
        t.procurement,
        t.bought_as,
        t.outside_reason,
        t.tender_area,
        t.agreement_signed_on,
        t.agreement_ends_on,
        t.signature,
        t.framework_from_on,
        t.framework_to_on,
        t.next_due_on,
        t.unit,
        t.end_reason
    from told as t
    where
        core.is_kept(asked, 'care_form', t.care_form)
        and core.is_kept(asked, 'unit', t.unit)
        and core.is_kept(asked, 'age_group', core.age_group(t.age_years))
        and core.is_kept(asked, 'sex', t.sex)
        and core.is_kept(asked, 'target_group', t.target_group)
        and core.is_kept(asked, 'main_reason', t.main_reason)
        and core.is_kept(asked, 'procurement', t.procurement)
        and core.is_kept(asked, 'outside_reason', t.outside_reason)
        and core.is_kept(asked, 'tender_area', t.tender_area)
        and core.is_kept(asked, 'provider_code', t.shown_code)
        and core.is_kept(asked, 'signature', t.signature)
        and core.is_kept(asked, 'placement', t.placement_id)
        and (
            core.is_kept(asked, 'legal_basis', t.legal_basis)
            or exists (
                select from unnest(string_to_array(t.legal_basis, '+')) as b (code)
                where asked -> 'legal_basis' ? b.code
            )
        )
        and core.is_between(asked, 'moved_in_on', t.moved_in_on)
        and core.is_between(asked, 'agreement_ends_on', t.agreement_ends_on)
        and core.is_between(asked, 'next_due_on', t.next_due_on)
        and core.is_within(asked, 'care_days', t.care_days)
        and core.is_within(asked, 'daily_price', t.daily_price)
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'core.placements_on(date, date)',
        'core.placements_asked(date, date, text, jsonb)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
    end loop;
end
$$;
