-- What the figures of a period leave out or cannot tell: days of which something is unknown, and rows not taken in.
-- one row per item, with the days it is counted among where there are any
-- :from_month – first month of the period (its first day)
-- :to_month – last month of the period (its first day)
with counted as (
    select
        sum(placement_days) as days,
        sum(priced_days + unpriced_days) as cost_days,
        sum(unpriced_days) as unpriced,
        sum(placement_days) filter (where sex is null) as sex,
        sum(placement_days) filter (where age_group is null) as age_group,
        sum(placement_days) filter (where unit is null) as unit,
        sum(placement_days) filter (where legal_basis is null) as legal_basis,
        sum(placement_days) filter (where target_group is null) as target_group,
        sum(placement_days) filter (where main_reason is null) as main_reason
    from report.care_slice
    where month between :from_month and :to_month
),

-- who has some units is shown the rows of these; how many have no unit is then unknown, which is not 0
of_row as (
    select
        count(*) filter (where entity = 'placements' and state = 'avvisad') as placements,
        count(*) filter (where entity <> 'placements' and state = 'avvisad') as others,
        case when (select access.whole_board()) then count(*) filter (where state = 'vantar') end as waiting,
        case when (select access.whole_board()) then 0 end as unseen
    from report.rejected_row
),

behind as (
    select coalesce(sum(open_placements), 0) as number
    from report.freshness
    where entity = 'placements' and data_through < cut_off
),

final as (
    select
        item.item,
        item.number::bigint as number,
        item.among::bigint as among
    from counted
    cross join of_row
    cross join behind
    cross join
        lateral (
            values
            ('unpriced_days', coalesce(counted.unpriced, 0), counted.cost_days),
            ('unknown_sex', coalesce(counted.sex, 0), counted.days),
            ('unknown_age', coalesce(counted.age_group, 0), counted.days),
            ('unknown_unit', coalesce(counted.unit, 0), counted.days),
            ('unknown_legal_basis', coalesce(counted.legal_basis, 0), counted.days),
            ('unknown_target_group', coalesce(counted.target_group, 0), counted.days),
            ('unknown_main_reason', coalesce(counted.main_reason, 0), counted.days),
            ('rejected_placements', of_row.placements, null),
            ('rejected_others', of_row.others, null),
            ('rejected_unseen', of_row.unseen, null),
            ('waiting_rows', of_row.waiting, null),
            ('counted_beyond_source', behind.number, null)
        ) as item (item, number, among)
)

select
    item,
    number,
    among
from final
