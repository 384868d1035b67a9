-- The placements that say something of a provider: all but those in private homes. Made for current_ and seen_.

-- one row per placement with a provider that is no private person
create view core.now_graded_stay as
with known_form as (
    select f.care_form, f.default_procurement
    from core.care_form as f
    union all
    select c.code as care_form, f.default_procurement
    from core.now_codes as c
    inner join core.care_form as f on c.maps_to = f.care_form
    where c.vocabulary = 'care_form' and not exists (select from core.care_form as k where k.care_form = c.code)
),

home_form as (
    select distinct k.care_form from known_form as k where k.default_procurement = 'eget_familjehem'
)

select t.*
from core.now_stay as t
left join home_form as h on t.care_form = h.care_form
where h.care_form is null and t.operator is distinct from 'familjehem';

-- one row per parameter and time in which it is asked so
create view core.now_question_asked as
select
    p.board_id,
    p.parameter,
    p.valid_from,
    coalesce(
        lead(p.valid_from) over (partition by p.board_id, p.parameter order by p.valid_from) - 1, 'infinity'::date
    ) as valid_to,
    p.question,
    p.scale_min,
    p.scale_max,
    coalesce(p.weight, 1) as weight
from core.now_follow_up_parameters as p;

-- one row per answer about a placement, by the scale that held on the day. A day that nothing reaches yet is left out.
create view core.now_placement_answer as
with reached as (
    select o.board_id, max(o.data_through) as through
    from core.now_cut_off as o
    where o.entity in ('follow_ups', 'placements')
    group by o.board_id
)

select
    f.board_id,
    f.placement_id,
    concat_ws('|', f.follow_up_id, f.placement_id, f.followed_up_on) as follow_up,
    f.followed_up_on,
    f.parameter,
    f.said = 'vet_ej' as is_dont_know,
    case when f.said ~ '^-?[0-9]{1,9}([.,][0-9]{1,9})?$' then replace(f.said, ',', '.')::numeric end as answer,
    p.scale_min,
    p.scale_max,
    coalesce(p.weight, 1) as weight
from (
    select c.*, replace(lower(trim(c.answer)), ' ', '_') as said
    from core.now_follow_ups as c
    -- (joined: asked for row by row it took most of the time)
    inner join reached as o on c.board_id = o.board_id and c.followed_up_on <= o.through
    where c.placement_id is not null
) as f
left join core.now_question_asked as p
    on
        f.board_id = p.board_id
        and f.parameter = p.parameter
        and f.followed_up_on >= p.valid_from
        and f.followed_up_on <= p.valid_to;
