-- How a person's state in a life area went, from the first assessment through the goal to the last; made for current_,
-- touched_ and then_, and kept by the load. docs/decisions/0017 says how it is chosen.

-- one row per assessment, under the person's key of now, with what it says on its instrument's scale
create view core.now_assessed as
select
    a.board_id,
    coalesce(n.new_person_key, a.person_key) as person_key,
    a.instrument,
    a.life_area,
    a.assessed_on,
    a.kind,
    a.case_id,
    -- one that names no intervention goes with the only one that others of the person and area name
    coalesce(
        a.intervention_id,
        case
            when min(a.intervention_id) over area = max(a.intervention_id) over area
                then min(a.intervention_id) over area
        end
    ) as intervention_id,
    a.goal,
    a.preliminary is true as is_preliminary,
    s.instrument is not null as has_scale,
    -- turned so that lower is better; null where the level says nothing
    case when a.level between s.level_min and s.level_max then a.level end
    * case when s.lower_is_better then 1 else -1 end as turned,
    s.instrument is not null
    and not (a.level between s.level_min and s.level_max or a.level = any(s.missing_levels)) as is_outside
from core.now_assessments as a
left join core.now_person_alias as n on a.board_id = n.board_id and a.person_key = n.old_person_key
left join core.instrument_scale as s on a.instrument = s.instrument
window area as (
    partition by a.board_id, coalesce(n.new_person_key, a.person_key), a.instrument, a.life_area
);

-- one row per person, instrument, life area and intervention: the days that its levels are taken from. What is
-- preliminary is in none of them.
create view core.now_goal_day as
with started as (
    select
        a.*,
        min(a.assessed_on) filter (where a.kind = 'aktuellt' and not a.is_preliminary and a.turned is not null)
            over thread as first_on
    from core.now_assessed as a
    window thread as (
        partition by a.board_id, a.person_key, a.instrument, a.life_area, a.intervention_id
    )
),

ended as (
    select
        s.*,
        max(s.assessed_on) filter (
            where
            s.kind = 'bedomt' and not s.is_preliminary and s.turned is not null
            and s.assessed_on >= coalesce(s.first_on, s.assessed_on)
        ) over thread as last_on
    from started as s
    window thread as (
        partition by s.board_id, s.person_key, s.instrument, s.life_area, s.intervention_id
    )
)

select
    e.*,
    -- the goal that held when the last was assessed, else the latest there is
    coalesce(
        max(e.assessed_on) filter (
            where e.kind = 'avsett' and not e.is_preliminary and e.assessed_on <= e.last_on
        ) over thread,
        max(e.assessed_on) filter (where e.kind = 'avsett' and not e.is_preliminary) over thread
    ) as goal_on
from ended as e
window thread as (
    partition by e.board_id, e.person_key, e.instrument, e.life_area, e.intervention_id
);

-- the same in one row, its levels turned so that lower is better; of two levels of one day (two keys of one person)
-- the better first and the worse last
create view core.now_goal_levels as
select
    d.board_id,
    d.person_key,
    d.instrument,
    d.life_area,
    d.intervention_id,
    d.first_on,
    d.goal_on,
    d.last_on,
    max(d.case_id) as case_id,
    min(d.turned) filter (where d.kind = 'aktuellt' and not d.is_preliminary and d.assessed_on = d.first_on)
        as first_turned,
    min(d.turned) filter (where d.kind = 'avsett' and not d.is_preliminary and d.assessed_on = d.goal_on)
        as goal_turned,
    max(d.turned) filter (where d.kind = 'bedomt' and not d.is_preliminary and d.assessed_on = d.last_on)
        as last_turned,
    coalesce(
        max(d.goal) filter (where d.kind = 'avsett' and not d.is_preliminary and d.assessed_on = d.goal_on),
        -- the latest word about it, where the goal itself is silent
        (
            array_agg(d.goal order by d.assessed_on desc, d.goal)
            filter (where d.goal is not null and not d.is_preliminary)
        )[1]
    ) as goal,
    -- a follow-up was made, whether or not it told a level
    max(d.assessed_on) filter (where d.kind = 'bedomt' and not d.is_preliminary) as followed_up_on,
    max(d.assessed_on) filter (where not d.is_preliminary) as said_on,
    count(*) filter (where d.is_preliminary) as preliminary,
    count(*) filter (where d.is_outside) as outside_scale,
    bool_and(d.has_scale) as has_scale
from core.now_goal_day as d
group by
    d.board_id, d.person_key, d.instrument, d.life_area, d.intervention_id, d.first_on, d.goal_on, d.last_on;

-- the same judged: what came of the goal, and where it is unknown why
create view core.now_goal_judged as
select
    g.*,
    g.goal_on is not null or g.goal is not null as has_goal,
    -- the direction and the level of the goal say different things
    coalesce(
        case g.goal
            when 'behalla' then g.goal_turned < g.first_turned
            when 'forbattra' then g.goal_turned >= g.first_turned
        end, false
    ) as is_contradicted,
    case
        when g.last_turned is null or g.goal_on > g.last_on then 'okant'
        -- both the direction and the level say the same of it, or it is unknown
        when g.goal = 'behalla' and g.goal_turned < g.first_turned
            then
                case
                    when g.last_turned <= g.goal_turned then 'uppnatt'
                    when g.last_turned > g.first_turned then 'ej'
                    else 'okant'
                end
        when g.goal = 'forbattra' and g.goal_turned >= g.first_turned
            then
                case
                    when g.last_turned < g.first_turned then 'uppnatt'
                    when g.last_turned > g.goal_turned then 'ej'
                    else 'okant'
                end
        when g.goal = 'behalla'
            then
                case
                    when coalesce(g.first_turned, g.goal_turned) is null then 'okant'
                    when g.last_turned <= coalesce(g.first_turned, g.goal_turned) then 'uppnatt'
                    else 'ej'
                end
        when g.goal_turned is null then 'okant'
        when g.last_turned <= g.goal_turned then 'uppnatt'
        when g.first_turned is null then 'okant'
        when g.last_turned < g.first_turned then 'delvis'
        else 'ej'
    end as outcome
from core.now_goal_levels as g;

-- one row per person, instrument, life area and intervention, and where the outcome is unknown why
create view core.now_goal_calculated as
select
    g.board_id,
    g.person_key,
    g.instrument,
    g.life_area,
    g.intervention_id,
    g.case_id,
    g.goal,
    abs(g.first_turned)::smallint as first_level,
    abs(g.goal_turned)::smallint as goal_level,
    abs(g.last_turned)::smallint as last_level,
    g.first_on,
    g.goal_on,
    g.last_on,
    g.followed_up_on,
    g.said_on,
    g.preliminary::smallint as preliminary,
    g.outside_scale::smallint as outside_scale,
    g.has_goal,
    g.is_contradicted,
    g.outcome,
    case
        when g.outcome <> 'okant' then null
        when not g.has_scale then 'utan_skala'
        when g.said_on is null then 'preliminar'
        when not g.has_goal then 'utan_mal'
        when g.followed_up_on is null or g.followed_up_on < greatest(g.first_on, g.goal_on) then 'ej_bedomd'
        when g.last_turned is null or g.last_on < g.goal_on then 'bedomd_utan_niva'
        when g.is_contradicted then 'motsagt'
        when g.goal_turned is null and coalesce(g.goal, '') <> 'behalla' then 'mal_utan_niva'
        else 'nulage_saknas'
    end as unknown_because
from core.now_goal_judged as g;
