-- The deliveries that have been taken in and taken back, with the account of their rows.
-- one row per load
with account as (
    select
        load_id,
        sum(rows_left_out) as rows_left_out
    from report.load_file
    group by load_id
),

final as (
    select
        load.load_id,
        load.source,
        load.data_through,
        load.revision,
        load.complete,
        (load.finished_at at time zone 'Europe/Stockholm')::timestamp(0) as finished_at,
        load.files,
        load.rows_read,
        load.rows_accepted,
        load.rows_rejected,
        coalesce(account.rows_left_out, 0)::bigint as rows_left_out,
        load.undoes,
        load.undone_by
    from report.load
    left join account
        on load.load_id = account.load_id
)

select *
from final
order by load_id desc
