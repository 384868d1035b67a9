-- How many placements, investigations, rows and findings need a decision or a correction now.
-- one row per item
-- :unit – units to keep, null keeps all; '' stands for unknown
with of_stay as (
    select
        item,
        case
            when bool_and(is_known) then
                coalesce(
                    sum(number) filter (
                        where cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[]))
                    ),
                    0
                )
        end as number
    from report.attention
    group by item
),

-- Who has some units is shown the rejected rows of these. A waiting row has no unit: how many wait is known to who has
-- the whole board, and how many of them belong to chosen units only where none waits.
of_row as (
    select
        count(*) filter (
            where
            state = 'avvisad'
            and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
        ) as rows_rejected,
        case
            when not (select access.whole_board()) then null
            when coalesce('' = any(cast(:unit as text[])), true) then count(*) filter (where state = 'vantar')
            when count(*) filter (where state = 'vantar') = 0 then 0
        end as rows_waiting
    from report.rejected_row
),

of_finding as (
    select
        coalesce(sum(findings) filter (where severity = 'fel'), 0) as findings_wrong,
        coalesce(sum(findings) filter (where severity = 'varning'), 0) as findings_doubtful
    from report.finding_count
    where cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[]))
),

-- the twelve months that Fakturakontroll opens with
of_invoice as (
    select
        case
            when count(*) > 0 then
                coalesce(
                    sum(lines) filter (
                        where
                        findings <> '{}'
                        and status = 'ny'
                        and (
                            month between c.last_month - interval '11 months' and c.last_month
                            or c.last_month is null
                        )
                        and (cast(:unit as text[]) is null or coalesce(unit, '') = any(cast(:unit as text[])))
                    ),
                    0
                )
        end as invoices_wrong
    from report.invoice_sum
    cross join (
        select date_trunc('month', min(data_through)) as last_month
        from report.cut_off
        where entity = 'placements'
    ) as c
),

final as (
    select
        item,
        number
    from of_stay
    union all
    select
        'invoices_wrong' as item,
        invoices_wrong as number
    from of_invoice
    union all
    select
        counted.item,
        counted.number
    from of_row
    cross join of_finding
    cross join
        lateral (
            values
            ('rows_rejected', of_row.rows_rejected),
            ('rows_waiting', of_row.rows_waiting),
            ('findings_wrong', of_finding.findings_wrong),
            ('findings_doubtful', of_finding.findings_doubtful)
        ) as counted (item, number)
)

select
    item,
    number::bigint as number
from final
order by item
