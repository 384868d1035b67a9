-- What loads have changed among the placements: the facts of now against those before the first of the loads.

-- The placements and their prices as they stood before a load, by the one text that says what stood then; as if the
-- transaction asked for that for the moment.
create function core.placements_before(since_load integer) returns setof core.then_placements
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    asked text := coalesce(current_setting('ik.as_of', true), '');
begin
    perform set_config('ik.as_of', (since_load - 1)::text, true);
    return query select p.* from core.then_placements as p;
    perform set_config('ik.as_of', asked, true);
end
$$;

create function core.prices_before(since_load integer) returns setof core.then_placement_prices
language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
    asked text := coalesce(current_setting('ik.as_of', true), '');
begin
    perform set_config('ik.as_of', (since_load - 1)::text, true);
    return query select p.* from core.then_placement_prices as p;
    perform set_config('ik.as_of', asked, true);
end
$$;

-- one row per placement and thing that changed, the protected among them; load_id is the load that told of it
create function core.placement_changed(since_load integer)
returns table (
    placement_id text,
    case_id text,
    person_key text,
    unit text,
    care_form text,
    is_protected boolean,
    change text,
    was text,
    becomes text,
    load_id integer
)
language sql volatile security definer set search_path = pg_catalog
as $$
    -- a version that never held (a late claim) has changed nothing
    with version as (
        select p.placement_id, false as is_price, p.from_load, p.to_load from core.placements as p
        union all
        select p.placement_id, false as is_price, p.from_load, p.to_load from core.placement_additions as p
        union all
        select p.placement_id, true as is_price, p.from_load, p.to_load from core.placement_prices as p
        union all
        select p.placement_id, true as is_price, p.from_load, p.to_load from core.price_additions as p
    ),

    -- the latest of the loads that told something else of it
    touched as (
        select
            v.placement_id,
            max(l.load_id) filter (where not v.is_price) as load_id,
            max(l.load_id) filter (where v.is_price) as price_load_id
        from version as v
        cross join lateral (values (v.from_load), (v.to_load)) as l (load_id)
        where
            (v.from_load >= since_load or v.to_load >= since_load)
            and v.from_load is distinct from v.to_load
            and l.load_id >= since_load
            and (select report.as_of_load()) is null
        group by v.placement_id
    ),

    -- which placements are the asker's is asked of each side by itself: one that left the unit has left the list
    before as (
        select p.*
        from core.placements_before(since_load) as p
        inner join touched as t on p.placement_id = t.placement_id
        where (select access.whole_board()) or p.unit = any((select access.units())::text[])
    ),

    after as (
        select p.*
        from core.seen_placements as p
        inner join touched as t on p.placement_id = t.placement_id
        where (select access.whole_board()) or p.unit = any((select access.units())::text[])
    ),

    price_before as (
        select
            p.placement_id,
            array_agg(
                array[p.valid_from::text, p.valid_to::text, p.daily_price_ore::text, p.monthly_amount_ore::text]
                order by p.valid_from, p.fact_id
            ) as prices,
            (array_agg(coalesce(p.daily_price_ore, p.monthly_amount_ore) order by p.valid_from desc))[1] as latest
        from core.prices_before(since_load) as p
        group by p.placement_id
    ),

    price_after as (
        select
            p.placement_id,
            array_agg(
                array[p.valid_from::text, p.valid_to::text, p.daily_price_ore::text, p.monthly_amount_ore::text]
                order by p.valid_from, p.fact_id
            ) as prices,
            (array_agg(coalesce(p.daily_price_ore, p.monthly_amount_ore) order by p.valid_from desc))[1] as latest
        from core.seen_placement_prices as p
        inner join touched as t on p.placement_id = t.placement_id
        group by p.placement_id
    ),

    compared as (
        select
            coalesce(a.board_id, b.board_id) as board_id,
            coalesce(a.placement_id, b.placement_id) as placement_id,
            coalesce(a.case_id, b.case_id) as case_id,
            coalesce(a.person_key, b.person_key) as person_key,
            coalesce(a.unit, b.unit) as unit,
            coalesce(a.care_form, b.care_form) as care_form,
            v.change,
            v.was,
            v.becomes,
            v.load_id,
            v.applies
        from before as b
        full join after as a on b.placement_id = a.placement_id
        inner join touched as t on t.placement_id = coalesce(a.placement_id, b.placement_id)
        left join price_before as pb on b.placement_id = pb.placement_id
        left join price_after as pa on a.placement_id = pa.placement_id
        cross join lateral (
            values
            ('tillkom', null, a.moved_in_on::text, t.load_id, b.placement_id is null),
            ('borta', b.moved_in_on::text, null, t.load_id, a.placement_id is null),
            (
                'avslutad', null, a.moved_out_on::text, t.load_id,
                b.moved_out_on is null and a.moved_out_on is not null and b.placement_id is not null
            ),
            (
                'ut_dag', b.moved_out_on::text, a.moved_out_on::text, t.load_id,
                a.placement_id is not null and b.moved_out_on is not null
                and a.moved_out_on is distinct from b.moved_out_on
            ),
            ('in_dag', b.moved_in_on::text, a.moved_in_on::text, t.load_id, a.moved_in_on <> b.moved_in_on),
            ('vardform', b.care_form, a.care_form, t.load_id, a.care_form <> b.care_form),
            ('utforare', null, null, t.load_id, a.provider_id <> b.provider_id),
            (
                'upphandling', b.procurement, a.procurement, t.load_id,
                a.placement_id is not null and b.placement_id is not null
                and a.procurement is distinct from b.procurement
            ),
            (
                'underskrift', b.agreement_signed_on::text, a.agreement_signed_on::text, t.load_id,
                a.placement_id is not null and b.placement_id is not null
                and a.agreement_signed_on is distinct from b.agreement_signed_on
            ),
            (
                'avtalets_slut', b.agreement_ends_on::text, a.agreement_ends_on::text, t.load_id,
                a.placement_id is not null and b.placement_id is not null
                and a.agreement_ends_on is distinct from b.agreement_ends_on
            ),
            (
                'pris', (pb.latest / 100.0)::numeric(14, 2)::text, (pa.latest / 100.0)::numeric(14, 2)::text,
                t.price_load_id,
                a.placement_id is not null and b.placement_id is not null and pa.prices is distinct from pb.prices
            )
        ) as v (change, was, becomes, load_id, applies)
    )

    select
        c.placement_id,
        c.case_id,
        coalesce(x.new_person_key, c.person_key),
        c.unit,
        c.care_form,
        n.person_key is not null,
        c.change,
        c.was,
        c.becomes,
        c.load_id
    from compared as c
    left join core.seen_person_alias as x on c.board_id = x.board_id and c.person_key = x.old_person_key
    left join core.seen_protected_person as n
        on c.board_id = n.board_id and coalesce(x.new_person_key, c.person_key) = n.person_key
    where c.applies
$$;

create function report.placement_changes(since_load integer)
returns table (
    placement_id text,
    case_id text,
    person_key text,
    unit text,
    care_form text,
    change text,
    was text,
    becomes text,
    load_id integer
)
language sql volatile security definer set search_path = pg_catalog
as $$
    select c.placement_id, c.case_id, c.person_key, c.unit, c.care_form, c.change, c.was, c.becomes, c.load_id
    from core.placement_changed(since_load) as c
    where (select access.has_opened()) and (not c.is_protected or (select access.sees_protected()))
$$;

create function report.placement_change_counts(since_load integer)
returns table (change text, unit text, placements bigint)
language sql volatile security definer set search_path = pg_catalog
as $$
    select c.change, c.unit, count(*)
    from core.placement_changed(since_load) as c
    group by c.change, c.unit
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'core.placements_before(integer)',
        'core.prices_before(integer)',
        'core.placement_changed(integer)',
        'report.placement_changes(integer)',
        'report.placement_change_counts(integer)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        if starts_with(f::text, 'report.') then
            execute format('grant execute on function %s to ik_manager, ik_controller', f);
        end if;
    end loop;
end
$$;

comment on function report.placement_changes(integer) is
'Vad en inläsning och de senare har ändrat bland placeringarna, en rad per placering och ändring; läses först när '
'öppningen står i åtkomstloggen.';
comment on function report.placement_change_counts(integer) is
'Antal av samma ändringar per slag och enhet, med de skyddade; kräver ingen öppning.';
