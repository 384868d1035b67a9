-- Care days and cost from the facts, defined once. The text below reads the facts of now; the migration makes
-- the same views twice more: touched_ (only what a load has touched) and then_ (as of an earlier load).
-- Sources: now_<entity> (current facts), now_cut_off, now_stay (the stays, kept by the load).

-- one row per placement and run of days with one price, one set of legal bases and one state of absence;
-- the first run begins at the move in, the last never ends (the stay's own days are cut out by the reader)
create view core.now_segment as
with break_day as (
    select p.fact_id as stay, p.moved_in_on as day
    from core.now_placements as p
    union
    select p.fact_id as stay, d.day
    from core.now_placements as p
    inner join core.now_placement_prices as c on p.board_id = c.board_id and p.placement_id = c.placement_id
    cross join lateral (values (c.valid_from), (c.valid_to + 1)) as d (day)
    where d.day > p.moved_in_on
    union
    select p.fact_id as stay, d.day
    from core.now_placements as p
    inner join core.now_placement_legal_bases as c on p.board_id = c.board_id and p.placement_id = c.placement_id
    cross join lateral (values (c.valid_from), (c.valid_to + 1)) as d (day)
    where d.day > p.moved_in_on
    union
    select p.fact_id as stay, d.day
    from core.now_placements as p
    inner join core.now_placement_absences as c on p.board_id = c.board_id and p.placement_id = c.placement_id
    cross join lateral (values (c.from_on), (c.to_on + 1)) as d (day)
    where d.day > p.moved_in_on
),

run as (
    select
        b.stay,
        b.day as from_on,
        coalesce(lead(b.day) over (partition by b.stay order by b.day) - 1, 'infinity'::date) as to_on,
        row_number() over (partition by b.stay order by b.day) = 1 as is_first
    from break_day as b
),

placed_run as (
    select r.stay, r.from_on, r.to_on, r.is_first, p.board_id, p.placement_id
    from run as r
    inner join core.now_placements as p on r.stay = p.fact_id
),

-- the price begun last among those in force on the day
priced_run as (
    select distinct on (r.stay, r.from_on)
        r.stay,
        r.board_id,
        r.placement_id,
        r.from_on,
        r.to_on,
        r.is_first,
        c.daily_price_ore,
        c.monthly_amount_ore
    from placed_run as r
    left join core.now_placement_prices as c
        on
            r.board_id = c.board_id
            and r.placement_id = c.placement_id
            and r.from_on >= c.valid_from
            and (c.valid_to is null or r.from_on <= c.valid_to)
    order by r.stay, r.from_on, c.valid_from desc nulls last
),

legal_run as (
    select r.stay, r.from_on, string_agg(distinct c.legal_basis, '+' order by c.legal_basis) as legal_basis
    from placed_run as r
    inner join core.now_placement_legal_bases as c
        on
            r.board_id = c.board_id
            and r.placement_id = c.placement_id
            and r.from_on >= c.valid_from
            and (c.valid_to is null or r.from_on <= c.valid_to)
    group by r.stay, r.from_on
),

absent_run as (
    select distinct r.stay, r.from_on
    from placed_run as r
    inner join core.now_placement_absences as c
        on
            r.board_id = c.board_id
            and r.placement_id = c.placement_id
            and r.from_on >= c.from_on
            and (c.to_on is null or r.from_on <= c.to_on)
)

select
    r.stay,
    r.board_id,
    r.placement_id,
    r.from_on,
    r.to_on,
    r.is_first,
    coalesce(r.daily_price_ore, r.monthly_amount_ore) is not null as is_priced,
    r.daily_price_ore,
    case when r.daily_price_ore is null then r.monthly_amount_ore end as monthly_amount_ore,
    l.legal_basis,
    a.stay is not null as is_absent
from priced_run as r
left join legal_run as l on r.stay = l.stay and r.from_on = l.from_on
left join absent_run as a on r.stay = a.stay and r.from_on = a.from_on;

-- one row per placement: its dimensions, the rules that hold for it and the days that count
create view core.now_stay_calculated as
with agreement as (
    select distinct on (p.fact_id)
        p.fact_id,
        f.day_rule,
        f.absence_share
    from core.now_placements as p
    inner join core.now_framework_agreements as f
        on
            p.board_id = f.board_id
            and p.provider_id = f.provider_id
            and p.care_form = f.care_form
            and p.moved_in_on >= f.valid_from
            and (f.valid_to is null or p.moved_in_on <= f.valid_to)
    order by p.fact_id, f.valid_from desc, f.agreement_id
),

-- protection is always that of now, also as of an earlier load
secret_placement as (
    select x.board_id, x.placement_id
    from core.current_placement_secrecy as x
    inner join core.current_cut_off as c on x.board_id = c.board_id and c.entity = 'placements'
    where x.to_on is null or x.to_on >= c.data_through
    union
    select x.board_id, x.key as placement_id
    from access.protection as x
    where x.kind = 'placement'
),

stay as (
    select
        p.*,
        coalesce(a.new_person_key, p.person_key) as merged_person_key,
        c.data_through as cut_off,
        b.day_rule as volume_rule,
        coalesce(p.day_rule, g.day_rule, 'natt') as cost_rule,
        coalesce(g.absence_share, 1) as absence_share
    from core.now_placements as p
    inner join core.board as b on p.board_id = b.board_id
    inner join core.now_cut_off as c on p.board_id = c.board_id and c.entity = 'placements'
    left join core.now_person_alias as a on p.board_id = a.board_id and p.person_key = a.old_person_key
    left join agreement as g on p.fact_id = g.fact_id
)

select
    s.fact_id as stay,
    s.board_id,
    s.placement_id,
    s.case_id,
    s.merged_person_key as person_key,
    q.sex,
    q.birth_year,
    n.person_key is not null as is_protected,
    x.placement_id is not null as is_secret,
    s.care_form,
    s.target_group,
    s.main_reason,
    s.procurement,
    s.outside_reason,
    s.tender_area,
    s.unit,
    s.end_reason,
    s.provider_id,
    coalesce(v.provider_code, s.provider_id) as provider_code,
    v.operator,
    s.moved_in_on,
    s.moved_out_on,
    s.agreement_signed_on,
    s.agreement_ends_on,
    s.cost_rule as day_rule,
    s.absence_share,
    least(s.moved_out_on, s.cut_off) as last_day,
    core.first_counted_day(s.volume_rule, s.moved_in_on, s.moved_out_on) as volume_from,
    core.last_counted_day(s.volume_rule, s.moved_in_on, s.moved_out_on, s.cut_off) as volume_to,
    core.first_counted_day(s.cost_rule, s.moved_in_on, s.moved_out_on) as cost_from,
    core.last_counted_day(s.cost_rule, s.moved_in_on, s.moved_out_on, s.cut_off) as cost_to
from stay as s
left join core.now_persons as q on s.board_id = q.board_id and s.merged_person_key = q.person_key
left join core.current_protected_person as n on s.board_id = n.board_id and s.merged_person_key = n.person_key
left join secret_placement as x
    on s.board_id = x.board_id and s.placement_id = x.placement_id
left join core.now_providers as v on s.board_id = v.board_id and s.provider_id = v.provider_id;
