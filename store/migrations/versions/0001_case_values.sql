-- What the cases of the asker can be chosen by; counts nobody, and stands for none.

create view report.case_value with (security_barrier) as
with flow as (
    select
        case when (select access.whole_board()) then f.subject else a.subject end as subject,
        case when (select access.whole_board()) then f.kind else a.kind end as kind,
        min(f.started_at) as first_at,
        max(f.started_at) as last_at
    from core.case_flow as f
    left join core.own_case_about as a on f.board_id = a.board_id and f.case_id = a.case_id
    where
        (select report.as_of_load()) is null
        and ((select access.whole_board()) or f.units && (select access.units())::text[])
    group by f.subject, f.kind, a.subject, a.kind
),

-- (the units of what cases are made of, each asked for by itself: several times quicker than from the cases' own lists)
unit as (
    select r.unit
    from core.seen_referrals as r
    union
    select i.unit
    from core.seen_investigations as i
    union
    select d.unit
    from core.seen_decisions as d
    union
    select n.unit
    from core.seen_interventions as n
    union
    select p.unit
    from core.seen_placements as p
    union
    select e.unit
    from core.seen_case_events as e
),

final as (
    select distinct
        v.dimension,
        v.code
    from flow as f
    cross join
        lateral (
            values ('subject', f.subject), ('kind', f.kind)
        ) as v (dimension, code)
    union all
    select
        'unit' as dimension,
        u.unit as code
    from unit as u
    where
        (select report.as_of_load()) is null
        and ((select access.whole_board()) or u.unit = any((select access.units())::text[]))
    union all
    select
        'month' as dimension,
        to_char(v.happened_at at time zone 'Europe/Stockholm', 'YYYY-MM') as code
    from (select min(f.first_at) as first_at, max(f.last_at) as last_at from flow as f) as m
    cross join lateral (values (m.first_at), (m.last_at)) as v (happened_at)
    where v.happened_at is not null
)

select
    (select access.board_name()) as board,
    f.dimension,
    f.code
from final as f;

comment on view report.case_value is
'Vad ärenden kan väljas efter: enheter, barn eller vuxen, slag av aktualisering, och första och sista månad då ett '
'ärende började. En rad per värde. Bara för IFO-chef.';
comment on column report.case_value.board is 'Nämnd som uppgifterna tillhör.';
comment on column report.case_value.dimension is 'Vad det är ett värde av.';
comment on column report.case_value.code is 'Värdets kod; tomt är okänt.';
