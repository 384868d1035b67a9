-- Follow-ups, goals and what was rejected, for the report to the board: counts over the whole board, as the facts stand
-- now or stood after a load (report.as_of).

-- One row per table and row of the report; `reached` is the day that the facts reach. Goals are told as they stand, so
-- only of a period that ends with the facts; else their value is unknown.
create function report.board_quality(from_on date, to_on date)
returns table (
    table_code text, row_code text, column_code text, value numeric, persons bigint, reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with done as (
        select f.board_id, f.placement_id, f.follow_up_id, f.followed_up_on
        from core.seen_follow_ups as f
        where (select report.as_of_load()) is null
        union all
        select f.board_id, f.placement_id, f.follow_up_id, f.followed_up_on
        from core.then_follow_ups as f
        where (select report.as_of_load()) is not null
    ),

    placement as (
        select t.board_id, t.placement_id, t.person_key, t.moved_in_on, t.moved_out_on
        from core.stay as t
        where (select report.as_of_load()) is null
        union all
        select t.board_id, t.placement_id, t.person_key, t.moved_in_on, t.moved_out_on
        from core.then_stay_calculated as t
        where (select report.as_of_load()) is not null
    ),

    stay as (
        select
            p.placement_id,
            p.person_key,
            (p.moved_in_on + make_interval(months => b.months_until_follow_up))::date as due_on,
            p.moved_in_on,
            p.moved_out_on
        from placement as p
        inner join core.board as b on p.board_id = b.board_id
        where p.board_id = (select access.board_id()) and (select access.whole_board())
    ),

    followed as (
        select distinct s.person_key, d.follow_up_id, d.followed_up_on, s.placement_id
        from done as d
        inner join stay as s on d.placement_id = s.placement_id
        where d.board_id = (select access.board_id())
    ),

    first_known as (
        select min(f.followed_up_on) as day from followed as f
    ),

    goal as (
        select g.person_key, g.outcome
        from core.seen_goal as g
        where (select report.as_of_load()) is null and g.board_id = (select access.board_id())
        union all
        select g.person_key, g.outcome
        from core.then_goal as g
        where (select report.as_of_load()) is not null and g.board_id = (select access.board_id())
    ),

    counted as (
        select 'uppfoljningar' as table_code, 'alla' as row_code, f.person_key, f.follow_up_id as one
        from followed as f
        where f.followed_up_on between from_on and to_on
        union all
        -- whom the first follow-up was due for in the period, of those who were still there
        select
            'uppfoljda_i_tid',
            case
                when exists (
                    select from followed as f
                    where f.placement_id = s.placement_id and f.followed_up_on between s.moved_in_on and s.due_on
                ) then 'i_tid'
                else 'ej_i_tid'
            end,
            s.person_key,
            s.placement_id
        from stay as s
        cross join first_known as k
        where
            s.due_on between from_on and to_on
            and (s.moved_out_on is null or s.moved_out_on >= s.due_on)
            and s.moved_in_on >= k.day
        union all
        select 'mal', g.outcome, g.person_key, null
        from goal as g
        where (select access.whole_board())
    ),

    number as (
        select
            c.table_code,
            case when grouping(c.row_code) = 1 then 'alla' else c.row_code end as row_code,
            case when c.table_code = 'uppfoljningar' then count(distinct c.one) else count(*) end as value,
            count(distinct c.person_key) as persons
        from counted as c
        group by grouping sets ((c.table_code, c.row_code), (c.table_code))
        having grouping(c.row_code) = 1 or c.row_code <> 'alla'
    ),

    reach as (
        select c.entity, c.data_through from report.cut_off as c
    ),

    shown as (
        select v.table_code, v.row_code, r.data_through as reached
        from (
            values
            ('uppfoljningar', 'alla', 'follow_ups'),
            ('uppfoljda_i_tid', 'i_tid', 'follow_ups'),
            ('uppfoljda_i_tid', 'ej_i_tid', 'follow_ups'),
            ('uppfoljda_i_tid', 'alla', 'follow_ups'),
            ('mal', 'uppnatt', 'assessments'),
            ('mal', 'delvis', 'assessments'),
            ('mal', 'ej', 'assessments'),
            ('mal', 'okant', 'assessments'),
            ('mal', 'alla', 'assessments')
        ) as v (table_code, row_code, entity)
        inner join reach as r on v.entity = r.entity
        where (select access.whole_board())
    )

    select
        h.table_code,
        h.row_code,
        'alla',
        case when h.table_code <> 'mal' or h.reached = to_on then coalesce(n.value, 0) end::numeric,
        coalesce(n.persons, 0),
        h.reached
    from shown as h
    left join number as n on h.table_code = n.table_code and h.row_code = n.row_code
$$;

-- What was not taken in and still waits to be mended, as known now or after a load.
create function report.board_rejected()
returns table (rejected bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select count(*)
    from raw.rejected_row as r
    inner join raw.file as f on r.file_id = f.file_id
    inner join raw.load as l on f.load_id = l.load_id
    inner join raw.effect as e on l.load_id = e.load_id
    where
        l.board_id = (select access.board_id())
        and (select access.whole_board())
        and e.from_load <= coalesce((select report.as_of_load()), e.from_load)
        and (e.to_load is null or e.to_load > (select report.as_of_load()))
        and (r.resolved_by_load is null or r.resolved_by_load > (select report.as_of_load()))
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array['report.board_quality(date, date)', 'report.board_rejected()']::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller, ik_publisher', f);
    end loop;
end
$$;

comment on function report.board_quality(date, date) is
'Underlag till månadsrapporten om uppföljningar och mål. Hela nämnden; ingen rad gäller en enskild.';
comment on function report.board_rejected() is
'Antal avvisade rader som väntar på att rättas, till månadsrapporten. Hela nämnden.';
