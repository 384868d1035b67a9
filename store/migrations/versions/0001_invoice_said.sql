-- What is said of an invoice line: who may say it, and all that has been said. Leans on the lines as asked for.

-- The fingerprint of a line that the asker may see; null where there is none such.
create function core.seen_invoice_fingerprint(invoice_id text, line_no integer) returns text
language sql stable security definer set search_path = pg_catalog
as $$
    select core.invoice_fingerprint(
        i.placement_id, i.provider_id, i.kind, i.period_from, i.period_to, i.days, i.daily_price_ore, i.amount_ore,
        i.invoiced_on
    )
    from core.seen_invoices as i
    inner join core.seen_invoice_row as r on i.fact_id = r.line
    where
        i.invoice_id = seen_invoice_fingerprint.invoice_id
        and i.line_no = seen_invoice_fingerprint.line_no
        and access.sees_individuals()
        and (access.sees_protected() or not (r.is_protected or r.is_secret))
        and (access.whole_board() or r.unit = any(access.units()))
$$;
alter function core.seen_invoice_fingerprint(text, integer) owner to ik_view;
revoke execute on function core.seen_invoice_fingerprint(text, integer) from public;

-- Say something of a line. `seen` is the latest word that the writer had seen of it: where another has come
-- between, nothing is written. Who and in which board is taken from the scope.
create function desk.set_invoice_status(
    invoice_id text, line_no integer, status text, note text, seen integer
) returns table (status_id integer, was_set_by text, was_set_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    asked_board smallint := access.board_id();
    asker text := nullif(current_setting('ik.user', true), '');
    print text;
    latest desk.invoice_status;
begin
    if
        session_user <> 'ik_app' or current_setting('role') not in ('ik_controller', 'ik_manager')
        or asked_board is null or asker is null
    then
        raise insufficient_privilege using message = 'only those who check the invoices of the board say how they are';
    end if;
    print := core.seen_invoice_fingerprint(set_invoice_status.invoice_id, set_invoice_status.line_no);
    if print is null then
        raise insufficient_privilege using message = 'no such line is the asker''s to see';
    end if;
    -- two who write of the same line at once: one after the other
    perform pg_advisory_xact_lock(
        hashtextextended(
            format('%s|%s|%s', asked_board, set_invoice_status.invoice_id, set_invoice_status.line_no), 0
        )
    );
    select s.* into latest
    from desk.invoice_status as s
    where
        s.board_id = asked_board
        and s.invoice_id = set_invoice_status.invoice_id
        and s.line_no = set_invoice_status.line_no
    order by s.status_id desc
    limit 1;
    if latest.status_id is distinct from set_invoice_status.seen then
        return query select null::integer, latest.set_by, latest.set_at;
        return;
    end if;
    return query
    insert into desk.invoice_status (board_id, invoice_id, line_no, fingerprint, status, note, set_by)
    values (
        asked_board,
        set_invoice_status.invoice_id,
        set_invoice_status.line_no,
        print,
        set_invoice_status.status,
        nullif(trim(set_invoice_status.note), ''),
        asker
    )
    returning invoice_status.status_id, invoice_status.set_by, invoice_status.set_at;
end
$$;
revoke execute on function desk.set_invoice_status(text, integer, text, text, integer) from public;
grant execute on function desk.set_invoice_status(text, integer, text, text, integer) to ik_manager, ik_controller;
grant usage on schema desk to ik_controller, ik_manager;

-- Everything that has been said of a line, also of its earlier values.
create view report.invoice_status_history with (security_barrier) as
select
    (select access.board_name()) as board,
    s.invoice_id,
    s.line_no,
    s.set_at,
    s.set_by,
    s.status,
    s.note,
    s.fingerprint = core.invoice_fingerprint(
        i.placement_id, i.provider_id, i.kind, i.period_from, i.period_to, i.days, i.daily_price_ore, i.amount_ore,
        i.invoiced_on
    ) as still_holds
from desk.invoice_status as s
inner join core.seen_invoices as i
    on s.board_id = i.board_id and s.invoice_id = i.invoice_id and s.line_no = i.line_no
inner join core.seen_invoice_row as r on i.fact_id = r.line
where
    (select access.has_opened())
    and ((select access.sees_protected()) or not (r.is_protected or r.is_secret))
    and ((select access.whole_board()) or r.unit = any((select access.units())::text[]));

comment on view report.invoice_status_history is
'Allt som sagts om fakturarader, en rad per gång. Kräver en öppning i åtkomstloggen.';
comment on column report.invoice_status_history.board is 'Nämnd.';
comment on column report.invoice_status_history.invoice_id is 'Fakturans nummer.';
comment on column report.invoice_status_history.line_no is 'Radens nummer på fakturan.';
comment on column report.invoice_status_history.set_at is 'När det sades.';
comment on column report.invoice_status_history.set_by is 'Vem som sade det.';
comment on column report.invoice_status_history.status is 'Status som sattes.';
comment on column report.invoice_status_history.note is 'Anteckning.';
comment on column report.invoice_status_history.still_holds is 'Om raden är oförändrad sedan dess.';
