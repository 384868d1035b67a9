-- Welfare technology in use and planned, as the facts stand now or stood after a load (report.as_of). No row is about
-- an individual. What is in use follows the unit; the plan has no unit and is the whole board's. docs/decisions/0019.

-- one row per deployment of the board, its category as the national one that it counts as
create view core.seen_deployment_row with (security_barrier) as
with deployment as (
    select d.* from core.seen_deployments as d
    where (select report.as_of_load()) is null
    union all
    select d.* from core.then_deployments as d
    where (select report.as_of_load()) is not null
),

reach as (
    select c.board_id, c.data_through from core.seen_cut_off as c
    where c.entity = 'deployments' and (select report.as_of_load()) is null
    union all
    select c.board_id, c.data_through from core.then_cut_off as c
    where c.entity = 'deployments' and (select report.as_of_load()) is not null
),

counted as (
    select
        d.*,
        r.data_through as today,
        coalesce(o.maps_to, d.category) as counted_category
    from deployment as d
    inner join reach as r on d.board_id = r.board_id
    left join core.seen_codes as o
        on d.board_id = o.board_id and o.vocabulary = 'technology_category' and d.category = o.code
)

select
    c.*,
    case when c.category is null then 'okand' else coalesce(k.kind, 'ovrig') end as category_kind
from counted as c
left join core.code as k on k.vocabulary = 'technology_category' and c.counted_category = k.code;

create view core.seen_initiative_row with (security_barrier) as
select i.* from core.seen_initiatives as i
where (select report.as_of_load()) is null
union all
select i.* from core.then_initiatives as i
where (select report.as_of_load()) is not null;

create view core.seen_initiative_cost_row with (security_barrier) as
select c.* from core.seen_initiative_costs as c
where (select report.as_of_load()) is null
union all
select c.* from core.then_initiative_costs as c
where (select report.as_of_load()) is not null;

create view core.seen_benefit_row with (security_barrier) as
select b.* from core.seen_benefits as b
where (select report.as_of_load()) is null
union all
select b.* from core.then_benefits as b
where (select report.as_of_load()) is not null;

create view core.seen_technology_reach with (security_barrier) as
select c.board_id, c.entity, c.data_through from core.seen_cut_off as c
where c.entity in ('deployments', 'initiatives', 'benefits') and (select report.as_of_load()) is null
union all
select c.board_id, c.entity, c.data_through from core.then_cut_off as c
where c.entity in ('deployments', 'initiatives', 'benefits') and (select report.as_of_load()) is not null;

create view report.deployment with (security_barrier) as
select
    (select access.board_name()) as board,
    d.deployment_id,
    d.technology,
    d.category,
    d.counted_category,
    d.category_kind,
    d.count,
    d.count_approximate,
    d.count_text,
    d.placed_at,
    d.unit,
    d.started_on,
    d.ended_on,
    d.as_of_on,
    d.supplier,
    d.one_off_cost_ore / 100.0 as one_off_cost,
    d.monthly_cost_ore / 100.0 as monthly_cost,
    d.status,
    coalesce(d.status not in ('planerad', 'avslutad'), true)
    and coalesce(d.started_on <= d.today, true)
    and coalesce(d.ended_on >= d.today, true) as in_use,
    coalesce(d.ended_on < d.started_on, false) as reversed,
    d.today
from core.seen_deployment_row as d
where (select access.whole_board()) or d.unit = any((select access.units())::text[]);

create view report.initiative with (security_barrier) as
with scored as (
    select
        i.*,
        case when s.score_id is null then 'levererad' else 'inmatad' end as source,
        s.scored_at,
        s.scored_by,
        case
            when s.score_id is null
                then
                    array[
                        i.competence,
                        i.management_support,
                        i.complexity,
                        i.financing,
                        i.saving,
                        i.quality,
                        i.requirements,
                        i.goal_attainment
                    ]
            else array[
                s.competence, s.management_support, s.complexity, s.financing, s.saving, s.quality, s.requirements,
                s.goal_attainment
            ]
        end as factors,
        (
            i.competence + i.management_support + i.complexity + i.financing + i.saving + i.quality + i.requirements
            + i.goal_attainment
        ) / 8.0 as delivered_score
    from core.seen_initiative_row as i
    left join core.seen_initiative_scored as s
        on i.board_id = s.board_id and i.initiative_id = s.initiative_id and not s.is_withdrawal
),

summed as (
    select
        s.*,
        8 - cardinality(array_positions(s.factors, null)) as scored_factors,
        (s.factors[1] + s.factors[2] + s.factors[3] + s.factors[4]) as feasibility_sum,
        (s.factors[5] + s.factors[6] + s.factors[7] + s.factors[8]) as benefit_sum,
        r.data_through as today
    from scored as s
    left join core.seen_technology_reach as r on s.board_id = r.board_id and r.entity = 'initiatives'
)

select
    (select access.board_name()) as board,
    s.initiative_id,
    s.name,
    s.year_from,
    s.year_to,
    s.years_text,
    s.wanted_effect,
    s.priority,
    s.priority_text,
    s.cost_text,
    s.status,
    s.status_reason,
    s.resources_needed,
    s.resources_given,
    s.dialogue_users,
    s.dialogue_providers,
    s.factors[1] as competence,
    s.factors[2] as management_support,
    s.factors[3] as complexity,
    s.factors[4] as financing,
    s.factors[5] as saving,
    s.factors[6] as quality,
    s.factors[7] as requirements,
    s.factors[8] as goal_attainment,
    s.scored_factors,
    (s.feasibility_sum + s.benefit_sum) / 8.0 as score,
    case when s.benefit_sum is not null then s.feasibility_sum / 4.0 end as feasibility_mean,
    case when s.feasibility_sum is not null then s.benefit_sum / 4.0 end as benefit_mean,
    case when s.scored_factors > 0 then s.source end as score_source,
    s.scored_at,
    s.scored_by,
    s.delivered_score,
    array_remove(
        array[
            case when s.years_text is not null and s.year_from is null then 'years' end,
            case when s.priority_text is not null and s.priority is null then 'priority' end,
            case
                when
                    s.cost_text is not null
                    and not exists (
                        select from core.seen_initiative_cost_row as c
                        where c.board_id = s.board_id and c.initiative_id = s.initiative_id
                    )
                    then 'cost'
            end
        ],
        null
    ) as unread,
    s.today,
    -- a plan without years or status cannot be late, nor on time
    case
        when s.status in ('klar', 'avstas') then false
        when s.year_to is null then null
        when make_date(s.year_to, 12, 31) >= s.today then false
        when s.status is not null then true
    end as delayed,
    case
        when s.benefit_sum is null or s.feasibility_sum is null then null
        else s.factors[4] >= 3 and s.benefit_sum > 10
    end as costs_more_than_it_gives
from summed as s;

create view report.initiative_cost with (security_barrier) as
select
    (select access.board_name()) as board,
    c.initiative_id,
    c.per,
    c.low_ore / 100.0 as low,
    c.high_ore / 100.0 as high,
    c.approximate
from core.seen_initiative_cost_row as c;

create view report.benefit with (security_barrier) as
select
    (select access.board_name()) as board,
    b.benefit_id,
    b.initiative_id,
    b.kind,
    b.baseline,
    b.target,
    b.measured,
    b.measured_on,
    b.realised_ore / 100.0 as realised_kr,
    b.freed_hours,
    b.note,
    case
        when b.target <> b.baseline then (b.measured - b.baseline) / (b.target - b.baseline)
    end as attained_share
from core.seen_benefit_row as b;

-- The inhabitants of an age and more at the latest year's end delivered. Null where the delivered ages do not begin at
-- that age, leave some out or overlap, or where one sex is missing.
create function report.inhabitants_from(ages integer[])
returns table (age_from integer, year integer, inhabitants bigint)
language sql stable security definer set search_path = pg_catalog
as $$
    with latest as (
        select p.*
        from core.seen_population as p
        where (select report.as_of_load()) is null and p.year = (select max(q.year) from core.seen_population as q)
    ),

    band as (
        select
            a.age,
            l.year,
            l.sex,
            l.age_from,
            l.inhabitants,
            l.age_from = coalesce(lag(l.age_to) over (partition by a.age, l.sex order by l.age_from) + 1, a.age)
                as follows
        from unnest(ages) as a (age)
        inner join latest as l on l.age_to >= a.age
    )

    select
        b.age,
        b.year,
        case when bool_and(b.follows) and count(distinct b.sex) = 2 then sum(b.inhabitants) end::bigint
    from band as b
    group by b.age, b.year
$$;

do $$
begin
    alter function report.inhabitants_from(integer[]) owner to ik_view;
    revoke execute on function report.inhabitants_from(integer[]) from public;
    grant execute on function report.inhabitants_from(integer[]) to ik_manager, ik_controller;
end
$$;

comment on function report.inhabitants_from(integer[]) is
'Invånare i en ålder och äldre vid det senaste levererade årets slut; okänt när de levererade åldrarna inte går '
'jämnt upp.';

comment on view report.deployment is
'Välfärdsteknik i drift och införanden som har avslutats, en rad per införande. Rader utan enhet visas för den som har '
'hela nämnden.';
comment on column report.deployment.board is 'Nämnd.';
comment on column report.deployment.deployment_id is 'Införandets id.';
comment on column report.deployment.technology is 'Vad det är, i ord.';
comment on column report.deployment.category is 'Kategori, kod; tomt när den är okänd.';
comment on column report.deployment.counted_category is 'Kategori som den räknas som: en egen kod som den nationella.';
comment on column report.deployment.category_kind is
'nationell (med i den nationella indikatorn), ovrig, it (IT för personal eller medborgare) eller okand.';
comment on column report.deployment.count is 'Antal; tomt när det är okänt.';
comment on column report.deployment.count_approximate is 'Om antalet är ungefärligt.';
comment on column report.deployment.count_text is 'Antalet som källan skriver det.';
comment on column report.deployment.placed_at is 'Var tekniken används, i ord.';
comment on column report.deployment.unit is 'Enhet; tomt när den är okänd.';
comment on column report.deployment.started_on is 'Första dagen i drift; tomt när den är okänd.';
comment on column report.deployment.ended_on is 'Sista dagen i drift; tomt medan den pågår.';
comment on column report.deployment.as_of_on is 'Dagen som antalet gäller.';
comment on column report.deployment.supplier is 'Leverantör.';
comment on column report.deployment.one_off_cost is 'Engångskostnad i kronor; tomt när den är okänd.';
comment on column report.deployment.monthly_cost is 'Kostnad per månad i kronor; tomt när den är okänd.';
comment on column report.deployment.status is 'Status, kod; tomt när den är okänd.';
comment on column report.deployment.in_use is 'Om tekniken är i drift den dag som uppgifterna når.';
comment on column report.deployment.reversed is 'Om införandet slutar före det börjar.';
comment on column report.deployment.today is 'Dagen som uppgifterna når.';

comment on view report.initiative is
'Planerad välfärdsteknik, en rad per satsning: som levererad, med den bedömning som gäller (inmatad framför '
'levererad).';
comment on column report.initiative.board is 'Nämnd.';
comment on column report.initiative.initiative_id is 'Satsningens id.';
comment on column report.initiative.name is 'Satsningens namn.';
comment on column report.initiative.year_from is 'Första året; tomt när det är okänt.';
comment on column report.initiative.year_to is 'Sista året; tomt när det är okänt.';
comment on column report.initiative.years_text is 'Åren som källan skriver dem.';
comment on column report.initiative.wanted_effect is 'Önskad effekt, i ord.';
comment on column report.initiative.priority is 'Prioritet, 1 först; tomt när den är okänd.';
comment on column report.initiative.priority_text is 'Prioriteten som källan skriver den.';
comment on column report.initiative.cost_text is 'Kostnaden som källan skriver den.';
comment on column report.initiative.status is 'Status, kod; tomt när den är okänd.';
comment on column report.initiative.status_reason is 'Varför, i ord.';
comment on column report.initiative.resources_needed is 'Resurser som behövs, i ord.';
comment on column report.initiative.resources_given is 'Resurser som avsatts, i ord.';
comment on column report.initiative.dialogue_users is 'Om dialog med brukare har förts; tomt när det är okänt.';
comment on column report.initiative.dialogue_providers is 'Om dialog med utförare har förts; tomt när det är okänt.';
comment on column report.initiative.competence is 'Kompetens, 1 till 4. Lågt är bra.';
comment on column report.initiative.management_support is 'Ledningens stöd, 1 till 4.';
comment on column report.initiative.complexity is 'Komplexitet, 1 till 4.';
comment on column report.initiative.financing is 'Finansiering, 1 till 4.';
comment on column report.initiative.saving is 'Besparing, 1 till 4.';
comment on column report.initiative.quality is 'Kvalitet, 1 till 4.';
comment on column report.initiative.requirements is 'Bindande krav, 1 till 4.';
comment on column report.initiative.goal_attainment is 'Måluppfyllelse, 1 till 4.';
comment on column report.initiative.scored_factors is 'Hur många av de åtta som är bedömda.';
comment on column report.initiative.score is 'Summan av de åtta delad med åtta; tomt om någon saknas.';
comment on column report.initiative.feasibility_mean is 'Genomförbarhet: medel av de fyra första; tomt utan alla åtta.';
comment on column report.initiative.benefit_mean is 'Nytta: medel av de fyra sista; tomt utan alla åtta. Lågt är bra.';
comment on column report.initiative.score_source is 'inmatad eller levererad; tomt utan bedömning.';
comment on column report.initiative.scored_at is 'När den inmatade bedömningen gjordes.';
comment on column report.initiative.scored_by is 'Vem som gjorde den inmatade bedömningen.';
comment on column report.initiative.delivered_score is 'Den levererade bedömningens värde; tomt om någon saknas.';
comment on column report.initiative.unread is 'Texter som inte kunde läsas som värden: years, priority, cost.';
comment on column report.initiative.today is 'Dagen som uppgifterna når.';
comment on column report.initiative.delayed is
'Om sista året har gått utan att satsningen är klar; tomt när år eller status är okänd.';
comment on column report.initiative.costs_more_than_it_gives is
'Hög kostnad (finansiering 3 eller 4) och låg nytta (medel över 2,5); tomt utan bedömning.';

comment on view report.initiative_cost is 'Kostnader för planerad välfärdsteknik, en rad per satsning och slag.';
comment on column report.initiative_cost.board is 'Nämnd.';
comment on column report.initiative_cost.initiative_id is 'Satsningens id.';
comment on column report.initiative_cost.per is 'Vad kostnaden gäller: engang, manad, ar, timme eller styck.';
comment on column report.initiative_cost.low is 'Lägsta belopp i kronor; tomt för en kostnad av okänd storlek.';
comment on column report.initiative_cost.high is 'Högsta belopp i kronor.';
comment on column report.initiative_cost.approximate is 'Om beloppet är ungefärligt.';

comment on view report.benefit is 'Nyttor av välfärdsteknik, en rad per nytta: planerad, mätt och hemtagen.';
comment on column report.benefit.board is 'Nämnd.';
comment on column report.benefit.benefit_id is 'Nyttans id.';
comment on column report.benefit.initiative_id is 'Satsningens id.';
comment on column report.benefit.kind is 'Slag av nytta, i ord.';
comment on column report.benefit.baseline is 'Värdet före.';
comment on column report.benefit.target is 'Målet.';
comment on column report.benefit.measured is 'Uppmätt värde; tomt när det inte är mätt.';
comment on column report.benefit.measured_on is 'Dagen för mätningen.';
comment on column report.benefit.realised_kr is 'Hemtagen nytta i kronor; tomt när ingen är känd.';
comment on column report.benefit.freed_hours is 'Frigjorda timmar; tomt när de är okända.';
comment on column report.benefit.note is 'Anteckning.';
comment on column report.benefit.attained_share is
'Hur stor del av vägen från före till målet som är uppmätt; över 1 när målet är passerat, under 0 när det blev sämre.';
