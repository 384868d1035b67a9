-- What stands beside a provider that is compared: what it is called, and at which levels of need its days were.

-- one row per provider whose name tells of no place and no private home
create view report.provider_name with (security_barrier) as
select
    (select access.board_name()) as board,
    coalesce(v.provider_code, v.provider_id) as provider_code,
    min(v.name) as name
from core.seen_providers as v
where
    v.name is not null
    and not exists (
        select from core.seen_nameless_provider as n
        where n.shown_code = coalesce(v.provider_code, v.provider_id)
    )
group by coalesce(v.provider_code, v.provider_id);

-- one row per provider, care form, target group, month, unit and level; a placement's level is that of its decision
create view report.graded_level with (security_barrier) as
-- (each placement's level first: looked up for every slice it took most of the time)
with levelled as materialized (
    select
        t.stay,
        t.provider_code,
        t.care_form,
        t.target_group,
        t.unit,
        d.level
    from core.seen_graded_stay as t
    left join core.seen_placements as p on t.board_id = p.board_id and t.placement_id = p.placement_id
    left join core.seen_decisions as d on p.board_id = d.board_id and p.decision_id = d.decision_id
    where
        (select report.as_of_load()) is null
        and (not t.is_secret or (select access.sees_protected()))
        and ((select access.whole_board()) or t.unit = any((select access.units())::text[]))
)

select
    (select access.board_name()) as board,
    l.provider_code,
    l.care_form,
    l.target_group,
    s.month,
    l.unit,
    l.level,
    sum(s.placement_days)::bigint as placement_days
from levelled as l
inner join core.seen_slice as s on l.stay = s.stay
group by l.provider_code, l.care_form, l.target_group, s.month, l.unit, l.level;

comment on view report.provider_name is
'Vad utförare heter. Inte privata hem, och inte den vars namn kan röja en plats som aldrig får visas.';
comment on column report.provider_name.board is 'Nämnd.';
comment on column report.provider_name.provider_code is 'Utförarens kod.';
comment on column report.provider_name.name is 'Utförarens namn.';
comment on view report.graded_level is
'Dygn per utförare och behovsnivå: en rad per utförare, vårdform, målgrupp, månad, enhet och nivå. Inte egna '
'familjehem, nätverkshem och jourhem, och inte hemlig vistelseort utan behörighet.';
comment on column report.graded_level.board is 'Nämnd.';
comment on column report.graded_level.provider_code is 'Utförarens kod.';
comment on column report.graded_level.care_form is 'Vårdform, kod.';
comment on column report.graded_level.target_group is 'Målgrupp, kod; tomt när den är okänd.';
comment on column report.graded_level.month is 'Månad (första dagen).';
comment on column report.graded_level.unit is 'Enhet, kod.';
comment on column report.graded_level.level is 'Behovsnivå 1–7 i placeringens beslut; tomt när den är okänd.';
comment on column report.graded_level.placement_days is 'Dygn enligt nämndens regel.';
