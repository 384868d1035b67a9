"""The classes of the map's colours, and the words of its table."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pandas as pd

from ui.bought_places import COLOURS, MEASURES, REST, BoughtPlaces
from ui.care_figures import DAY_KINDS

PERSONS, COST = MEASURES["Personer"], MEASURES["Kostnad"]


def _places(*persons: int, costs: tuple[float | None, ...] = ()) -> BoughtPlaces:
    codes = ["0680", "1480", "1481", "2584", "0180", "1280", "0114", "0115"]
    rows: list[dict[str, object]] = [
        {"level": "municipality", "municipality_code": code, "persons": number, "cost_kr": None, "days": 10}
        for code, number in zip(codes, persons, strict=False)
    ]
    for row, cost in zip(rows, costs, strict=False):
        row["cost_kr"] = None if cost is None else Decimal(str(cost))
    whole = {"level": "total", "municipality_code": "", "persons": sum(persons), "days": 10 * len(rows) + 5}
    rest = {"level": "rest", "municipality_code": "", "persons": 3, "days": 5}
    frame = pd.DataFrame([*rows, rest, whole], dtype=object)
    for name in ("priced_days", "unpriced_days", "cost_per_day_kr"):
        frame[name] = None
    return BoughtPlaces(frame, DAY_KINDS["heldygnsvard"])


def test_each_value_has_one_class_and_the_most_the_darkest() -> None:
    found = _places(3, 4, 7, 9, 12, 20, 40, 90)
    starts = found.classes(PERSONS)
    assert len(starts) == 4 and all(low < high for low, high in pairwise(starts))
    colours = [found.colour(number, starts) for number in (3, 4, 7, 9, 12, 20, 40, 90)]
    assert [COLOURS.index(str(colour)) for colour in colours] == sorted(
        COLOURS.index(str(c)) for c in colours
    )
    assert colours[0] == COLOURS[0] and colours[-1] == COLOURS[4]
    legend = found.legend(PERSONS)
    assert [colour for colour, _ in legend] == list(COLOURS)
    assert legend[0][1].startswith("3–") and legend[-1][1].endswith("eller fler")


def test_one_value_is_one_class() -> None:
    assert _places(5).legend(PERSONS) == [(COLOURS[0], "5\u00a0personer")]
    assert _places(5, 5).classes(PERSONS) == []


def test_an_unknown_cost_has_no_colour_and_does_not_count_as_nothing() -> None:
    found = _places(3, 3, 3, costs=(100_000, None, 900_000))
    starts = found.classes(COST)
    assert found.colour(None, starts) is None
    assert all(start > 0 for start in starts)
    assert "0\u00a0kr" not in str(found.legend(COST))


def test_no_cost_at_all_has_no_legend() -> None:
    assert _places(3, 4).legend(COST) == []


def test_the_table_has_names_the_rest_and_the_whole() -> None:
    table = _places(9, 4).table()
    assert [row[:2] for row in table.cells()] == [
        ["Jönköping", 9],
        ["Göteborg", 4],
        [REST, 3],
        ["Totalt", 13],
    ]


def test_colours_grow_darker_step_by_step_for_all_eyes() -> None:
    """One hue, so that lightness alone tells the classes apart."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert all((light(a) + 0.05) / (light(b) + 0.05) > 1.35 for a, b in pairwise(COLOURS))
