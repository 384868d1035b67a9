-- What the board's report counts of placements, as the facts stand now or stood after a load (report.as_of). For the
-- functions that count and sum it alone (0001_board_placed.sql): no role is given these.

-- The group of a care form in the report: that of the national form, an own code's by what it maps to.
create function core.board_care_group()
returns table (care_form text, care_group text)
language sql stable security definer set search_path = pg_catalog
as $$
    with own as (
        select c.board_id, c.vocabulary, c.code, c.maps_to
        from core.seen_codes as c
        where (select report.as_of_load()) is null
        union all
        select c.board_id, c.vocabulary, c.code, c.maps_to
        from core.then_codes as c
        where (select report.as_of_load()) is not null
    )

    select f.care_form, f.kolada_group
    from core.care_form as f
    union all
    select o.code, coalesce(f.kolada_group, 'ovrigt')
    from own as o
    left join core.care_form as f on o.maps_to = f.care_form
    where
        o.board_id = (select access.board_id())
        and o.vocabulary = 'care_form'
        and not exists (select from core.care_form as k where k.care_form = o.code)
$$;

-- one row per stay of the board that has begun by the cut-off
create function core.board_stay()
returns table (
    stay bigint,
    person_key text,
    sex text,
    care_group text,
    procurement text,
    main_reason text,
    provider text,
    operator text,
    moved_in_on date,
    moved_out_on date,
    -- the days that count under the board's rule
    volume_from date,
    volume_to date,
    reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with known_stay as (
        select s.*
        from core.stay as s
        where (select report.as_of_load()) is null
        union all
        select s.*
        from core.then_stay_calculated as s
        where (select report.as_of_load()) is not null
    ),

    cut_off as (
        select c.board_id, c.data_through
        from core.seen_cut_off as c
        where c.entity = 'placements' and (select report.as_of_load()) is null
        union all
        select c.board_id, c.data_through
        from core.then_cut_off as c
        where c.entity = 'placements' and (select report.as_of_load()) is not null
    )

    select
        s.stay,
        s.person_key,
        coalesce(s.sex, 'okand'),
        coalesce(g.care_group, 'ovrigt'),
        coalesce(s.procurement, 'okand'),
        coalesce(s.main_reason, 'okand'),
        s.provider_id,
        s.operator,
        s.moved_in_on,
        s.moved_out_on,
        s.volume_from,
        s.volume_to,
        c.data_through
    from known_stay as s
    inner join cut_off as c on s.board_id = c.board_id
    left join core.board_care_group() as g on s.care_form = g.care_form
    where
        s.board_id = (select access.board_id())
        and (select access.whole_board())
        and s.moved_in_on <= c.data_through
$$;

-- one row per stay and month with any day that counts or is paid for
create function core.board_stay_month(from_on date, to_on date)
returns table (
    stay bigint, days bigint, priced_days bigint, unpriced_days bigint, cost_ore bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with known_slice as (
        select s.board_id, s.stay, s.month, s.placement_days, s.priced_days, s.unpriced_days, s.cost_ore,
            s.extra_cost_ore
        from core.slice as s
        where (select report.as_of_load()) is null
        union all
        select s.board_id, s.stay, s.month, s.placement_days, s.priced_days, s.unpriced_days, s.cost_ore,
            s.extra_cost_ore
        from core.then_slice_calculated as s
        where (select report.as_of_load()) is not null
    )

    select
        s.stay,
        sum(s.placement_days)::bigint,
        sum(s.priced_days)::bigint,
        sum(s.unpriced_days)::bigint,
        sum(s.cost_ore + s.extra_cost_ore)::bigint
    from known_slice as s
    where
        s.board_id = (select access.board_id())
        and (select access.whole_board())
        and s.month between date_trunc('month', from_on)::date and to_on
    group by s.stay
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'core.board_care_group()', 'core.board_stay()', 'core.board_stay_month(date, date)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
    end loop;
end
$$;

-- The budget by group, and of all; a group without a budget has no row.
create function report.board_budget(from_on date, to_on date)
returns table (row_code text, budget_kr numeric)
language sql stable security definer set search_path = pg_catalog
as $$
    select coalesce(x.care_group, 'alla'), sum(x.cost_ore) / 100.0
    from (
        select coalesce(g.care_group, 'ovrigt') as care_group, b.cost_ore
        from report.budget as b
        left join core.board_care_group() as g on b.care_form = g.care_form
        where b.month between from_on and to_on and b.cost_ore is not null and (select access.whole_board())
    ) as x
    group by grouping sets ((x.care_group), ())
    having count(*) > 0
$$;

alter function report.board_budget(date, date) owner to ik_view;
revoke execute on function report.board_budget(date, date) from public;
grant execute on function report.board_budget(date, date) to ik_manager, ik_controller, ik_publisher;

comment on function report.board_budget(date, date) is
'Budgeten till månadsrapporten per grupp av vårdformer. Hela nämnden.';
