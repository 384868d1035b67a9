-- What the list of placements may be asked to keep: values, and limits for numbers and days.

-- Whether a value is among those asked for under a name; nothing asked for keeps all, '' stands for unknown.
create function core.is_kept(asked jsonb, name text, value text) returns boolean
language sql immutable parallel safe
as $$ select not asked ? name or asked -> name ? coalesce(value, '') $$;

-- Whether a number or a day lies between the limits asked for; what is unknown lies within none.
create function core.is_within(asked jsonb, name text, value numeric) returns boolean
language sql immutable parallel safe
as $$
    select not asked ? name or coalesce(
        value between coalesce((asked -> name ->> 0)::numeric, '-infinity')
        and coalesce((asked -> name ->> 1)::numeric, 'infinity'),
        false
    )
$$;

create function core.is_between(asked jsonb, name text, value date) returns boolean
language sql immutable parallel safe
as $$
    select not asked ? name or coalesce(
        value between coalesce((asked -> name ->> 0)::date, '-infinity')
        and coalesce((asked -> name ->> 1)::date, 'infinity'),
        false
    )
$$;
