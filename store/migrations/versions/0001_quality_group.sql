-- Which groups of quality against cost a load has changed: what each is reckoned from, in short (docs/decisions/0016).

-- one row per care form, target group and year from the board's first follow-up on
create view core.current_quality_group as
with answered as (
    select
        a.board_id,
        a.care_form,
        a.target_group,
        a.year,
        count(*) as facts,
        sum(hash_record_extended(a, 0)::numeric) as content
    from core.current_quality_answer as a
    group by a.board_id, a.care_form, a.target_group, a.year
),

paid as (
    select
        c.board_id,
        c.care_form,
        c.target_group,
        c.year,
        count(*) as facts,
        sum(hash_record_extended(c, 0)::numeric) as content
    from core.current_quality_cost as c
    group by c.board_id, c.care_form, c.target_group, c.year
),

begun as (
    select a.board_id, min(a.year) as year from answered as a group by a.board_id
)

select
    p.board_id,
    p.care_form,
    p.target_group,
    p.year,
    b.year as first_year,
    string_agg(concat_ws(':', p.kind, p.facts, p.content), ' ' order by p.kind) as reckoned_from
from (
    select 'answers' as kind, a.* from answered as a
    union all
    select 'costs' as kind, c.* from paid as c
) as p
inner join begun as b on p.board_id = b.board_id and p.year >= b.year
group by p.board_id, p.care_form, p.target_group, p.year, b.year;

-- one row per group that has been reckoned, and what it then was reckoned from
create table core.quality_group (
    board_id smallint not null,
    care_form text not null,
    target_group text,
    year integer not null,
    reckoned_from text not null,
    unique nulls not distinct (board_id, care_form, target_group, year)
);
