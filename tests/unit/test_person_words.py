"""How a person is said on a screen: by sex, age and a short key, the same on every page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ui import person_words


@pytest.mark.parametrize(
    ("sex", "age", "said"),
    [
        ("kvinna", 39, "Kvinna, 39 år"),
        ("Kvinna", 39, "Kvinna, 39 år"),
        ("kvinna", 39.0, "Kvinna, 39 år"),
        ("man", 18, "Man, 18 år"),
        ("man", 17, "Pojke, 17 år"),
        ("Kvinna", 0, "Flicka, 0 år"),
        (None, 39, "Person, 39 år"),
        ("okand", 5, "Person, 5 år"),
        ("kvinna", None, "Kvinna, okänd ålder"),
        ("kvinna", -1, "Kvinna, okänd ålder"),
        (float("nan"), float("nan"), "Person, okänd ålder"),
    ],
)
def test_a_person_is_said_by_sex_and_age(sex: object, age: object, said: str) -> None:
    assert person_words.who(sex, age).replace("\u00a0", " ") == said


def test_the_age_is_that_of_the_year() -> None:
    assert person_words.who_in(2025, "man", 2012) == person_words.who("man", 13)
    assert person_words.who_in(None, "man", 2012) == person_words.who_in(2025, "man", None)


def test_no_other_file_says_how_much_of_a_key_is_shown() -> None:
    counted = {"KEY_SHOWN", "KEY_LENGTH", "KEY_SIGNS"}
    made = {
        path.name
        for path in Path("ui").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.lstrip("_") in counted
    }
    assert made == {"person_words.py"}
