"""What is bought within framework agreements and outside, and what loads have changed, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from queries import door
from queries.scope import Role, Scope
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, loader, opening

__all__ = ["loader"]

CONTROLLER = Scope("local", Role.CONTROLLER, BOARD, None, protected=False, individuals=True)
EVERY = dict.fromkeys(
    (
        "care_form",
        "sex",
        "target_group",
        "main_reason",
        "outside_reason",
        "tender_area",
        "provider_code",
        "unit",
    )
)

# Up to 2025-06-30. In 2025: within 31 + 30 days at 1000 and 4 at an unknown price; outside 59 days at 2000 and
# 10 at 1500; 30 days of which the procurement is unknown. Own care, own homes and SiS are no purchases.
DELIVERY = {
    "providers.csv": "provider_id;name;provider_code;operator\nU1;Hem AB;B101;privat\nU2;Hus AB;B102;privat\n",
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;outside_reason;unit
        F1;C1;A;U1;hvb_privat;2024-12-22;2025-02-01;ramavtal;;bou
        F2;C2;B;U1;stodboende;2025-05-28;;ramavtal;;vux
        O1;C3;C;U1;hvb_privat;2025-01-01;2025-03-01;direktupphandling;;bou
        O2;C4;D;U2;hvb_privat;2025-06-01;2025-06-11;direktupphandling;akut;vux
        N1;C5;E;U2;hvb_privat;2025-06-01;;;;bou
        E1;C6;F;U2;hvb_egen;2025-06-01;;egen_regi;;bou
        E2;C7;G;U2;familjehem_eget;2025-06-01;;;;bou
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        F1;2024-12-22;1000
        F2;2025-06-01;1000
        O1;2025-01-01;2000
        O2;2025-06-01;1500
        N1;2025-06-01;700
        E1;2025-06-01;700
        """,
    "placement_extras.csv": "placement_id;kind;from_on;amount\nO1;resa;2025-01-10;500\n",
}


def asked(question: str, **params: Any) -> list[dict[str, Any]]:
    rows = door.run(question, CONTROLLER, **params)
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


@pytest.fixture
def bought(loader: Loader) -> Loader:
    loader(DELIVERY, source="a", data_through=DAY)
    return loader


def test_the_share_in_placements_days_and_cost(bought: Loader) -> None:
    this_year, before = asked("framework_share", **EVERY)
    assert (this_year["year"], before["year"]) == (2025, 2024)
    assert [this_year[f"placements_{side}"] for side in ("within", "outside", "unknown")] == [2, 2, 1]
    assert this_year["placements_share"] == pytest.approx(0.5)
    assert [this_year[f"days_{side}"] for side in ("within", "outside", "unknown")] == [65, 69, 30]
    assert float(this_year["days_share"]) == pytest.approx(65 / 134)
    assert (this_year["within_kr"], this_year["outside_kr"]) == (61_000, 59 * 2000 + 500 + 10 * 1500)
    assert float(this_year["cost_share"]) == pytest.approx(61_000 / 194_500)
    assert this_year["unpriced_days"] == 4
    # nothing was bought outside in 2024: all of it is within
    assert before["placements_share"] == 1 and before["outside_kr"] == 0


def test_a_share_of_nothing_is_unknown(bought: Loader) -> None:
    assert asked("framework_share", **EVERY | {"care_form": ("hvb_egen",)}) == []
    (one,) = asked("framework_share", **EVERY | {"provider_code": ("B102",), "unit": ("bou",)})
    assert one["placements_unknown"] == 1
    assert one["placements_share"] is None and one["days_share"] is None and one["cost_share"] is None


def test_direct_awards_by_provider_and_year(bought: Loader) -> None:
    found = [
        (
            row["year"],
            row["provider_code"],
            row["placements"],
            row["placements_over_limit"],
            row["placements_without_reason"],
            row["gross_kr"],
        )
        for row in asked("direct_awards", **EVERY)
    ]
    assert found == [(2025, "B101", 1, 1, 1, 118_500), (2025, "B102", 1, 0, 0, 15_000)]
    assert asked("direct_awards", **EVERY)[0]["limit_kr"] == 100_000


def test_each_year_names_the_limit_that_held_in_it(bought: Loader) -> None:
    bought(
        {
            "placements.csv": """
                placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;unit
                O3;C8;H;U1;hvb_privat;2021-12-01;2022-12-01;direktupphandling;bou
                O4;C9;I;U1;hvb_privat;2026-01-10;2026-01-20;direktupphandling;bou
                """
        },
        source="a",
        data_through=DAY.replace(year=2026),
    )
    with owner_connection() as connection:
        connection.execute("insert into core.documentation_limit values ('2026-01-01', 20000000)")
    limits = {row["year"]: row["limit_kr"] for row in asked("direct_awards", **EVERY)}
    assert limits == {2026: 200_000, 2025: 100_000, 2022: 100_000, 2021: None}


def test_a_cost_without_any_price_is_unknown_and_not_nothing(loader: Loader) -> None:
    loader({"placements.csv": DELIVERY["placements.csv"]}, source="a", data_through=DAY)
    this_year, _ = asked("framework_share", **EVERY)
    assert this_year["days_share"] is not None
    assert (this_year["within_kr"], this_year["outside_kr"], this_year["cost_share"]) == (None, None, None)
    assert {row["gross_kr"] for row in asked("direct_awards", **EVERY)} == {None}


def test_what_a_load_has_changed_is_told_with_the_load(bought: Loader) -> None:
    second = bought(
        {
            "placements.csv": """
                placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;outside_reason;unit;agreement_signed_on
                F2;C2;B;U1;stodboende;2025-05-28;2025-07-10;ramavtal;;vux;2025-07-01
                N1;C5;E;U1;familjehem_konsulent;2025-06-01;;direktupphandling;akut;bou;
                P9;C9;H;U1;hvb_privat;2025-07-01;;ramavtal;;bou;
                E1;C6;F;U2;hvb_egen;2025-06-01;;egen_regi;;bou;
                """,
            "placement_prices.csv": "placement_id;valid_from;daily_price\nE1;2025-07-01;750\nF1;2024-12-22;1000\n",
        },
        source="a",
        data_through=DAY.replace(month=7),
    )
    number = int(opening(CONTROLLER.role.value, BOARD, CONTROLLER.user))
    rows = asked("placement_changes", load=second.load_id, change=None, units=None, opening=number)
    assert {(r["placement_id"], r["change"], r["was"], r["becomes"], r["load_id"]) for r in rows} == {
        ("P9", "tillkom", None, "2025-07-01", 2),
        ("F2", "avslutad", None, "2025-07-10", 2),
        ("F2", "underskrift", None, "2025-07-01", 2),
        ("N1", "vardform", "HVB, privat", "Familjehem, konsulentstött", 2),
        ("N1", "utforare", None, None, 2),
        ("N1", "upphandling", None, "Direktupphandling", 2),
        ("E1", "pris", "700.00", "750.00", 2),
    }
    counts = {
        row["change"]: row["placements"]
        for row in asked("placement_change_counts", load=second.load_id, units=None)
    }
    assert counts == {
        "tillkom": 1,
        "avslutad": 1,
        "underskrift": 1,
        "vardform": 1,
        "utforare": 1,
        "upphandling": 1,
        "pris": 1,
    }
    assert asked("placement_change_counts", load=second.load_id, units=("vux",)) == [
        {"change": "avslutad", "placements": 1},
        {"change": "underskrift", "placements": 1},
    ]


def test_what_a_complete_delivery_lacks_is_told_as_gone(bought: Loader) -> None:
    gone = bought(
        {"placements.csv": "\n".join(DELIVERY["placements.csv"].strip().splitlines()[:7])},
        source="a",
        data_through=DAY.replace(month=7),
        complete=True,
        confirm=True,
    )
    number = int(opening(CONTROLLER.role.value, BOARD, CONTROLLER.user))
    rows = asked("placement_changes", load=gone.load_id, change=None, units=None, opening=number)
    assert [(r["placement_id"], r["change"], r["was"], r["load_id"]) for r in rows] == [
        ("E2", "borta", "2025-06-01", gone.load_id)
    ]


def test_what_is_typed_in_is_told_once_and_by_the_load_that_brought_it(bought: Loader) -> None:
    typed = bought(
        {
            "placement_additions.csv": "placement_id;agreement_ends_on\nN1;2025-12-31\n",
            "price_additions.csv": "placement_id;valid_from;daily_price\nF2;2025-05-28;900\n",
        },
        source="a",
        data_through=DAY.replace(month=7),
    )
    later = bought(
        {"placement_prices.csv": "placement_id;valid_from;daily_price\nE1;2025-07-01;750\n"},
        source="a",
        data_through=DAY.replace(month=8),
    )

    def told(load: int) -> set[tuple[str, str, str | None, str | None, int]]:
        number = int(opening(CONTROLLER.role.value, BOARD, CONTROLLER.user))
        rows = asked("placement_changes", load=load, change=None, units=None, opening=number)
        return {(r["placement_id"], r["change"], r["was"], r["becomes"], r["load_id"]) for r in rows}

    newest = ("E1", "pris", "700.00", "750.00", later.load_id)
    assert told(later.load_id) == {newest}
    assert told(typed.load_id) == {
        newest,
        ("N1", "avtalets_slut", None, "2025-12-31", typed.load_id),
        # the days before the delivered price have one now; the latest price is the same
        ("F2", "pris", "1000.00", "1000.00", typed.load_id),
    }
