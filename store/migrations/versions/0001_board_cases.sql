-- The flow of cases in the report to the board: counts over the whole board for a period, as the facts stand now or
-- stood after a load (report.as_of), each with the persons behind it. The steps are those of Flöden (core.seen_lead).

-- One row per table, row and column of the report; `reached` is the day that the facts reach.
create function report.board_cases(from_on date, to_on date)
returns table (
    table_code text, row_code text, column_code text, value numeric, persons bigint, reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with step as materialized (
        select
            s.step,
            coalesce(s.subject, 'okand') as subject,
            s.person_key,
            s.days,
            s.reached_on,
            s.started_on between from_on and to_on as has_begun,
            s.ended_on between from_on and to_on as has_ended,
            s.started_on <= to_on
            and (s.ended_on is null or s.ended_on > to_on)
            and (s.until_on is null or s.until_on > to_on) as is_running,
            coalesce(s.deadline_on < to_on, false) as is_late
        from core.seen_lead as s
        where (select access.whole_board()) and not s.reversed
    ),

    counted as (
        select v.table_code, s.subject, v.column_code, s.person_key, s.days
        from step as s
        cross join
            lateral (
                values
                ('anmalningar', 'alla', s.step = 'preliminary_assessment' and s.has_begun),
                ('utredningar_inledda', 'alla', s.step = 'investigation' and s.has_begun),
                ('utredningar_avslutade', 'alla', s.step = 'investigation' and s.has_ended),
                (
                    'utredningar_pagaende',
                    case when s.is_late then 'over' else 'inom' end,
                    s.step = 'investigation' and s.is_running
                ),
                ('ej_verkstallda', 'alla', s.step = 'decision_to_execution' and s.is_running and s.is_late)
            ) as v (table_code, column_code, counts)
        where v.counts
    ),

    number as (
        select
            c.table_code,
            coalesce(c.subject, 'alla') as row_code,
            coalesce(c.column_code, 'alla') as column_code,
            count(*)::numeric as value,
            count(distinct c.person_key) as persons
        from counted as c
        group by
            grouping sets (
                (c.table_code, c.subject, c.column_code),
                (c.table_code, c.subject),
                (c.table_code, c.column_code),
                (c.table_code)
            )
        -- a table without columns has its sums already
        having grouping(c.column_code) = 1 or c.column_code <> 'alla'
    ),

    median as (
        select
            coalesce(c.subject, 'alla') as row_code,
            percentile_cont(0.5) within group (order by c.days)::numeric as value,
            count(distinct c.person_key) as persons
        from counted as c
        where c.table_code = 'utredningar_avslutade'
        group by grouping sets ((c.subject), ())
    ),

    reach as (
        select v.table_code, max(s.reached_on) as reached
        from step as s
        inner join (
            values
            ('anmalningar', 'preliminary_assessment'),
            ('utredningar_inledda', 'investigation'),
            ('utredningar_avslutade', 'investigation'),
            ('utredningstid', 'investigation'),
            ('utredningar_pagaende', 'investigation'),
            ('ej_verkstallda', 'decision_to_execution')
        ) as v (table_code, step) on s.step = v.step
        group by v.table_code
    ),

    shown as (
        select r.table_code, r.reached, s.row_code, c.column_code
        from reach as r
        cross join (values ('barn'), ('vuxen'), ('okand'), ('alla')) as s (row_code)
        cross join (values ('inom'), ('over'), ('alla')) as c (column_code)
        where c.column_code = 'alla' or r.table_code = 'utredningar_pagaende'
    )

    select
        h.table_code,
        h.row_code,
        h.column_code,
        case when h.table_code = 'utredningstid' then m.value else coalesce(n.value, 0) end,
        case when h.table_code = 'utredningstid' then coalesce(m.persons, 0) else coalesce(n.persons, 0) end,
        h.reached
    from shown as h
    left join number as n
        on h.table_code = n.table_code and h.row_code = n.row_code and h.column_code = n.column_code
    left join median as m on h.row_code = m.row_code
$$;

-- Persons with two or more kinds of intervention on the last day of the period, by how many kinds.
create function report.board_parallel(to_on date)
returns table (
    table_code text, row_code text, column_code text, value numeric, persons bigint, reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with person as (
        select s.person_key, max(cardinality(s.kinds)) as kinds
        from core.seen_spell_row as s
        where
            (select access.whole_board())
            and s.is_counted
            and s.started_on <= to_on
            and coalesce(s.ended_on, s.today) >= to_on
            and s.today >= to_on
        group by s.person_key
    )

    select
        'parallella',
        v.row_code,
        'alla',
        count(p.person_key)::numeric,
        count(p.person_key),
        (select g.today from core.seen_given_reach as g)
    from (values ('tva', 2, 2), ('tre_eller_fler', 3, 99), ('alla', 2, 99)) as v (row_code, fewest, most)
    left join person as p on p.kinds between v.fewest and v.most
    where (select access.whole_board()) and (select g.today from core.seen_given_reach as g) is not null
    group by v.row_code
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.board_cases(date, date)', 'report.board_parallel(date)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller, ik_publisher', f);
    end loop;
end
$$;

comment on function report.board_cases(date, date) is
'Underlag till månadsrapporten om ärenden: anmälningar, utredningar och beslut som inte verkställts, barn och vuxna '
'för sig. Hela nämnden; ingen rad gäller en enskild.';
comment on function report.board_parallel(date) is
'Underlag till månadsrapporten: personer med två eller fler slags insatser på en dag. Hela nämnden; ingen rad gäller '
'en enskild.';
