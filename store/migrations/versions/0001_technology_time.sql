-- Welfare technology over time: what each delivery has said of a deployment holds from the day that it speaks of. They
-- speak of now: as of an earlier load they have no rows.

-- one row per deployment and version of it, of loads that count; a version that tells of the end says nothing of the
-- days before it, though its count is of one of them
create view core.seen_deployment_said with (security_barrier) as
select
    d.board_id,
    d.deployment_id,
    least(d.as_of_on, f.data_through) as said_on,
    d.status,
    d.count,
    d.count_approximate,
    row_number() over (
        partition by d.board_id, d.deployment_id
        order by least(d.as_of_on, f.data_through), f.data_through, f.revision, d.fact_id
    ) as position
from core.deployments as d
inner join raw.file as f on d.file_id = f.file_id
inner join raw.effect as e on d.from_load = e.load_id and e.to_load is null
where d.status is distinct from 'avslutad' or d.ended_on is null;

-- The last days of the years since the first day that anything is said of, and the day that the facts reach.
create view core.seen_technology_day with (security_barrier) as
with span as (
    select
        min(s.said_on) as first_on,
        (select r.data_through from core.seen_technology_reach as r where r.entity = 'deployments') as today
    from core.seen_deployment_said as s
    where (select report.as_of_load()) is null
)

select make_date(y.year, 12, 31) as day, make_date(y.year, 1, 1) as year_began, s.today
from span as s
cross join
    lateral generate_series(
        extract(year from s.first_on)::integer, extract(year from s.today)::integer
    ) as y (year)
where make_date(y.year, 12, 31) < s.today
union all
select s.today as day, date_trunc('year', s.today)::date as year_began, s.today
from span as s
where s.today is not null;

-- one row per day and deployment: whether it ran, null where nothing tells when it began, and what was said of it then
create view core.seen_deployment_day with (security_barrier) as
select
    t.day,
    t.year_began,
    d.deployment_id,
    d.counted_category,
    d.category_kind,
    d.unit,
    s.status,
    s.count,
    s.count_approximate,
    case
        when d.started_on > t.day or d.ended_on < t.day or s.status in ('planerad', 'avslutad') then false
        -- no more has been said than that it began
        when s.position is null and d.started_on is null then null
        else true
    end as ran,
    coalesce(d.started_on between t.year_began and t.day, false) as began,
    coalesce(d.ended_on between t.year_began and t.day, false) as ended
from core.seen_technology_day as t
cross join core.seen_deployment_row as d
left join
    lateral (
        select x.*
        from core.seen_deployment_said as x
        where x.board_id = d.board_id and x.deployment_id = d.deployment_id and x.said_on <= t.day
        order by x.position desc
        limit 1
    ) as s
    on true;

-- The national indicator of each category at each year's end, for the whole board whoever asks: 2 in broad use, 1 as a
-- test alone, 0 none, null where the status of something that runs is unknown and nothing is in broad use.
create function report.technology_breadth()
returns table (category text, kind text, day date, breadth integer, running bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        k.code,
        k.kind,
        t.day,
        case
            when bool_or(d.ran and d.status = 'breddinford') then 2
            when bool_or(d.deployment_id is not null and (d.ran is null or (d.ran and d.status is null))) then null
            when bool_or(d.ran) then 1
            else 0
        end,
        count(*) filter (where d.ran)
    from core.seen_technology_day as t
    cross join core.code as k
    left join core.seen_deployment_day as d on t.day = d.day and k.code = d.counted_category
    where k.vocabulary = 'technology_category' and k.kind <> 'it'
    group by k.code, k.kind, t.day
$$;

-- What ran, began and ended by year, in the asker's units: whole by kind, and by category with how many there were.
create function report.technology_years()
returns table (
    grain text,
    day date,
    kind text,
    category text,
    running bigint,
    unknown bigint,
    began bigint,
    ended bigint,
    count bigint,
    count_approximate boolean,
    without_count bigint
)
language sql stable security definer set search_path = pg_catalog
as $$
    with counted as (
        select
            d.*,
            case when d.category_kind in ('nationell', 'ovrig') then 'valfardsteknik' else d.category_kind end as kind
        from core.seen_deployment_day as d
        where (select access.whole_board()) or d.unit = any((select access.units())::text[])
    )

    select
        case when grouping(d.counted_category) = 1 then 'kind' else 'category' end,
        d.day,
        d.kind,
        d.counted_category,
        count(*) filter (where d.ran),
        count(*) filter (where d.ran is null),
        count(*) filter (where d.began),
        count(*) filter (where d.ended),
        sum(d.count) filter (where d.ran),
        coalesce(bool_or(d.count_approximate) filter (where d.ran), false),
        count(*) filter (where d.ran and d.count is null)
    from counted as d
    group by grouping sets ((d.day, d.kind), (d.day, d.kind, d.counted_category))
$$;

-- How far the facts reach, whoever's units; null for what has never been delivered.
create function report.technology_reach()
returns table (deployments_through date, initiatives_through date, benefits_through date)
language sql stable security definer set search_path = pg_catalog
as $$
    select
        max(r.data_through) filter (where r.entity = 'deployments'),
        max(r.data_through) filter (where r.entity = 'initiatives'),
        max(r.data_through) filter (where r.entity = 'benefits')
    from core.seen_technology_reach as r
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'report.technology_breadth()', 'report.technology_years()', 'report.technology_reach()'
    ]::regprocedure[]
    loop
        execute format('alter function %s owner to ik_view', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ik_manager, ik_controller', f);
    end loop;
end
$$;

comment on function report.technology_breadth() is
'Nationell indikator per kategori vid varje årsslut: 2 breddinfört, 1 bara test, 0 inget, tomt när det är okänt. '
'Hela nämnden.';
comment on function report.technology_years() is
'Välfärdsteknik i drift, påbörjad och avslutad per år, efter slag och kategori. Enhet: införanden och antal.';
comment on function report.technology_reach() is 'Hur långt uppgifterna om välfärdsteknik når; annars tomt.';
