-- Welfare technology in the report to the board: over the whole board for a period, as the facts stand now or stood
-- after a load (report.as_of). No row is about an individual, and no person stands behind a figure.

-- One row per table, row and column of the report; `reached` is the day that the facts reach. What has never been
-- delivered has no rows.
create function report.board_technology(from_on date, to_on date)
returns table (table_code text, row_code text, column_code text, value numeric, reached date)
language sql stable security definer set search_path = pg_catalog
as $$
    with reach as (
        select r.entity, r.data_through
        from core.seen_technology_reach as r
        where (select access.whole_board())
    ),

    deployed as (
        select
            k.kind,
            count(*) filter (
                where
                d.deployment_id is not null
                and coalesce(d.status <> 'planerad', true)
                and coalesce(d.started_on <= to_on, true)
                and coalesce(d.ended_on >= to_on, coalesce(d.status <> 'avslutad', true))
            ) as in_use,
            count(*) filter (where d.started_on between from_on and to_on) as started
        from (values ('valfardsteknik'), ('it'), ('okand')) as k (kind)
        left join core.seen_deployment_row as d
            on k.kind = case when d.category_kind in ('it', 'okand') then d.category_kind else 'valfardsteknik' end
        group by k.kind
    ),

    planned as (
        select
            count(*) filter (where i.status is not null) as delayed,
            count(*) filter (where i.status is null) as perhaps
        from core.seen_initiative_row as i
        where make_date(i.year_to, 12, 31) < to_on and coalesce(i.status not in ('klar', 'avstas'), true)
    ),

    taken as (
        select
            s.row_code,
            -- nothing measured is nothing taken home; something measured in other terms than kronor is unknown
            case when count(b.benefit_id) = 0 then 0 else sum(b.realised_ore) / 100.0 end as value
        from (
            values ('hemtaget_period', from_on), ('hemtaget_ar', date_trunc('year', to_on)::date)
        ) as s (row_code, since)
        left join core.seen_benefit_row as b on b.measured_on between s.since and to_on
        group by s.row_code
    )

    select 'valfardsteknik', v.row_code, d.kind, v.value::numeric, r.data_through
    from reach as r
    cross join deployed as d
    cross join lateral (values ('i_drift', d.in_use), ('paborjade', d.started)) as v (row_code, value)
    where r.entity = 'deployments'
    union all
    select 'valfardsteknik', 'forsenade', v.column_code, v.value::numeric, r.data_through
    from reach as r
    cross join planned as p
    cross join lateral (values ('alla', p.delayed), ('okand', p.perhaps)) as v (column_code, value)
    where r.entity = 'initiatives'
    union all
    select 'valfardsteknik', t.row_code, 'alla', t.value, r.data_through
    from reach as r
    cross join taken as t
    where r.entity = 'benefits'
$$;

do $$
declare
    f regprocedure := 'report.board_technology(date, date)';
begin
    execute format('alter function %s owner to ik_view', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to ik_manager, ik_controller, ik_publisher', f);
end
$$;

comment on function report.board_technology(date, date) is
'Underlag till månadsrapporten om välfärdsteknik: i drift och påbörjade (kolumnerna valfardsteknik, it och okand), '
'försenade satsningar, hemtagna kronor i perioden och hittills i året. Hela nämnden; ingen person bakom någon siffra.';
