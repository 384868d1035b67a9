-- What each view and column is, its unit and grain, in the language of those who read the store.

comment on view report.care_slice is
'Vårddygn och kostnad i delar som kan summeras: en rad per placering, månad och följd av dagar med ett '
'pris och ett lagrum, utan att peka ut placeringen.';
comment on column report.care_slice.board is 'Nämnd som raden tillhör.';
comment on column report.care_slice.month is 'Månad, dess första dag.';
comment on column report.care_slice.care_form is 'Vårdform, kod.';
comment on column report.care_slice.sex is 'Kön, kod; tomt när personen inte är levererad.';
comment on column report.care_slice.age_group is 'Åldersgrupp den räknade dagen: årtal minus födelseår.';
comment on column report.care_slice.target_group is 'Målgrupp, kod.';
comment on column report.care_slice.main_reason is 'Huvudorsak till placeringen, kod.';
comment on column report.care_slice.procurement is 'Upphandlingsform, kod.';
comment on column report.care_slice.outside_reason is 'Skäl till köp utanför ramavtal, kod.';
comment on column report.care_slice.tender_area is 'Anbudsområde.';
comment on column report.care_slice.legal_basis is 'Lagrum, kod; flera samtidigt sorterade med plustecken emellan.';
comment on column report.care_slice.provider_code is 'Utförarens kod; skyddad medan vistelseorten är hemlig.';
comment on column report.care_slice.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.care_slice.placement_days is 'Vårddygn enligt nämndens dygnsregel.';
comment on column report.care_slice.priced_days is 'Dygn med pris, enligt avtalets dygnsregel.';
comment on column report.care_slice.unpriced_days is
'Dygn utan gällande pris, enligt avtalets dygnsregel; deras kostnad är okänd.';
comment on column report.care_slice.cost is 'Avtalad kostnad för prissatta dygn, kr.';
comment on column report.care_slice.extra_cost is 'Tillägg, kr.';
comment on column report.care_slice.vat_compensation is
'Momsersättning på pris och tillägg från privata och idéburna utförare, kr.';
comment on column report.care_slice.cost_after_vat is 'Kostnad och tillägg efter momsersättning, kr.';
comment on column report.care_slice.started is 'Placeringar som började i månaden.';
comment on column report.care_slice.ended is 'Placeringar som avslutades i månaden.';
comment on column report.care_slice.cost_ore is 'Avtalad kostnad för prissatta dygn, hela öre.';
comment on column report.care_slice.extra_cost_ore is 'Tillägg, hela öre.';
comment on column report.care_slice.vat_permille is
'Tusendelar av kostnad och tillägg som ges tillbaka som momsersättning.';

comment on view report.care_value is
'Värden som förekommer bland vårddygnen, för filter; en rad per dimension och värde.';
comment on column report.care_value.board is 'Nämnd som raden tillhör.';
comment on column report.care_value.dimension is 'Dimensionens namn, som kolumnen i care_month.';
comment on column report.care_value.code is 'Kod eller namn; tomt för okänt.';

comment on view report.care_month is
'Vårddygn och kostnad per månad och alla dimensioner; en rad per månad och kombination.';
comment on column report.care_month.board is 'Nämnd som raden tillhör.';
comment on column report.care_month.month is 'Månad, dess första dag.';
comment on column report.care_month.care_form is 'Vårdform, kod.';
comment on column report.care_month.sex is 'Kön, kod; tomt när personen inte är levererad.';
comment on column report.care_month.age_group is 'Åldersgrupp den räknade dagen: årtal minus födelseår.';
comment on column report.care_month.target_group is 'Målgrupp, kod.';
comment on column report.care_month.main_reason is 'Huvudorsak till placeringen, kod.';
comment on column report.care_month.procurement is 'Upphandlingsform, kod.';
comment on column report.care_month.outside_reason is 'Skäl till köp utanför ramavtal, kod.';
comment on column report.care_month.tender_area is 'Anbudsområde.';
comment on column report.care_month.legal_basis is 'Lagrum, kod; flera samtidigt sorterade med plustecken emellan.';
comment on column report.care_month.provider_code is 'Utförarens kod; skyddad medan vistelseorten är hemlig.';
comment on column report.care_month.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.care_month.placement_days is 'Vårddygn enligt nämndens dygnsregel.';
comment on column report.care_month.priced_days is 'Dygn med pris, enligt avtalets dygnsregel.';
comment on column report.care_month.unpriced_days is
'Dygn utan gällande pris, enligt avtalets dygnsregel; deras kostnad är okänd.';
comment on column report.care_month.cost is 'Avtalad kostnad för prissatta dygn, kr.';
comment on column report.care_month.extra_cost is 'Tillägg, kr.';
comment on column report.care_month.vat_compensation is
'Momsersättning på pris och tillägg från privata och idéburna utförare, kr.';
comment on column report.care_month.cost_after_vat is 'Kostnad och tillägg efter momsersättning, kr.';
comment on column report.care_month.started is 'Placeringar som började i månaden.';
comment on column report.care_month.ended is 'Placeringar som avslutades i månaden.';

comment on view report.placement is
'Placeringar, en rad per placering i gällande version; läses först när öppningen står i åtkomstloggen. '
'Skyddade personer finns bara med för den som har behörighet.';
comment on column report.placement.board is 'Nämnd som raden tillhör.';
comment on column report.placement.placement_id is
'Placeringens id i källan (hashat om det pekar ut någon); tomt på andra enheters rader.';
comment on column report.placement.case_id is 'Ärendets nummer; tomt på andra enheters rader.';
comment on column report.placement.person_key is 'Personens nyckel: hashat id, olika i olika nämnder.';
comment on column report.placement.sex is 'Kön, kod; tomt när personen inte är levererad.';
comment on column report.placement.birth_year is 'Födelseår.';
comment on column report.placement.age_at_start is 'Ålder vid inflyttning: årtal minus födelseår.';
comment on column report.placement.provider_code is 'Utförarens kod; skyddad medan vistelseorten är hemlig.';
comment on column report.placement.care_form is 'Vårdform, kod.';
comment on column report.placement.moved_in_on is 'Inskrivningsdag.';
comment on column report.placement.moved_out_on is 'Utskrivningsdag; tomt medan placeringen pågår.';
comment on column report.placement.target_group is 'Målgrupp, kod.';
comment on column report.placement.main_reason is 'Huvudorsak till placeringen, kod.';
comment on column report.placement.procurement is 'Upphandlingsform, kod.';
comment on column report.placement.outside_reason is 'Skäl till köp utanför ramavtal, kod.';
comment on column report.placement.tender_area is 'Anbudsområde.';
comment on column report.placement.legal_basis is
'Dagens lagrum, kod; flera samtidigt sorterade med plustecken emellan.';
comment on column report.placement.unit is 'Enhet; tomt när källan inte anger någon.';
comment on column report.placement.end_reason is 'Orsak till avslut, kod.';
comment on column report.placement.day_rule is 'Dygnsregel som gäller för kostnaden, kod.';
comment on column report.placement.agreement_signed_on is 'Avtalet undertecknat.';
comment on column report.placement.agreement_ends_on is 'Avtalets sista dag.';
comment on column report.placement.daily_price is 'Dagens dygnspris, kr; månadsbelopp delat med månadens dagar.';
comment on column report.placement.care_days is 'Vårddygn till sista täckta dagen enligt nämndens dygnsregel.';
comment on column report.placement.cost is 'Avtalad kostnad till sista täckta dagen, kr; tomt när inget dygn har pris.';
comment on column report.placement.extra_cost is 'Tillägg till och med den dag uppgifterna täcker, kr.';

comment on view report.intervention is
'Insatser, placeringar inräknade; en rad per insats. Läses först när öppningen står i åtkomstloggen.';
comment on column report.intervention.board is 'Nämnd som raden tillhör.';
comment on column report.intervention.intervention_id is 'Insatsens id i källan; för en placering placeringens.';
comment on column report.intervention.is_placement is 'Sant för placeringar.';
comment on column report.intervention.case_id is 'Ärendets nummer; tomt på andra enheters rader.';
comment on column report.intervention.person_key is 'Personens nyckel: hashat id, olika i olika nämnder.';
comment on column report.intervention.intervention_type is 'Insatstyp, kod; placering för placeringar.';
comment on column report.intervention.care_form is 'Vårdform, kod.';
comment on column report.intervention.provider_code is 'Utförarens kod; skyddad medan vistelseorten är hemlig.';
comment on column report.intervention.started_on is 'Första dagen.';
comment on column report.intervention.ended_on is 'Sista dagen; tomt medan insatsen pågår.';
comment on column report.intervention.hours_per_week is 'Beviljade timmar i veckan.';
comment on column report.intervention.level is 'Nivå 1–7; jämförs aldrig mellan kommuner.';
comment on column report.intervention.unit is 'Enhet; tomt när källan inte anger någon.';

comment on view report.provider is
'Utförare, en rad per utförare. Plats visas aldrig för skyddat boende, familjehem eller hemliga utförare.';
comment on column report.provider.board is 'Nämnd som raden tillhör.';
comment on column report.provider.provider_code is 'Utförarens kod i registret; säger inget om vem som bor där.';
comment on column report.provider.operator is 'Driftform, kod.';
comment on column report.provider.municipality_code is 'Kommun; tomt där platsen är hemlig eller ett enskilt hem.';
comment on column report.provider.care_forms is 'Vårdformer som utföraren ger, hemliga placeringar undantagna.';

comment on view report.unit is
'Organisatoriska enheter, en rad per enhet.';
comment on column report.unit.board is 'Nämnd som raden tillhör.';
comment on column report.unit.unit is 'Enhetens id.';
comment on column report.unit.name is 'Namn.';
comment on column report.unit.valid_from is 'Gäller från.';
comment on column report.unit.valid_to is 'Gäller till och med.';

comment on view report.load is
'Inläsningar, en rad per inläsning eller ångrande.';
comment on column report.load.board is 'Nämnd som raden tillhör.';
comment on column report.load.load_id is 'Inläsningens nummer.';
comment on column report.load.started_at is 'Inläsningen började.';
comment on column report.load.finished_at is 'Inläsningen blev klar.';
comment on column report.load.source is 'Källa.';
comment on column report.load.data_through is 'Källans uppgifter gäller till och med.';
comment on column report.load.revision is 'Revision: 1, 2 … för rättade leveranser av samma datum.';
comment on column report.load.complete is 'Sant när det som leveransen saknar är borttaget i källan.';
comment on column report.load.files is 'Antal filer, räknade per slags uppgift.';
comment on column report.load.rows_read is 'Lästa rader.';
comment on column report.load.rows_accepted is 'Godtagna rader.';
comment on column report.load.rows_rejected is 'Avvisade rader.';
comment on column report.load.undone_by is 'Inläsning som ångrade denna.';
comment on column report.load.undoes is 'Inläsning som denna ångrar.';
comment on column report.load.is_demo is 'Sant för påhittade uppgifter.';

comment on view report.load_file is
'Inlästa filer, en rad per fil och slags uppgift. Lästa = nya + ändrade + oförändrade + ersatta + avvisade '
'+ utelämnade.';
comment on column report.load_file.board is 'Nämnd som raden tillhör.';
comment on column report.load_file.load_id is 'Inläsningens nummer.';
comment on column report.load_file.file is 'Filens namn.';
comment on column report.load_file.entity is 'Slags uppgift.';
comment on column report.load_file.size_bytes is 'Filens storlek i byte.';
comment on column report.load_file.sha256 is 'Filens kontrollsumma.';
comment on column report.load_file.data_through is 'Källans uppgifter gäller till och med.';
comment on column report.load_file.revision is 'Revision: 1, 2 … för rättade leveranser av samma datum.';
comment on column report.load_file.rows_read is 'Lästa rader.';
comment on column report.load_file.rows_new is 'Nya rader.';
comment on column report.load_file.rows_changed is 'Ändrade rader.';
comment on column report.load_file.rows_unchanged is 'Oförändrade rader.';
comment on column report.load_file.rows_superseded is 'Rader som en nyare leverans redan ersatt.';
comment on column report.load_file.rows_rejected is 'Avvisade rader.';
comment on column report.load_file.rows_left_out is 'Rader som mappningen utelämnar.';

comment on view report.rejected_row is
'Avvisade och väntande rader, en rad per rad i en fil. Inga värden ur raden sparas.';
comment on column report.rejected_row.board is 'Nämnd som raden tillhör.';
comment on column report.rejected_row.load_id is 'Inläsningens nummer.';
comment on column report.rejected_row.file is 'Filens namn.';
comment on column report.rejected_row.line is 'Rad i filen.';
comment on column report.rejected_row.entity is 'Slags uppgift.';
comment on column report.rejected_row."column" is 'Kolumn med felet.';
comment on column report.rejected_row.rule is 'Regelns kod.';
comment on column report.rejected_row.message is 'Vad som är fel och hur det rättas.';
comment on column report.rejected_row.waiting is 'Sant för en rad som väntar på sin placering.';
comment on column report.rejected_row.resolved_by_load is 'Inläsning som rättade raden.';
comment on column report.rejected_row.unit is
'Enhet enligt raden, eller enligt placeringen som raden hör till; tomt när ingen är känd.';
comment on column report.rejected_row.state is
'Läge: avvisad, vantar (på sin placering) eller rattad (av en senare leverans).';

comment on view report.finding is
'Iakttagelser om gällande uppgifter, en rad per regel och uppgift.';
comment on column report.finding.board is 'Nämnd som raden tillhör.';
comment on column report.finding.rule is 'Regelns kod.';
comment on column report.finding.severity is 'Allvar: fel, varning eller upplysning.';
comment on column report.finding.entity is 'Slags uppgift.';
comment on column report.finding.key is
'Vad iakttagelsen gäller: nyckel i källan, eller fil och rad. En nyckel är tom tills öppningen står i åtkomstloggen.';
comment on column report.finding.message is 'Vad som är fel och hur det rättas.';
comment on column report.finding.unit is 'Enhet som uppgiften hör till; tomt när källan inte anger någon.';

comment on view report.code is
'Koder med svenska benämningar, kommunens egna inräknade; en rad per kod.';
comment on column report.code.board is 'Nämnd som raden tillhör.';
comment on column report.code.vocabulary is 'Kodverk.';
comment on column report.code.code is 'Kod.';
comment on column report.code.label is 'Svensk benämning.';
comment on column report.code.position is 'Ordning i listor.';
comment on column report.code.kind is 'Grupp som koden hör till.';

comment on view report.cut_off is
'Sista dag som uppgifterna täcker, en rad per slags uppgift.';
comment on column report.cut_off.board is 'Nämnd som raden tillhör.';
comment on column report.cut_off.entity is 'Slags uppgift.';
comment on column report.cut_off.data_through is 'Sista dag som uppgifterna täcker.';

comment on view report.board_setting is
'Nämndens inställningar, en rad per nämnd.';
comment on column report.board_setting.board is 'Nämnd som raden tillhör.';
comment on column report.board_setting.day_rule is 'Dygnsregel för volymer, kod.';

comment on view report.store_state is
'Lagrets tillstånd, en rad per nämnd.';
comment on column report.store_state.board is 'Nämnd som raden tillhör.';
comment on column report.store_state.is_demo is 'Sant för påhittade uppgifter.';
comment on column report.store_state.protections is
'Antal skydd som lagts in för hand; ändras talet har det som får visas ändrats.';
comment on column report.store_state.latest_invoice_status is
'Numret på det senaste som sagts om en fakturarad; tomt när inget har sagts.';
comment on column report.store_state.latest_load is 'Senaste inläsningens nummer.';

comment on table published.report is 'Publicerade rapporter, en rad per rapport och version.';
comment on column published.report.report_id is 'Rapportens nummer.';
comment on column published.report.board is 'Nämnd som raden tillhör.';
comment on column published.report.dnr is 'Diarienummer; ett kan rymma flera rapporter.';
comment on column published.report.kind is 'manad, tertial eller ar.';
comment on column published.report.period_from is 'Periodens första dag.';
comment on column published.report.period_to is 'Periodens sista dag.';
comment on column published.report.version is 'Version; en rättelse är en ny.';
comment on column published.report.published_at is 'Publicerad.';
comment on column published.report.sha256 is 'Kontrollsumma över innehållet.';
comment on column published.report.load_id is 'Inläsning som siffrorna bygger på.';
comment on column published.report.definition_version is 'Definitionernas version.';

comment on table published.cell is 'Publicerade celler, en rad per cell.';
comment on column published.cell.report_id is 'Rapportens nummer.';
comment on column published.cell.table_code is 'Tabell.';
comment on column published.cell.row_code is 'Rad.';
comment on column published.cell.column_code is 'Kolumn.';
comment on column published.cell.value is 'Värde; tomt när cellen är dold eller okänd.';
comment on column published.cell.suppressed is 'Sant när cellen är dold.';

comment on table published.text is 'Publicerade texter, en rad per avsnitt och slag.';
comment on column published.text.report_id is 'Rapportens nummer.';
comment on column published.text.section is 'Avsnitt.';
comment on column published.text.kind is 'kommentar, atgard eller skillnad.';
comment on column published.text.text is 'Texten.';

comment on function report.persons_placed(
    date, date, text[], text[], text[], text[], text[], text[], text[], text[], text[]
) is
'Personer, placeringar, persondygn och placeringsdygn i en period enligt nämndens dygnsregel. En person i '
'två placeringar samma dag är ett persondygn och två placeringsdygn. Filter är listor av koder; null är '
'alla.';

comment on view published.code is 'Koder med svenska benämningar, kommunens egna inräknade; en rad per kod.';
comment on column published.code.board is 'Nämnd som raden tillhör.';
comment on column published.code.vocabulary is 'Kodverk.';
comment on column published.code.code is 'Kod.';
comment on column published.code.label is 'Svensk benämning.';
comment on column published.code.position is 'Ordning i listor.';
comment on column published.code.kind is 'Grupp som koden hör till.';
