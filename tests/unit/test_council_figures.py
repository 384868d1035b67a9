"""The council's figures: no few persons by themselves, and nothing withheld to be had by subtraction."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from domain.case_limits import FEWEST_PERSONS
from ui.flow_labels import Labels
from ui.unexecuted import council

CELLS = st.lists(st.integers(1, 12), max_size=12)


def rows(persons: list[int]) -> pd.DataFrame:
    """A cell for each number of persons, each with one decision more than persons."""
    cells = [
        {
            "is_total": False,
            "state": "ej_verkstallt",
            "kind": f"k{place}",
            "legal_basis": "sol_11_1",
            "sex": "man",
            "persons": number,
            "decisions": number + 1,
        }
        for place, number in enumerate(persons)
    ]
    return pd.DataFrame(
        cells, columns=["is_total", "state", "kind", "legal_basis", "sex", "persons", "decisions"]
    )


def shown(persons: list[int]) -> list[tuple[str, int]]:
    table = council(rows(persons), Labels({}))
    return [(str(row["kind"]), int(row["decisions"])) for row in table.rows.to_dict("records")]


@given(CELLS)
def test_every_row_has_enough_persons_behind_it_and_all_are_counted_or_none(persons: list[int]) -> None:
    found = shown(persons)
    named = {int(kind[1:]) for kind, _ in found if kind != "Övriga insatser"}
    assert all(persons[place] >= FEWEST_PERSONS for place in named)
    together = [number for place, number in enumerate(persons) if place not in named]
    if sum(persons) < FEWEST_PERSONS:
        assert found == []
    else:
        # whoever knows the state's total learns what stands together, which enough persons share
        assert sum(number for _, number in found) == sum(persons) + len(persons)
        assert not together or sum(together) >= FEWEST_PERSONS


def test_few_persons_stand_together_with_more() -> None:
    assert shown([1, 2]) == []
    assert shown([1, 9]) == [("Övriga insatser", 12)]
    assert shown([1, 5, 9]) == [("k2", 10), ("Övriga insatser", 8)]
    assert shown([5, 6]) == [("k0", 6), ("k1", 7)]
