-- Invoice lines as they are asked for: line by line under an opening, and in sums that need none.

create function core.read_then_invoice_row() returns setof core.then_invoice_row
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_invoice_row as r $$;
alter function core.read_then_invoice_row() owner to ik_view;

create function core.read_then_invoice_sum_row() returns setof core.then_invoice_sum_row
language sql stable parallel restricted security definer set search_path = pg_catalog
as $$ select r.* from core.then_invoice_sum_row as r $$;
alter function core.read_then_invoice_sum_row() owner to ik_view;

-- A line follows its placement: unit, protected person, secret place. While the place is secret the invoice's number is
-- hidden too, since other lines of the invoice would tell who sent it.
create view report.invoice_check with (security_barrier) as
with invoice_row as (
    select r.* from core.seen_invoice_row as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_invoice_row() as r
    where (select report.as_of_load()) is not null
),

seen as (
    select
        r.*,
        r.is_secret and not (select access.sees_protected()) as is_hidden
    from invoice_row as r
    where
        (select access.has_opened())
        and (not r.is_protected or (select access.sees_protected()))
        and ((select access.whole_board()) or r.unit = any((select access.units())::text[]))
)

select
    (select access.board_name()) as board,
    case when s.is_hidden then 'skyddad' else s.invoice_id end as invoice_id,
    case when not s.is_hidden then s.line_no end as line_no,
    s.placement_id,
    case when s.is_hidden then 'skyddad' else s.provider_code end as provider_code,
    s.period_from,
    s.period_to,
    s.days as invoiced_days,
    s.expected_days,
    s.daily_price_ore / 100.0 as invoiced_price,
    s.expected_price_ore / 100.0 as expected_price,
    s.amount_ore / 100.0 as invoiced_amount,
    s.expected_ore / 100.0 as expected_amount,
    (case when s.state in ('kredit', 'krediterad') then 0 else s.amount_ore + s.credited_ore - s.expected_ore end)
    / 100.0 as difference,
    s.findings,
    s.month,
    s.kind,
    s.state,
    case when not s.is_hidden then s.invoiced_on end as invoiced_on,
    s.net_days,
    s.credited_ore / 100.0 as credited_amount,
    s.at_stake_ore / 100.0 as at_stake,
    s.shared_days,
    case when not s.is_hidden then s.earlier_invoice_id end as earlier_invoice_id,
    case when not s.is_hidden then s.earlier_line_no end as earlier_line_no,
    s.earlier_is_own,
    s.is_protected,
    s.case_id,
    s.person_key,
    s.care_form,
    s.unit,
    s.day_rule,
    s.absence_share,
    s.moved_in_on,
    s.moved_out_on,
    s.agreement_signed_on,
    s.agreement_ends_on,
    s.counted_from,
    s.counted_to,
    s.status,
    s.note as status_note,
    s.set_at as status_set_at,
    s.set_by as status_set_by,
    case when not s.is_hidden then s.latest_status_id end as latest_status_id
from seen as s;

create view report.invoice_sum with (security_barrier) as
with sum_row as (
    select r.* from core.seen_invoice_sum_row as r
    where (select report.as_of_load()) is null
    union all
    select r.* from core.read_then_invoice_sum_row() as r
    where (select report.as_of_load()) is not null
)

select
    (select access.board_name()) as board,
    r.month,
    case when r.is_secret and not (select access.sees_protected()) then 'skyddad' else r.provider_code end
        as provider_code,
    r.care_form,
    r.unit,
    r.kind,
    r.findings,
    r.status,
    count(*) as lines,
    count(*) filter (where r.is_protected and not (select access.sees_protected())) as unlisted_lines,
    sum(r.amount_ore) / 100.0 as invoiced_amount,
    sum(r.expected_ore) / 100.0 as expected_amount,
    count(*) filter (where r.expected_ore is null) as unjudged_lines,
    sum(r.at_stake_ore) / 100.0 as at_stake,
    count(*) filter (where r.at_stake_ore is null) as unknown_stakes
from sum_row as r
where (select access.whole_board()) or r.unit = any((select access.units())::text[])
group by
    r.month,
    case when r.is_secret and not (select access.sees_protected()) then 'skyddad' else r.provider_code end,
    r.care_form,
    r.unit,
    r.kind,
    r.findings,
    r.status;

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

comment on view report.invoice_check is
'En rad per fakturarad: vad som fakturerats mot placering, avtal, pris, dygnsregel och frånvaro, och det som avviker. '
'Kräver en öppning i åtkomstloggen. Belopp i kronor.';
comment on column report.invoice_check.board is 'Nämnd.';
comment on column report.invoice_check.invoice_id is 'Fakturans nummer; skyddad medan platsen är skyddad.';
comment on column report.invoice_check.line_no is 'Radens nummer på fakturan; tomt medan platsen är skyddad.';
comment on column report.invoice_check.placement_id is 'Placeringens nummer, så som det står på raden.';
comment on column report.invoice_check.provider_code is 'Kod för den som fakturerar; skyddad medan platsen är skyddad.';
comment on column report.invoice_check.period_from is 'Periodens första dag.';
comment on column report.invoice_check.period_to is 'Periodens sista dag.';
comment on column report.invoice_check.invoiced_days is 'Dygn på raden.';
comment on column report.invoice_check.expected_days is
'Dygn som räknas enligt avtalets regel under perioden; tomt när det inte går att säga.';
comment on column report.invoice_check.invoiced_price is 'Pris per dygn på raden.';
comment on column report.invoice_check.expected_price is
'Avtalat pris per dygn; tomt när flera gäller eller inget finns.';
comment on column report.invoice_check.invoiced_amount is 'Radens belopp; minus för en kredit.';
comment on column report.invoice_check.expected_amount is
'Vad perioden borde kosta; tomt när ett pris saknas eller uppgifterna inte når så långt.';
comment on column report.invoice_check.difference is
'Radens belopp efter krediter minus det väntade; tomt när det väntade är okänt.';
comment on column report.invoice_check.findings is 'Det som avviker, som koder; tomt när inget gör det.';
comment on column report.invoice_check.month is 'Månaden då perioden börjar (första dagen).';
comment on column report.invoice_check.kind is 'Slag: dygn eller extra (tillägg).';
comment on column report.invoice_check.state is
'galler; krediterad och kredit: kvittade mot varandra; kredit_utan_rad: en kredit av något som inte finns.';
comment on column report.invoice_check.invoiced_on is 'Fakturans dag.';
comment on column report.invoice_check.net_days is 'Dygn på raden minus krediterade dygn.';
comment on column report.invoice_check.credited_amount is 'Vad krediter av en del har tagit av; 0 eller minus.';
comment on column report.invoice_check.at_stake is 'Vad som kan vara för mycket fakturerat; tomt när det är okänt.';
comment on column report.invoice_check.shared_days is 'Dygn som raden delar med tidigare rader.';
comment on column report.invoice_check.earlier_invoice_id is 'Faktura med den rad som raden upprepar eller överlappar.';
comment on column report.invoice_check.earlier_line_no is 'Den radens nummer.';
comment on column report.invoice_check.earlier_is_own is 'Om den raden kommer från samma utförare.';
comment on column report.invoice_check.is_protected is
'Om personen har skyddade uppgifter; sådana rader kräver en egen rätt.';
comment on column report.invoice_check.case_id is 'Ärende.';
comment on column report.invoice_check.person_key is 'Personens nyckel.';
comment on column report.invoice_check.care_form is 'Vårdform.';
comment on column report.invoice_check.unit is 'Enhet.';
comment on column report.invoice_check.day_rule is 'Avtalets dygnsregel.';
comment on column report.invoice_check.absence_share is 'Andel av priset vid frånvaro enligt avtalet.';
comment on column report.invoice_check.moved_in_on is 'Placeringens första dag.';
comment on column report.invoice_check.moved_out_on is 'Placeringens sista dag; tomt medan den pågår.';
comment on column report.invoice_check.agreement_signed_on is 'När avtalet skrevs under.';
comment on column report.invoice_check.agreement_ends_on is 'När avtalet går ut.';
comment on column report.invoice_check.counted_from is 'Första dygnet som räknas i perioden.';
comment on column report.invoice_check.counted_to is 'Sista dygnet som räknas i perioden.';
comment on column report.invoice_check.status is
'Vad granskaren har sagt om raden som den är: ny, kontrolleras, kreditering_begard eller granskad.';
comment on column report.invoice_check.status_note is 'Granskarens anteckning.';
comment on column report.invoice_check.status_set_at is 'När det sades.';
comment on column report.invoice_check.status_set_by is 'Vem som sade det.';
comment on column report.invoice_check.latest_status_id is
'Numret på det senaste som sagts om raden, också om den ändrats.';

comment on view report.invoice_sum is
'Fakturarader i summor: en rad per månad, utförare, vårdform, enhet, slag, iakttagelser och status. Belopp i kronor.';
comment on column report.invoice_sum.board is 'Nämnd.';
comment on column report.invoice_sum.month is 'Månaden då radernas period börjar (första dagen).';
comment on column report.invoice_sum.provider_code is 'Kod för den som fakturerar; skyddad medan platsen är skyddad.';
comment on column report.invoice_sum.care_form is 'Vårdform; tomt när placeringen är okänd.';
comment on column report.invoice_sum.unit is 'Enhet; tomt när placeringen är okänd eller saknar enhet.';
comment on column report.invoice_sum.kind is 'Slag: dygn eller extra (tillägg).';
comment on column report.invoice_sum.findings is 'Det som avviker, som koder.';
comment on column report.invoice_sum.status is 'Radernas status.';
comment on column report.invoice_sum.lines is 'Antal rader.';
comment on column report.invoice_sum.unlisted_lines is 'Rader om skyddade personer: räknade här, inte listade.';
comment on column report.invoice_sum.invoiced_amount is 'Fakturerat belopp, med krediter.';
comment on column report.invoice_sum.expected_amount is 'Väntat belopp för de rader där det är känt.';
comment on column report.invoice_sum.unjudged_lines is 'Rader vars väntade belopp är okänt.';
comment on column report.invoice_sum.at_stake is 'Vad som kan vara för mycket fakturerat; tomt när inget är känt.';
comment on column report.invoice_sum.unknown_stakes is 'Rader där det är okänt.';

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
