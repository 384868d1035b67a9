-- The list of placements: those that run on a day, or at some time in a period that ends on it, with what holds on the
-- day. It is the list of now, with the facts of now: what a later load told of an earlier day is in it. Of other units
-- it has nothing. Counts need no opening; rows do, and leave the protected out.

create function report.placement_list(day date, since date, item text, asked jsonb)
returns table (
    placement_id text,
    case_id text,
    person_key text,
    sex text,
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
    select
        p.placement_id,
        p.case_id,
        p.person_key,
        p.sex,
        p.age_years,
        p.provider_code,
        p.provider_name,
        p.care_form,
        p.target_group,
        p.main_reason,
        p.legal_basis,
        p.moved_in_on,
        p.moved_out_on,
        p.care_days,
        p.daily_price,
        p.cost,
        p.extra_cost,
        p.procurement,
        p.outside_reason,
        p.tender_area,
        p.agreement_signed_on,
        p.agreement_ends_on,
        p.signature,
        p.framework_from_on,
        p.framework_to_on,
        p.next_due_on,
        p.unit,
        p.end_reason
    from core.placements_asked(day, since, item, asked) as p
    where access.has_opened() and (not p.is_protected or access.sees_protected())
$$;

-- one row for all and one per reason outside: how many the list is of, what they have come to, how they were bought.
-- Bought without saying how: of a form that is bought, with no procurement delivered.
create function report.placement_counts(day date, since date, item text, asked jsonb)
returns table (
    is_total boolean,
    outside_reason text,
    placements bigint,
    persons bigint,
    care_days bigint,
    cost numeric,
    extra_cost numeric,
    unknown_cost bigint,
    without_price bigint,
    within_framework bigint,
    outside_framework bigint,
    unknown_procurement bigint
)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
    -- how many of one that is named would be a row about an individual
    if asked ? 'placement' then
        raise insufficient_privilege using message = 'a named placement is not counted: it is listed under an opening';
    end if;
    return query
    select
        grouping(p.outside_reason) = 1 as is_total,
        p.outside_reason,
        count(*) as placements,
        count(distinct p.person_key) as persons,
        coalesce(sum(p.care_days), 0)::bigint as care_days,
        sum(p.cost) as cost,
        sum(p.extra_cost) as extra_cost,
        count(*) filter (where p.cost is null) as unknown_cost,
        count(*) filter (where p.daily_price is null) as without_price,
        count(*) filter (where p.procurement = 'ramavtal') as within_framework,
        count(*) filter (where p.procurement = 'direktupphandling') as outside_framework,
        count(*) filter (where p.procurement is null and p.bought_as = 'ramavtal') as unknown_procurement
    from core.placements_asked(day, since, item, asked) as p
    group by grouping sets ((), (p.outside_reason));
end
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.placement_list(date, date, text, jsonb)',
        'report.placement_counts(date, date, text, jsonb)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller', f);
    end loop;
end
$$;

comment on function report.placement_list(date, date, text, jsonb) is
'Placeringar som pågår en dag, eller någon gång i en period som slutar den dagen, med det som gäller den dagen; läses '
'först när öppningen står i åtkomstloggen. Skyddade personer finns bara med för den som har behörighet.';
comment on function report.placement_counts(date, date, text, jsonb) is
'Antal och summor för samma lista, med de skyddade; kräver ingen öppning, och räknar ingen placering som pekas ut med '
'sitt nummer.';
