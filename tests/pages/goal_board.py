"""A board whose goals can be counted by hand; its last day is 2025-06-30.

In personal care (d5) nine persons have a goal, one of each kind that can come of it; S is protected, C's provider is
a private home, D's intervention has ended. In relations (d7) five have one, in the home (d6) A alone. A is also
assessed by ASI, where 8 is a level.
"""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

PERSONS = "ABCDEFGHS"
_ASSESSED = {
    # person: first level, goal's level, goal, last level
    "A": (3, 1, "forbattra", 1),
    "B": (3, 1, "forbattra", 2),
    "C": (3, 1, "forbattra", 3),
    "D": (2, 2, "behalla", 2),
    "E": (2, 2, "behalla", 3),
    "F": (3, 1, "forbattra", None),
    "G": (3, 1, "forbattra", 8),
    "H": (2, 1, "behalla", 2),
    "S": (3, 1, "forbattra", 1),
}
_HEAD = "person_id;instrument;life_area;assessed_on;kind;case_id;intervention_id;level;goal"


def _line(person: str, instrument: str, area: str, on: str, kind: str, level: int, goal: str = "") -> str:
    return f"{person};{instrument};{area};{on};{kind};C{person};I{person};{level};{goal}"


def assessments() -> list[str]:
    """The rows of the board's assessments, without the heading."""
    lines = []
    for person, (first, aim, goal, last) in _ASSESSED.items():
        lines += [
            _line(person, "ibic", "d5", "2024-06-01", "aktuellt", first),
            _line(person, "ibic", "d5", "2024-06-01", "avsett", aim, goal),
        ]
        if last is not None:
            lines.append(_line(person, "ibic", "d5", "2025-03-01", "bedomt", last, goal))
    for person in "ABCDE":
        lines += [
            _line(person, "ibic", "d7", "2024-06-01", "aktuellt", 2),
            _line(person, "ibic", "d7", "2024-06-01", "avsett", 1, "forbattra"),
            _line(person, "ibic", "d7", "2024-09-01", "bedomt", 2),
        ]
    lines += [
        _line("A", "ibic", "d6", "2025-03-01", "avsett", 1, "forbattra"),
        _line("A", "asi", "alkohol", "2024-06-01", "aktuellt", 8),
        _line("A", "asi", "alkohol", "2024-06-01", "avsett", 4, "forbattra"),
        _line("A", "asi", "alkohol", "2025-03-01", "bedomt", 8),
    ]
    return lines


def _interventions() -> list[str]:
    lines = []
    for person in PERSONS:
        provider = "U9" if person == "C" else "U1"
        ended = "2025-05-31" if person == "D" else ""
        lines.append(f"I{person};C{person};{person};boendestod;{provider};2024-06-01;{ended};soc")
    return lines


DELIVERY = {
    "persons.csv": "person_id;birth_year;sex;protected_identity\n"
    + "\n".join(f"{person};1980;kvinna;{'ja' if person == 'S' else 'nej'}" for person in PERSONS),
    "units.csv": "unit;name\nsoc;Socialpsykiatrin\nvux;Vuxna\n",
    "providers.csv": """
        provider_id;name;provider_code;operator
        U1;Stödet AB;B101;privat
        U9;;F909;familjehem
        """,
    "interventions.csv": "intervention_id;case_id;person_id;intervention_type;provider_id;started_on;ended_on;unit\n"
    + "\n".join(_interventions()),
    "assessments.csv": "\n".join((_HEAD, *assessments())),
}


def load(loader: Loader) -> None:
    """Load the board."""
    loader(DELIVERY, source="test", data_through=DAY)


def grant(
    role: str = "ik_manager",
    units: list[str] | None = None,
    *,
    protected: bool = False,
    individuals: bool = True,
) -> None:
    """Give `local` a role in the board, with a purpose for individuals."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, protected, individuals, purpose) "
            "values ('local', %s, 1, %s, %s, %s, 'beslut 7')",
            (role, units, protected, individuals),
        )
