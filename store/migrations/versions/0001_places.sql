-- Which providers have a place that a map may use, whoever looks at it: docs/decisions/0015.

-- one row per care form that the board's facts may name; one of the municipality's own is what it maps to
create view core.seen_known_form as
select b.board_id, f.care_form, f.kind, f.default_procurement, f.may_have_location
from core.care_form as f
cross join core.board as b
where b.board_id = (select access.board_id())
union all
select c.board_id, c.code as care_form, m.kind, m.default_procurement, m.may_have_location
from core.seen_codes as c
inner join core.care_form as m on c.maps_to = m.care_form
where
    c.vocabulary = 'care_form'
    and not exists (select from core.care_form as f where f.care_form = c.code);

-- one row per provider and care form that it gives or has an agreement for; a place of a form that is not known is
-- never shown. That a source no longer has a row makes no place less secret; that its load was undone does.
create view core.seen_provider_form as
with given as (
    select t.board_id, t.provider_id, t.care_form
    from core.stay as t
    union
    select a.board_id, a.provider_id, a.care_form
    from core.seen_framework_agreements as a
    union
    select p.board_id, p.provider_id, p.care_form
    from core.placements as p
    inner join core.seen_known_form as f
        on p.board_id = f.board_id and p.care_form = f.care_form and f.may_have_location = 'aldrig'
    inner join raw.effect as e on p.from_load = e.load_id and e.to_load is null
    where
        p.to_load > p.from_load
        and not exists (
            select from core.seen_placements as n
            where n.board_id = p.board_id and n.placement_id = p.placement_id
        )
    union
    select a.board_id, a.provider_id, a.care_form
    from core.framework_agreements as a
    inner join core.seen_known_form as f
        on a.board_id = f.board_id and a.care_form = f.care_form and f.may_have_location = 'aldrig'
    inner join raw.effect as e on a.from_load = e.load_id and e.to_load is null
    where
        a.to_load > a.from_load
        and not exists (
            select from core.seen_framework_agreements as n
            where n.board_id = a.board_id and n.agreement_id = a.agreement_id
        )
)

select g.board_id, g.provider_id, g.care_form, coalesce(f.may_have_location, 'aldrig') as may_have_location
from given as g
left join core.seen_known_form as f on g.board_id = f.board_id and g.care_form = f.care_form;

-- one row per provider whose place a map may use; several providers with one code are one place
create view core.seen_place as
with provider as (
    select
        r.*,
        coalesce(r.provider_code, r.provider_id) as shown_code,
        r.secret_location is true
        or coalesce(r.operator in ('egen', 'familjehem'), false)
        or exists (
            select from core.seen_provider_form as f
            where f.board_id = r.board_id and f.provider_id = r.provider_id and f.may_have_location = 'aldrig'
        ) as is_never_placed,
        r.operator is null
        or exists (
            select from core.seen_provider_form as f
            where f.board_id = r.board_id and f.provider_id = r.provider_id and f.may_have_location <> 'ja'
        )
        or exists (
            select from core.stay as t
            where t.board_id = r.board_id and t.provider_id = r.provider_id and t.is_secret
        ) as has_no_point
    from core.seen_providers as r
),

of_code as (
    select
        p.board_id, p.shown_code, bool_or(p.is_never_placed) as is_never_placed, bool_or(p.has_no_point) as has_no_point
    from provider as p
    group by p.board_id, p.shown_code
)

select
    p.board_id,
    p.provider_id,
    p.shown_code as provider_code,
    p.operator,
    -- a spreadsheet takes the first nought of a code away
    case when p.municipality_code ~ '^[0-9]{3}$' then '0' || p.municipality_code else p.municipality_code end
        as municipality_code,
    case when not c.has_no_point then p.latitude end as latitude,
    case when not c.has_no_point then p.longitude end as longitude
from provider as p
inner join of_code as c on p.board_id = c.board_id and p.shown_code = c.shown_code
where not c.is_never_placed;
