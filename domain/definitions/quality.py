"""How fresh, whole and right the facts are."""

from __future__ import annotations

from domain.definitions.definition import Definition

DATA_THROUGH = Definition(
    "uppgifter-till-och-med",
    "Uppgifter till och med",
    "Den sista dag som källornas uppgifter täcker, enligt leveransen. Har ett slags uppgift flera källor "
    "räknas till den som når längst; Datakvalitet säger vilken källa som inte når dit.",
    "dag",
    "källa och slags uppgift",
    "den senaste dagen bland inläsningar som gäller",
    "freshness",
    ("report.freshness", "report.cut_off"),
)
REJECTED = Definition(
    "avvisade-rader",
    "Avvisade rader",
    "Rader i en leverans som inte kunde tas in. De ligger kvar med fil, rad, kolumn och skäl tills en senare "
    "leverans gör dem rätt, och är inte med i någon siffra.",
    "rader",
    "rad i en fil",
    "reglerna i docs/rules.md",
    "rejected_rows",
    ("report.rejected_row",),
)
WAITING = Definition(
    "vantande-rader",
    "Väntande rader",
    "Priser, tillägg, lagrum, frånvaro och sekretess vars placering inte har levererats. De tas in av sig "
    "själva när placeringen kommer.",
    "rader",
    "rad i en fil",
    "placeringen finns inte bland gällande uppgifter",
    "rejected_rows",
    ("report.rejected_row",),
)
FINDINGS = Definition(
    "iakttagelser",
    "Iakttagelser",
    "Uppgifter som är inlästa men inte stämmer med varandra. De räknas om vid varje inläsning och försvinner "
    "när uppgifterna är rätta.",
    "iakttagelser",
    "regel och uppgift",
    "reglerna i docs/rules.md",
    "findings",
    ("report.finding_count", "core.current_finding_calculated"),
)
COMPLETENESS = Definition(
    "fullstandighet",
    "Fullständighet",
    "Hur stor del av uppgifterna som har ett fält ifyllt, bland dem som kan ha det: skäl till köp utanför "
    "ramavtal bara för direktupphandlade, orsak till avslut bara för avslutade.",
    "procent",
    "slags uppgift, fält och enhet",
    "uppgifter som gällt någon dag de senaste tolv månaderna före sista täckta dag",
    "completeness",
    ("report.completeness",),
)
NOT_COVERED = Definition(
    "vad-siffrorna-inte-omfattar",
    "Vad siffrorna inte omfattar",
    "Dygn vars pris, kön, ålder, enhet eller annat är okänt, och rader som inte är intagna. "
    "Dygnen är med i summor men inte i delningar efter det som är okänt.",
    "dygn och rader",
    "placering och dygn; rad i en fil",
    "de senaste tolv månaderna",
    "not_covered",
    ("report.care_slice", "report.rejected_row", "report.freshness"),
)

EVERY = (DATA_THROUGH, REJECTED, WAITING, FINDINGS, COMPLETENESS, NOT_COVERED)
