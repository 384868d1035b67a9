-- The scope of the one who asks. The settings are believed only from the app's login; any other login is
-- personal and its scope is what it has been granted by name. What is not set is nothing, never everything.

create function access.board_id() returns smallint
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select
        case
            when session_user = 'ik_app' then (
                select b.board_id from core.board as b
                where b.board = nullif(current_setting('ik.board', true), '')
            )
            else (
                select g.board_id from access.granted as g
                where g.who = session_user and g.revoked_at is null
                order by g.grant_id
                limit 1
            )
        end
$$;

-- The name of that board, for what keeps names and not numbers (published reports).
create function access.board_name() returns text
language sql stable security definer set search_path = pg_catalog
as $$ select b.board from core.board as b where b.board_id = access.board_id() $$;

create function access.whole_board() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select
        case
            when session_user = 'ik_app' then coalesce(current_setting('ik.units', true), '') = '*'
            else coalesce((
                select g.units is null from access.granted as g
                where g.who = session_user and g.revoked_at is null
                order by g.grant_id
                limit 1
            ), false)
        end
$$;

create function access.units() returns text[]
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select
        case
            when session_user = 'ik_app' then (
                select coalesce(array_agg(u.unit), '{}')
                from jsonb_array_elements_text(
                    case
                        when coalesce(current_setting('ik.units', true), '') like '[%'
                            then current_setting('ik.units', true)::jsonb
                        else '[]'::jsonb
                    end
                ) as u (unit)
            )
            else coalesce((
                select g.units from access.granted as g
                where g.who = session_user and g.revoked_at is null
                order by g.grant_id
                limit 1
            ), '{}')
        end
$$;

create function access.sees_protected() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
as $$
    select
        case
            when session_user = 'ik_app' then coalesce(current_setting('ik.protected', true), '') = 'ja'
            else coalesce((
                select g.protected from access.granted as g
                where g.who = session_user and g.revoked_at is null
                order by g.grant_id
                limit 1
            ), false)
        end
$$;

revoke execute on all functions in schema access from public;
grant execute on function
access.board_id(), access.board_name(), access.whole_board(), access.units(), access.sees_protected()
to ik_view, ik_loader, ik_manager, ik_controller, ik_board, ik_publisher, ik_reviewer, ik_reader;

-- The load after which the facts are read in this transaction; null: as they stand now.
create function report.as_of_load() returns integer
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('ik.as_of', true), '')::integer $$;

create function report.as_of(load_id integer) returns void
language sql volatile set search_path = pg_catalog
as $$ select set_config('ik.as_of', coalesce(load_id::text, ''), true) $$;

comment on function report.as_of(integer) is
'Låter resten av transaktionen läsa fakta som de stod efter den angivna inläsningen. '
'Skydd av identitet och plats är alltid dagens.';
