-- How the questions of follow-ups were answered: counts by answer, on the scale of the day.
-- one row per year, question, scale and answer; one without an answer where they are too few to be told
-- :years – years to keep, null keeps all
-- :care_form – codes to keep, null keeps all
-- :target_group – codes to keep, null keeps all; '' stands for unknown
-- :provider_code – the provider, null for all
select
    g.year,
    g.parameter,
    coalesce(p.question, g.parameter) as question,
    g.scale_min,
    g.scale_max,
    g.answer,
    g.is_dont_know,
    g.is_told,
    g.answers
from
    report.answers_given(
        cast(:years as integer[]),
        cast(:care_form as text[]),
        cast(:target_group as text[]),
        cast(:provider_code as text)
    ) as g
left join
    (
        select distinct on (parameter) parameter, question
        from report.follow_up_parameter
        order by parameter, valid_from desc
    ) as p
    on g.parameter = p.parameter
order by g.parameter, g.year desc, g.scale_max, g.answer nulls last, g.is_dont_know
