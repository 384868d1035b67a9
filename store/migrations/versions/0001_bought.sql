-- What is bought within framework agreements and outside them, by year. No individual: needs no opening.

-- A purchase above the limit is documented (LOU 19 a kap. 11 §, in force on 2022-02-01).
create table core.documentation_limit (
    valid_from date primary key,
    amount_ore bigint not null
);
insert into core.documentation_limit (valid_from, amount_ore) values ('2022-02-01', 10000000);

-- one row per year and the dimensions of the placement, with how many placements had days in the year
create view report.bought_year with (security_barrier) as
with of_stay as (
    select
        s.stay,
        s.board_id,
        extract(year from s.month)::integer as year,
        sum(s.placement_days) as placement_days,
        sum(s.priced_days) as priced_days,
        sum(s.unpriced_days) as unpriced_days,
        sum(s.cost_ore) as cost_ore,
        sum(s.extra_cost_ore) as extra_cost_ore
    from core.seen_slice as s
    where (select report.as_of_load()) is null
    group by s.stay, s.board_id, extract(year from s.month)
),

-- what a placement has come to so far, against the limit that held when it began
purchase as (
    select
        o.stay,
        sum(o.cost_ore + o.extra_cost_ore) as whole_ore
    from of_stay as o
    group by o.stay
),

limited as (
    select
        t.*,
        p.whole_ore,
        (
            select l.amount_ore from core.documentation_limit as l
            where l.valid_from <= t.moved_in_on
            order by l.valid_from desc
            limit 1
        ) as limit_ore
    from core.seen_stay as t
    inner join purchase as p on t.stay = p.stay
    where (select access.whole_board()) or t.unit = any((select access.units())::text[])
)

select
    (select access.board_name()) as board,
    o.year,
    t.care_form,
    t.sex,
    t.target_group,
    t.main_reason,
    t.procurement,
    f.default_procurement,
    t.outside_reason,
    t.tender_area,
    case when t.is_secret and not (select access.sees_protected()) then 'skyddad' else t.provider_code end
        as provider_code,
    t.unit,
    count(*) filter (where o.placement_days > 0 or o.priced_days > 0 or o.unpriced_days > 0) as placements,
    count(*) filter (
        where (o.placement_days > 0 or o.priced_days > 0 or o.unpriced_days > 0) and t.whole_ore > t.limit_ore
    ) as placements_over_limit,
    coalesce(sum(o.placement_days), 0)::bigint as placement_days,
    coalesce(sum(o.priced_days), 0)::bigint as priced_days,
    coalesce(sum(o.unpriced_days), 0)::bigint as unpriced_days,
    sum(o.cost_ore)::bigint as cost_ore,
    sum(o.extra_cost_ore)::bigint as extra_cost_ore
from of_stay as o
inner join limited as t on o.stay = t.stay
left join core.care_form as f on t.care_form = f.care_form
group by
    o.year,
    t.care_form,
    t.sex,
    t.target_group,
    t.main_reason,
    t.procurement,
    f.default_procurement,
    t.outside_reason,
    t.tender_area,
    case when t.is_secret and not (select access.sees_protected()) then 'skyddad' else t.provider_code end,
    t.unit;

-- the limits, for pages that name them
create view report.documentation_limit with (security_barrier) as
select b.board, l.valid_from, l.amount_ore / 100.0 as amount
from core.documentation_limit as l
cross join core.board as b
where b.board_id = (select access.board_id());

comment on view report.bought_year is
'Dygn och kostnad per år efter hur vården är köpt; en rad per år och kombination av placeringens dimensioner.';
comment on column report.bought_year.board is 'Nämnd som raden tillhör.';
comment on column report.bought_year.year is 'Kalenderår.';
comment on column report.bought_year.care_form is 'Vårdform, kod.';
comment on column report.bought_year.sex is 'Kön, kod.';
comment on column report.bought_year.target_group is 'Målgrupp, kod.';
comment on column report.bought_year.main_reason is 'Huvudorsak till placeringen, kod.';
comment on column report.bought_year.procurement is 'Upphandlingsform, kod; tomt när den inte är levererad.';
comment on column report.bought_year.default_procurement is 'Upphandlingsform som är vanlig för vårdformen, kod.';
comment on column report.bought_year.outside_reason is 'Skäl till köp utanför ramavtal, kod.';
comment on column report.bought_year.tender_area is 'Anbudsområde.';
comment on column report.bought_year.provider_code is 'Utförarens kod; skyddad medan vistelseorten är hemlig.';
comment on column report.bought_year.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.bought_year.placements is 'Placeringar med något räknat dygn under året.';
comment on column report.bought_year.placements_over_limit is
'De av dem som hittills har kostat mer än gränsen för dokumentation som gällde när de började.';
comment on column report.bought_year.placement_days is 'Dygn enligt nämndens dygnsregel.';
comment on column report.bought_year.priced_days is 'Dygn med pris, enligt avtalets dygnsregel.';
comment on column report.bought_year.unpriced_days is 'Dygn utan gällande pris; deras kostnad är okänd.';
comment on column report.bought_year.cost_ore is 'Avtalad kostnad för prissatta dygn, hela öre.';
comment on column report.bought_year.extra_cost_ore is 'Tillägg, hela öre.';

comment on view report.documentation_limit is
'Gräns över vilken ett inköp av sociala tjänster dokumenteras (19 a kap. 11 § LOU); en rad per gräns.';
comment on column report.documentation_limit.board is 'Nämnd som raden tillhör.';
comment on column report.documentation_limit.valid_from is 'Första dagen gränsen gäller.';
comment on column report.documentation_limit.amount is 'Beloppet, kr.';
