-- The text of views of the store, with what each says of itself.
-- one row per view asked for that exists
-- :names – names with their schema (report.care_slice)
select
    schema.nspname || '.' || view.relname as name,
    coalesce(obj_description(view.oid, 'pg_class'), '') as comment,
    pg_get_viewdef(view.oid, true) as text
from pg_class as view
inner join pg_namespace as schema
    on view.relnamespace = schema.oid
where
    view.relkind = 'v'
    and schema.nspname || '.' || view.relname = any(cast(:names as text[]))
order by array_position(cast(:names as text[]), schema.nspname || '.' || view.relname)
