-- What each view of the flow and its columns are, in the language of those who read the store.

comment on view report.case_event is
'Ärendenas händelser, en rad per händelse; läses först när öppningen står i åtkomstloggen. Andra enheters rader '
'visar vad, när och enhet.';
comment on column report.case_event.board is 'Nämnd som raden tillhör.';
comment on column report.case_event.case_id is 'Ärendets nummer; tomt för ärenden utan rader i den egna enheten.';
comment on column report.case_event.person_key is 'Personens nyckel: hashat id, olika i olika nämnder.';
comment on column report.case_event.activity is 'Händelse, kod eller den levererade loggens eget ord.';
comment on column report.case_event.occurred_at is 'När det hände; ett datum är dess midnatt i Sverige.';
comment on column report.case_event.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.case_event.position is 'Plats i ärendet från 1: efter tid, sedan efter flödets ordning.';

comment on view report.flow_edge is
'Vad som följer direkt på vad i ärendena: en rad per händelse och nästa händelse, för alla ärenden. '
'Skyddade personer räknas med.';
comment on column report.flow_edge.board is 'Nämnd som raden tillhör.';
comment on column report.flow_edge.activity is 'Händelse, kod.';
comment on column report.flow_edge.next_activity is 'Nästa händelse i samma ärende, kod.';
comment on column report.flow_edge.transitions is 'Antal gånger som den ena följer på den andra.';
comment on column report.flow_edge.cases is 'Antal olika ärenden där det händer.';
comment on column report.flow_edge.median_seconds is 'Mediantid mellan händelserna, sekunder.';
comment on column report.flow_edge.mean_seconds is 'Medeltid mellan händelserna, sekunder.';

comment on view report.flow_variant is
'I vilken ordning händelserna kommer: en rad per ordning, för alla ärenden. Skyddade personer räknas med.';
comment on column report.flow_variant.board is 'Nämnd som raden tillhör.';
comment on column report.flow_variant.activities is 'Händelserna i ordning, koder.';
comment on column report.flow_variant.cases is 'Antal ärenden med just den ordningen.';
comment on column report.flow_variant.median_seconds is 'Mediantid från första till sista händelsen, sekunder.';

comment on view report.lead_time is
'Processens steg i de egna enheterna, en rad per steg som har börjat; läses först när öppningen står i '
'åtkomstloggen.';
comment on column report.lead_time.board is 'Nämnd som raden tillhör.';
comment on column report.lead_time.step is 'Steg, kod.';
comment on column report.lead_time.case_id is 'Ärendets nummer.';
comment on column report.lead_time.person_key is 'Personens nyckel: hashat id, olika i olika nämnder.';
comment on column report.lead_time.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.lead_time.subject is 'Om ärendet gäller barn eller vuxen, kod.';
comment on column report.lead_time.started_on is 'Dag då steget började, dag 0.';
comment on column report.lead_time.ended_on is 'Dag då steget slutade; tomt medan det pågår.';
comment on column report.lead_time.days is
'Kalenderdagar från början till slut, för pågående steg till dagen som uppgifterna når.';
comment on column report.lead_time.deadline_on is 'Sista tillåtna dag; tomt där steget inte har någon klocka.';
comment on column report.lead_time.overdue is 'Om steget slutade, eller pågår, efter sista tillåtna dag.';
comment on column report.lead_time.open is 'Om steget pågår.';
comment on column report.lead_time.kind is
'Slag av aktualisering som ärendet började med, kod; tomt när det är en annan enhets.';
comment on column report.lead_time.reversed is 'Om steget slutar före det börjar; sådana räknas för sig.';
comment on column report.lead_time.lapsed is 'Om beslutets tid gick ut utan att det verkställdes.';

comment on view report.lead_time_count is
'Antal steg i processen, utan att peka ut ärende eller person; en rad per steg, enhet och datum. '
'Skyddade personer räknas med.';
comment on column report.lead_time_count.board is 'Nämnd som raden tillhör.';
comment on column report.lead_time_count.step is 'Steg, kod.';
comment on column report.lead_time_count.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.lead_time_count.subject is 'Om ärendet gäller barn eller vuxen, kod.';
comment on column report.lead_time_count.kind is
'Slag av aktualisering som ärendet började med, kod; tomt när det är en annan enhets.';
comment on column report.lead_time_count.started_on is 'Dag då steget började, dag 0.';
comment on column report.lead_time_count.ended_on is 'Dag då steget slutade; tomt medan det pågår.';
comment on column report.lead_time_count.days is
'Kalenderdagar från början till slut, för pågående steg till dagen som uppgifterna når.';
comment on column report.lead_time_count.deadline_on is
'Sista tillåtna dag; tomt där steget inte har någon klocka.';
comment on column report.lead_time_count.overdue is
'Om steget slutade, eller pågår, efter sista tillåtna dag.';
comment on column report.lead_time_count.open is 'Om steget pågår.';
comment on column report.lead_time_count.reversed is 'Om steget slutar före det börjar; sådana räknas för sig.';
comment on column report.lead_time_count.lapsed is 'Om beslutets tid gick ut utan att det verkställdes.';
comment on column report.lead_time_count.steps is 'Antal steg.';

comment on view report.parallel_spell is
'Parallella insatser, en rad per längsta tid med en och samma uppsättning av två eller fler slag; läses först när '
'öppningen står i åtkomstloggen.';
comment on column report.parallel_spell.board is 'Nämnd som raden tillhör.';
comment on column report.parallel_spell.person_key is 'Personens nyckel: hashat id, olika i olika nämnder.';
comment on column report.parallel_spell.started_on is 'Första dagen.';
comment on column report.parallel_spell.ended_on is 'Sista dagen; tomt medan det pågår.';
comment on column report.parallel_spell.kinds is 'Slagen av insats, sorterade koder; för en placering dess vårdform.';
comment on column report.parallel_spell.interventions is 'Antal insatser som gavs under tiden.';
comment on column report.parallel_spell.hours_per_week is
'Timmar i veckan den sista dagen; tomt när någon insats saknar timmar. För en enhets chef bara den egna '
'enhetens.';
comment on column report.parallel_spell.daily_cost is
'Placeringarnas avtalade kostnad den sista dagen, kr; tomt när något pris är okänt. För en enhets chef bara '
'den egna enhetens.';
comment on column report.parallel_spell.is_transfer is
'Om det är en enda dag då en placering går över i en annan; räknas inte i rubriktal.';
comment on column report.parallel_spell.units is 'Enheter som ger insatserna.';
comment on column report.parallel_spell.days is 'Dagar så långt uppgifterna når, första och sista dagen inräknade.';

comment on function report.flow_edges(date, date, text[], text, text) is
'Vad som följer direkt på vad, i ärenden som började under tiden; tomt värde behåller alla.';
comment on function report.flow_variants(date, date, text[], text, text) is
'I vilken ordning händelserna kommer, i ärenden som började under tiden; tomt värde behåller alla.';
comment on function report.parallel_on_days(date[], text[]) is
'Personer med parallella insatser på vissa dagar, med timmar och kostnad, per uppsättning av slag.';
comment on function report.parallel_between(date, date, text[]) is
'Personer med parallella insatser under en tid, per uppsättning av slag och för alla (tom uppsättning).';
comment on function report.parallel_pairs(date, date, text[]) is
'Personer som har fått två slag av insats samtidigt under en tid, per par av slag.';
