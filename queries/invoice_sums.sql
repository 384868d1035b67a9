-- Invoice lines and what is found in them, in all, by month, by provider and by finding.
-- one row per level: total, month, provider, finding (a line with two findings is in both) and value
-- :from_month – first month in which a line's period begins (its first day)
-- :to_month – last such month (its first day)
-- :provider_code – codes to keep, null keeps all; '' stands for unknown, here and below
-- :care_form – codes to keep
-- :unit – units to keep
-- :findings – codes of which a marked line has any, null for whichever
-- :status – statuses of marked lines, null for whichever
with chosen as (
    select
        *,
        findings <> '{}'
        and (cast(:findings as text[]) is null or findings && cast(:findings as text[]))
        and (cast(:status as text[]) is null or status = any(cast(:status as text[]))) as is_marked
    from report.invoice_sum
    where
        month between cast(:from_month as date) and cast(:to_month as date)
        and (
            cast(:provider_code as text[]) is null
            or coalesce(provider_code, '') = any(cast(:provider_code as text[]))
        )
        and (cast(:care_form as text[]) is null or coalesce(care_form, '') = any(cast(:care_form as text[])))
        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
),

summed as (
    select
        case
            when grouping(month) = 0 then 'month'
            when grouping(provider_code) = 0 then 'provider'
            else 'total'
        end as level,
        month,
        provider_code as bucket,
        sum(lines) as lines,
        sum(invoiced_amount) as invoiced_kr,
        sum(lines) filter (where is_marked) as marked_lines,
        sum(unlisted_lines) filter (where is_marked) as unlisted_lines,
        sum(at_stake) filter (where is_marked) as at_stake_kr,
        sum(unknown_stakes) filter (where is_marked) as unknown_stakes,
        sum(unjudged_lines) as unjudged_lines
    from chosen
    group by grouping sets ((), (month), (provider_code))
),

by_finding as (
    select
        'finding' as level,
        cast(null as date) as month,
        f.finding as bucket,
        null::numeric as lines,
        null::numeric as invoiced_kr,
        sum(c.lines) as marked_lines,
        sum(c.unlisted_lines) as unlisted_lines,
        sum(c.at_stake) as at_stake_kr,
        sum(c.unknown_stakes) as unknown_stakes,
        null::numeric as unjudged_lines
    from chosen as c
    cross join unnest(c.findings) as f (finding)
    where c.is_marked and (cast(:findings as text[]) is null or f.finding = any(cast(:findings as text[])))
    group by f.finding
),

final as (
    select * from summed
    union all
    select * from by_finding
)

-- what is at stake is unknown where nothing of it is known, and 0 where no line is marked
select
    level,
    month,
    bucket,
    lines::bigint as lines,
    invoiced_kr,
    coalesce(marked_lines, 0)::bigint as marked_lines,
    coalesce(unlisted_lines, 0)::bigint as unlisted_lines,
    case when marked_lines is null then 0 else at_stake_kr end as at_stake_kr,
    coalesce(unknown_stakes, 0)::bigint as unknown_stakes,
    unjudged_lines::bigint as unjudged_lines
from final
order by level, month, at_stake_kr desc nulls last, marked_lines desc, bucket
