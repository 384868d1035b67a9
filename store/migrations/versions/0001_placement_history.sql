-- One placement opened: what it has cost, rested on and been followed by. Rows about an individual: none without an
-- opening, of the protected to who may see them, and of own units alone. Its invoices are read where all invoice lines
-- are, in report.invoice_check, so that what one page hides no other shows.

create index follow_ups_of_placement on core.follow_ups (board_id, placement_id)
where to_load is null and placement_id is not null;

create view core.seen_own_stay as
select t.*
from core.seen_stay as t
where
    (select report.as_of_load()) is null
    and (not t.is_protected or (select access.sees_protected()))
    and ((select access.whole_board()) or t.unit = any((select access.units())::text[]));

-- one row per price, legal basis, absence, extra, consideration and answer of a follow-up
create function report.placement_history(asked text)
returns table (
    item text,
    from_on date,
    to_on date,
    code text,
    daily_price numeric,
    monthly_amount numeric,
    amount numeric,
    due_on date,
    said text
)
language sql stable security definer set search_path = pg_catalog
as $$
    with stay as materialized (
        select t.board_id, t.placement_id
        from core.seen_own_stay as t
        where t.placement_id = asked and (select access.has_opened())
    )

    select 'pris', c.valid_from, c.valid_to, null::text, c.daily_price_ore / 100.0, c.monthly_amount_ore / 100.0,
        null::numeric, null::date, null::text
    from stay as s
    inner join core.seen_placement_prices as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    union all
    select 'lagrum', c.valid_from, c.valid_to, c.legal_basis, null, null, null, null, null
    from stay as s
    inner join core.seen_placement_legal_bases as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    union all
    select 'franvaro', c.from_on, c.to_on, c.kind, null, null, null, null, null
    from stay as s
    inner join core.seen_placement_absences as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    union all
    select 'tillagg', c.from_on, c.to_on, c.kind, null, null, c.amount_ore / 100.0, null, null
    from stay as s
    inner join core.seen_placement_extras as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    union all
    select 'overvagande', c.considered_on, c.considered_on, c.kind, null, null, null, c.next_due_on, c.outcome
    from stay as s
    inner join core.seen_considerations as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    union all
    select 'uppfoljning', c.followed_up_on, c.followed_up_on, coalesce(q.question, c.parameter), null, null, null,
        null, c.answer
    from stay as s
    inner join core.seen_follow_ups as c on s.board_id = c.board_id and s.placement_id = c.placement_id
    left join lateral (
        select p.question
        from core.seen_follow_up_parameters as p
        where
            p.board_id = c.board_id
            and p.parameter = c.parameter
            and (p.valid_from is null or p.valid_from <= c.followed_up_on)
        order by p.valid_from desc nulls last
        limit 1
    ) as q on true
$$;

alter function report.placement_history(text) owner to ik_view;
revoke execute on function report.placement_history(text) from public;
grant execute on function report.placement_history(text) to ik_manager, ik_controller;

comment on function report.placement_history(text) is
'En placerings priser, lagrum, frånvaro, tillägg, överväganden och uppföljningar; läses först när öppningen står i '
'åtkomstloggen.';
