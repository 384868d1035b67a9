"""What people write about welfare technology, through a mapping that knows nothing of it, and rows that are wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.etl.loading import BOARD, DAY, Loader, asked, foreign_data, loader

__all__ = ["loader"]

_PLAN = "Möjlighet/förändring;Införande år;Önskad nyttoeffekt, kortfattat;Prioriteringsordning;Kostnad, uppskattad\n"
COSTS = "select initiative_id, per, low, high, approximate from report.initiative_cost"


def kr(*rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [
        (name, per, *(None if value is None else Decimal(value) for value in (low, high)), about)
        for name, per, low, high, about in rows
    ]


def test_every_cell_of_karlsborgs_plan(loader: Loader) -> None:
    loader.paths([foreign_data("karlsborg")], source="karlsborg")
    counts = "select technology, count, count_approximate, count_text, category_kind from report.deployment"
    assert asked(counts) == [
        ("Digitala Medicinskåp", 88, False, "88 st", "ovrig"),
        ("E-tjänster", 2, False, "2 st", "it"),
        ("GPS-larm", 5, False, "5st", "nationell"),
        ("Nyckelfria lås Hemtjänst", 380, True, "Ca 380 st", "nationell"),
        ("Tillsynskameror", 5, False, "5 st", "nationell"),
        ("Trygghetslarm Hemtjänst Doro", 380, True, "Ca 380 st", "ovrig"),
        ("Trygghetslarm Phoniro", 88, False, "88 st", "ovrig"),
    ]
    assert asked(COSTS) == kr(
        ("Alfa E", "engang", 15_000, 15_000, True),
        ("Demenslotsen", "engang", 39_500, 39_500, False),
        ("Demenslotsen", "manad", 6_000, 6_000, False),
        ("Digitala läkemedelsskåp Hemtjänsten", "manad", None, None, None),
        ("Digitala läkemedelsskåp Hemtjänsten", "styck", 4_000, 4_000, False),
        ("FVM", "manad", None, None, None),
        ("Integration mot Viva och Senior Alert", "engang", 40_000, 60_000, True),
        ("Kompetensutveckling i vårt verksamhetssystem", "timme", 1_250, 1_250, False),
        ("Läkemedelsrobotar, Evondos", "ar", 150_000, 150_000, False),
        ("Talenheter Phoniro 6000", "styck", 6_000, 6_000, True),
        ("Tillsynskameror ordinärt boende Breddinförande", "manad", None, None, None),
        (
            *("Viva Nomad – kostnader för servrar och upplägg Webbaserat - paddor", "engang"),
            *(50_000, 50_000, True),
        ),
    )
    plan = {
        row[0]: row[1:]
        for row in asked(
            "select name, year_from, year_to, priority, scored_factors, score, unread from report.initiative"
        )
    }
    assert len(plan) == 23
    assert plan["Kompetensutveckling i vårt verksamhetssystem"][:3] == (2022, 2024, 1)
    assert plan["Hotellås"][:2] == (2023, 2024)
    assert plan["Previct"] == (None, None, None, 0, None, ["years"])
    assert plan["Talenheter Phoniro 6000"] == (2023, 2023, None, 0, None, ["priority"])
    assert {row[3:5] for row in plan.values()} == {(0, None)}


def test_what_people_write(loader: Loader) -> None:
    """One row for each; what cannot be read is null, and its text stays."""
    files = {
        "inventory_2025-06-30.csv": "Teknik;Antal;Placering\nSpann;ca 380-400 st;\nTätt;5st;\nOrd;fem;\nMinus;-3;\n",
        "plan_2025.csv": _PLAN
        + """Miljoner;2023/24;;1;1,5 mkr
Tusen;hösten 2022;;Prio 2;150 tkr/år
Kvartal;Q3 2024;;2023;
""",
    }
    result = loader(files, source="karlsborg")
    assert sum(file.rejected for file in result.files) == 0
    assert asked("select technology, count, count_approximate, count_text from report.deployment") == [
        # a number under zero is no count: it is not read, rather than rejected
        ("Minus", None, None, "-3"),
        ("Ord", None, None, "fem"),
        ("Spann", None, True, "ca 380-400 st"),
        ("Tätt", 5, False, "5st"),
    ]
    plan = (
        "select name, year_from, year_to, years_text, priority, priority_text, unread from report.initiative"
    )
    assert asked(plan) == [
        ("Kvartal", 2024, 2024, "Q3 2024", None, "2023", ["priority"]),
        ("Miljoner", 2023, 2024, "2023/24", 1, "1", []),
        ("Tusen", 2022, 2022, "hösten 2022", 2, "Prio 2", []),
    ]
    assert asked(COSTS) == kr(
        ("Miljoner", "engang", 1_500_000, 1_500_000, False), ("Tusen", "ar", 150_000, 150_000, False)
    )
    unread = "select key from report.finding where rule = 'free_text_unread'"
    assert len(asked(unread)) == 4


def test_rows_that_are_wrong(loader: Loader) -> None:
    scores = "competence;management_support;complexity;financing;saving;quality;requirements;goal_attainment"
    files = {
        "deployments.csv": """
            deployment_id;technology;count;started_on;ended_on
            D1;Larm;-1;;
            D2;Lås;3;2025-02-01;2025-01-01
            """,
        "initiatives.csv": f"initiative_id;name;year_from;{scores}\n"
        + "S1;Fem;2025;5;1;1;1;1;1;1;1\nS2;Sju;2025;1;1;1;1;1;1;1;\nS3;En;2025;;;;;;;;\nS3;En;2026;;;;;;;;\n",
        "benefits.csv": "benefit_id;initiative_id;baseline;target;measured\nN1;S2;10;5;2\n",
    }
    loader(files, source="test", data_through=DAY, board=BOARD, confirm=True)
    rejected = asked('select entity, rule, "column" from report.rejected_row')
    assert sorted({row[:2] for row in rejected}) == [
        ("deployments", "out_of_range"),
        ("initiatives", "key_twice"),
        ("initiatives", "out_of_range"),
    ]
    # ends before it starts: kept, listed, and not in use
    assert asked("select deployment_id, reversed, in_use from report.deployment") == [("D2", True, False)]
    assert asked("select rule, key from report.finding where rule = 'period_reversed'") == [
        ("period_reversed", "D2")
    ]
    assert asked("select initiative_id, scored_factors, score from report.initiative") == [("S2", 7, None)]
    # a benefit may go further than its target
    assert asked("select attained_share from report.benefit") == [(Decimal("1.6"),)]
