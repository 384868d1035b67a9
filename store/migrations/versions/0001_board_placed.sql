-- Placements in the report to the board: sums and counts over the whole board for a period, each with what the
-- protection of small cells must know of it: how many persons stand behind, and how much of a cost is one provider's.

-- One row per table, row and column of the report. `persons`: behind the value; `shares`: the parts of a cost in öre, a
-- provider each under a name that says nothing, null where what it costs is public; `reached`: the day that the facts
-- reach. Groups without anybody are 0, and all rows are left out where placements have never been delivered.
create function report.board_placed(from_on date, to_on date)
returns table (
    table_code text,
    row_code text,
    column_code text,
    value numeric,
    persons bigint,
    shares jsonb,
    reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as materialized (
        select
            s.*,
            s.volume_from <= to_on and s.volume_to >= to_on as on_last_day,
            s.volume_from <= s.volume_to and s.volume_from <= to_on and s.volume_to >= from_on as in_period,
            s.moved_in_on between from_on and to_on as has_begun,
            s.moved_out_on between from_on and least(to_on, s.reached) as has_ended
        from core.board_stay() as s
    ),

    month as materialized (
        select t.care_group, t.person_key, t.provider, t.operator, m.days, m.priced_days, m.unpriced_days, m.cost_ore
        from core.board_stay_month(from_on, to_on) as m
        inner join stay as t on m.stay = t.stay
    ),

    care_group as (
        select distinct f.kolada_group as care_group from core.care_form as f
    ),

    -- everybody counts in the group and in the sum of groups
    counted as (
        select
            v.table_code,
            -- what happens in a month is too little for more groups
            case when v.is_person or s.care_group in ('familjehem', 'hvb') then s.care_group else 'annat' end
                as care_group,
            s.person_key,
            v.is_person
        from stay as s
        cross join
            lateral (
                values
                ('placerade_sista_dagen', s.on_last_day, true),
                ('placerade_perioden', s.in_period, true),
                ('paborjade', s.has_begun, false),
                ('avslutade', s.has_ended, false)
            ) as v (table_code, counts, is_person)
        where v.counts
    ),

    number as (
        select
            c.table_code,
            c.care_group,
            case when bool_and(c.is_person) then count(distinct c.person_key) else count(*) end as value,
            count(distinct c.person_key) as persons
        from counted as c
        group by grouping sets ((c.table_code, c.care_group), (c.table_code))
    ),

    of_provider as (
        select
            m.care_group,
            left(md5(m.provider), 12) as provider,
            sum(m.cost_ore)::bigint as cost_ore,
            -- what the board's own homes and the state's cost is public
            bool_and(coalesce(m.operator, '') in ('egen', 'sis')) as is_public
        from month as m
        where m.cost_ore > 0
        group by grouping sets ((m.care_group, left(md5(m.provider), 12)), (left(md5(m.provider), 12)))
    ),

    part as (
        select
            p.care_group,
            case when not bool_and(p.is_public) then jsonb_object_agg(p.provider, p.cost_ore) end as shares
        from of_provider as p
        group by p.care_group
    ),

    summed as (
        select
            m.care_group,
            sum(m.days) as days,
            sum(m.priced_days) as priced_days,
            sum(m.unpriced_days) as unpriced_days,
            sum(m.cost_ore) / 100.0 as cost_kr,
            count(distinct m.person_key) as persons
        from month as m
        group by grouping sets ((m.care_group), ())
    ),

    cell as (
        select n.table_code, coalesce(n.care_group, 'alla') as row_code, n.value::numeric as value, n.persons,
            null::jsonb as shares
        from number as n
        union all
        select v.table_code, coalesce(s.care_group, 'alla'), v.value, s.persons,
            case when v.table_code = 'kostnad' then p.shares end
        from summed as s
        left join part as p on s.care_group is not distinct from p.care_group
        cross join
            lateral (
                values
                ('dygn', s.days::numeric),
                ('prissatta_dygn', s.priced_days::numeric),
                ('oprissatta_dygn', s.unpriced_days::numeric),
                -- a sum of prices is known only where at least one day has a price
                ('kostnad', case when s.priced_days > 0 or s.unpriced_days = 0 then s.cost_kr end)
            ) as v (table_code, value)
    ),

    shown as (
        select t.table_code, g.row_code
        from (
            values
            ('placerade_sista_dagen'), ('placerade_perioden'), ('paborjade'), ('avslutade'), ('dygn'),
            ('prissatta_dygn'), ('oprissatta_dygn'), ('kostnad')
        ) as t (table_code)
        cross join (
            select c.care_group as row_code from care_group as c
            union all
            values ('annat'), ('alla')
        ) as g
        where
            g.row_code in ('familjehem', 'hvb', 'alla')
            or (g.row_code = 'annat') = (t.table_code in ('paborjade', 'avslutade'))
    )

    select
        h.table_code,
        h.row_code,
        'alla',
        case when c.row_code is null then 0 else c.value end,
        coalesce(c.persons, 0),
        c.shares,
        r.reached
    from shown as h
    cross join (select max(s.reached) as reached from stay as s having count(*) > 0) as r
    left join cell as c on h.table_code = c.table_code and h.row_code = c.row_code
$$;

-- Placements that run on a day by two things at once: how they were bought, and why and who. One row per combination,
-- with sums ('alla') of rows and columns.
create function report.board_crossed(to_on date)
returns table (
    table_code text, row_code text, column_code text, value numeric, persons bigint, reached date
)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as materialized (
        select s.* from core.board_stay() as s
    ),

    -- few enough categories that a month is not full of holes
    counted as (
        select
            'kopform' as table_code,
            case when s.procurement in ('ramavtal', 'direktupphandling') then s.procurement else 'ovrigt' end
                as row_code,
            s.care_group as column_code,
            s.person_key
        from stay as s
        where s.volume_from <= to_on and s.volume_to >= to_on
        union all
        select
            'orsaker',
            case
                when s.main_reason in ('vald', 'heder') then 'vald'
                when s.main_reason in ('kriminalitet', 'eget_skadligt_bruk', 'eget_beteende') then 'eget_beteende'
                when s.main_reason in ('omsorgsbrist', 'psykisk_ohalsa') then s.main_reason
                else 'annat'
            end,
            case when s.sex in ('kvinna', 'man') then s.sex else 'okand' end,
            s.person_key
        from stay as s
        where s.volume_from <= to_on and s.volume_to >= to_on
    )

    select
        c.table_code,
        coalesce(c.row_code, 'alla'),
        coalesce(c.column_code, 'alla'),
        count(*)::numeric,
        count(distinct c.person_key),
        (select max(s.reached) from stay as s)
    from counted as c
    group by
        grouping sets (
            (c.table_code, c.row_code, c.column_code),
            (c.table_code, c.row_code),
            (c.table_code, c.column_code),
            (c.table_code)
        )
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.board_placed(date, date)', 'report.board_crossed(date)'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller, ik_publisher', f);
    end loop;
end
$$;

comment on function report.board_placed(date, date) is
'Underlag till månadsrapporten om placeringar: antal, dygn och kostnad per grupp av vårdformer i en period, med det '
'som skyddet av små celler behöver veta. Hela nämnden; ingen rad gäller en enskild.';
comment on function report.board_crossed(date) is
'Underlag till månadsrapporten om placeringar i två led på en dag: köpform efter vårdformsgrupp, och orsak efter kön. '
'Hela nämnden; ingen rad gäller en enskild.';
