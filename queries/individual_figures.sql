-- What one individual has been given to the day the data reach: days, hours and cost, in the asker's own units.
-- one row per individual
-- individuals
-- :person – the person's key, null for a case whose log names nobody
-- :case – the case number, where no person is asked for
with line as (
    select
        line.*,
        form.kind,
        line.ended_on is null or line.ended_on > reach.data_through as goes_on
    from report.time_line(:person, :case) as line
    left join report.code as form
        on line.item = 'placering' and form.vocabulary = 'care_form' and line.code = form.code
    cross join (
        select max(cut_off.data_through) as data_through
        from report.cut_off
        where cut_off.entity in ('placements', 'interventions')
    ) as reach
    where line.item in ('placering', 'insats') or line.lane in ('clock', 'consideration')
)

select
    count(*) filter (where line.item = 'placering' and line.is_own) as placements,
    coalesce(sum(line.care_days) filter (where coalesce(line.kind, 'heldygnsvard') = 'heldygnsvard'), 0) as care_days,
    coalesce(sum(line.care_days) filter (where line.kind <> 'heldygnsvard'), 0) as other_days,
    coalesce(sum(line.unpriced_days), 0) as unpriced_days,
    -- unknown where no day has a price; what has none is told apart
    sum(line.cost) + sum(line.extra_cost) as cost_kr,
    round(sum(line.hours_per_week * line.given_days) / 7, 0) as hours,
    count(*) filter (where line.item = 'insats' and line.is_own) as interventions,
    count(*) filter (where line.item = 'insats' and line.is_own and line.hours_per_week is null) as without_hours,
    count(*) filter (where line.item in ('placering', 'insats') and line.goes_on) as running,
    count(*) filter (where line.item in ('placering', 'insats') and not line.is_own) as elsewhere,
    count(*) filter (where line.lane in ('clock', 'consideration') and line.is_late) as late_clocks
from line
