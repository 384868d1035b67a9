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
    count(*) filter (where r.at_stake_ore is null) as unknown_stakes,
    bool_and(r.signing_is_known) as signing_is_known
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
comment on column report.invoice_sum.signing_is_known is
'Om någon av nämndens placeringar har en dag då avtalet skrevs under; annars bedöms inte utan_avtal.';
