"""Two tables of a Swedish municipality, loaded through their mapping alone."""

from __future__ import annotations

from store.check import check
from tests.etl.loading import Loader, account, foreign_data, rows


def test_the_plan_and_the_inventory_of_karlsborg(loader: Loader) -> None:
    """The same twice: the second time nothing is new. One line of the plan can give two costs."""
    folder = foreign_data("karlsborg")
    first = loader.paths([folder], source="karlsborg")
    again = loader.paths([folder], source="karlsborg")

    assert [(f.entity, f.read, f.new, f.rejected) for f in first.files] == [
        ("deployments", 7, 7, 0),
        ("initiatives", 23, 23, 0),
        ("initiative_costs", 25, 12, 0),  # thirteen lines name no cost and are left out
    ]
    assert [(f.entity, f.new, f.unchanged) for f in again.files] == [
        ("deployments", 0, 7),
        ("initiatives", 0, 23),
        ("initiative_costs", 0, 12),
    ]
    account(first)
    account(again)
    assert first.left_aside == ["README.md"]
    assert check(loader.connection) == []


def test_about_380_is_380_approximate(loader: Loader) -> None:
    loader.paths([foreign_data("karlsborg")], source="karlsborg")
    deployments = "select technology, count, count_approximate from core.current_deployments"
    assert rows(loader.connection, deployments) == [
        ("Digitala Medicinskåp", 88, False),
        ("E-tjänster", 2, False),
        ("GPS-larm", 5, False),
        ("Nyckelfria lås Hemtjänst", 380, True),
        ("Tillsynskameror", 5, False),
        ("Trygghetslarm Hemtjänst Doro", 380, True),
        ("Trygghetslarm Phoniro", 88, False),
    ]
    costs = "select per, low_ore, high_ore, approximate from core.current_initiative_costs where initiative_id = %s"
    assert rows(loader.connection, costs, "Demenslotsen") == [
        ("engang", 3_950_000, 3_950_000, False),
        ("manad", 600_000, 600_000, False),
    ]
    assert rows(loader.connection, costs, "Integration mot Viva och Senior Alert") == [
        ("engang", 4_000_000, 6_000_000, True)
    ]
