-- How each question was answered about a provider, beside its group.
-- one row per year and question
-- :provider_code – the provider
-- :care_form – the care form
-- :target_group – the target group; '' stands for unknown
with asked as (
    select
        parameter,
        valid_from,
        valid_to,
        question
    from report.follow_up_parameter
),

final as (
    select
        q.year,
        q.parameter,
        coalesce(
            (
                select a.question from asked as a
                where
                    q.parameter = a.parameter
                    and a.valid_from <= make_date(q.year, 12, 31)
                order by a.valid_from desc
                limit 1
            ),
            q.parameter
        ) as question,
        q.answers,
        q.dont_know,
        q.outside_scale,
        q.mean,
        q.low,
        q.high,
        q.group_mean,
        g.answers as group_answers,
        q.is_below
    from report.quality_parameter as q
    left join report.quality_parameter as g
        on
            g.provider_code is null
            and q.care_form = g.care_form
            and q.target_group is not distinct from g.target_group
            and q.year = g.year
            and q.parameter = g.parameter
    where
        q.provider_code = :provider_code
        and q.care_form = :care_form
        and coalesce(q.target_group, '') = :target_group
)

select *
from final
order by year, parameter
