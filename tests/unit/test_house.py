"""Who may call whom, for the two files at the top that import-linter does not read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = {path.parent.name for path in PROJECT.glob("*/__init__.py")} | {"pages", "psycopg", "sqlalchemy"}


def rooms_of(file: Path) -> set[str]:
    """The rooms and database libraries that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found & ROOMS


@pytest.mark.parametrize("name", ["app.py", "asgi.py"])
def test_the_front_door_imports_ui_and_domain_alone(name: str) -> None:
    assert rooms_of(PROJECT / name) <= {"ui", "domain"}


def test_the_front_door_is_under_sixty_lines() -> None:
    assert len((PROJECT / "app.py").read_text(encoding="utf-8").splitlines()) < 60


def test_files_leave_by_one_way_that_asks_for_the_grant_again() -> None:
    """A download made at the click runs no page: only `draw.file` sees that the person may still have it."""
    holding = {
        file.relative_to(PROJECT).as_posix()
        for room in ("ui", "pages")
        for file in (PROJECT / room).glob("*.py")
        if "download_button" in file.read_text(encoding="utf-8")
    }
    assert holding == {"ui/draw.py"}
