"""A person as every screen says it: flicka, 13 år, and a short key; nobody's name is in the store."""

from __future__ import annotations

from domain import formats

KEY_SHOWN = 8
"""How much of a person's key a screen shows, and the least that can be searched for."""

UNKNOWN_AGE = "okänd ålder"

_GROWN_YEARS = 18
_GROWN = {"kvinna": "Kvinna", "man": "Man"}
_CHILDREN = {"kvinna": "Flicka", "man": "Pojke"}
_ANYBODY = "Person"


def who(sex: object, age_years: object) -> str:
    """Kvinna, 39 år; of a child flicka or pojke; person where the sex is not known.

    `sex` as the store has it, code or label. An age that is not known is said to be so, and so is one below
    zero, which a wrong year of birth gives.
    """
    age = _years(age_years)
    if age is None or age < 0:
        return f"{_word(sex, _GROWN)}, {UNKNOWN_AGE}"
    return f"{_word(sex, _CHILDREN if age < _GROWN_YEARS else _GROWN)}, {age}{formats.NBSP}år"


def who_in(year: int | None, sex: object, birth_year: object) -> str:
    """As `who`, of somebody's year of birth: the age that the person has or gets in a year."""
    born = _years(birth_year)
    return who(sex, None if year is None or born is None else year - born)


def short(key: object) -> str:
    """The part of a person's key that a screen shows."""
    return str(key)[:KEY_SHOWN]


def _years(value: object) -> int | None:
    """A whole number; a column with a gap in it holds its numbers as 39.0."""
    return int(float(str(value))) if formats.known(value) else None


def _word(sex: object, words: dict[str, str]) -> str:
    return words.get(str(sex).lower(), _ANYBODY) if formats.known(sex) else _ANYBODY
