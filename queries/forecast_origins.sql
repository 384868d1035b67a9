-- The months' ends that a load brought the placements to, and the last load after which they still reached so far.
-- one row per month's end
with reached as (
    select
        load_file.load_id,
        max(max(load_file.data_through)) over (order by load_file.load_id) as cut_off
    from report.load_file
    inner join report.load
        on load_file.load_id = load.load_id
    where
        load_file.entity = 'placements'
        and load.undone_by is null
        and load.undoes is null
    group by load_file.load_id
),

final as (
    select
        cut_off,
        max(load_id) as load_id
    from reached
    where cut_off = (date_trunc('month', cut_off) + interval '1 month - 1 day')::date
    group by cut_off
)

select
    cut_off,
    load_id
from final
order by cut_off
