"""The audit believes nobody: a pattern or a certificate that was tampered with, or a solver that says no."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from report.disclosure.cells import Cell
from report.disclosure.certify import Certificate, audit
from report.disclosure.errors import NotProtectedError
from report.disclosure.ledger import Ledger
from report.disclosure.protect import Protection, protect
from report.disclosure.rules import Rules
from report.disclosure.solver import Answer, Program, Status
from report.disclosure.tables import Table
from tests.disclosure.drawn import cell, table

_DRAWN = table("3 9 8\n7 5 9\n6 9 9")


@pytest.fixture
def found() -> Protection:
    protection = protect([_DRAWN])
    assert protection.publishable and len(protection.hidden) > len(protection.primary)
    return protection


def _audit(
    hidden: frozenset[Cell], certificates: tuple[Certificate, ...], drawn: Table = _DRAWN
) -> list[object]:
    return list(audit([drawn], Ledger(), hidden, certificates, Rules()))


def test_the_pattern_with_its_certificates_passes(found: Protection) -> None:
    assert _audit(found.hidden, found.certificates) == []


def test_a_cell_that_is_shown_after_all_is_found(found: Protection) -> None:
    for shown in sorted(found.hidden):
        with pytest.raises(NotProtectedError):
            _audit(found.hidden - {shown}, found.certificates)


def test_without_certificates_everything_is_exposed(found: Protection) -> None:
    assert len(_audit(found.hidden, ())) == len(found.primary)


def test_a_certificate_that_does_not_add_up_or_goes_below_nothing_is_refused(found: Protection) -> None:
    first = found.certificates[0]
    moved = {**first.one, cell(0, 0): first.one.get(cell(0, 0), 3) + 1}
    with pytest.raises(NotProtectedError, match="inte summan"):
        _audit(found.hidden, (replace(first, one=moved), *found.certificates[1:]))
    with pytest.raises(NotProtectedError, match="omöjligt"):
        _audit(found.hidden, (Certificate({cell(0, 0): -1}, {}),))


def test_two_tables_that_are_the_same_prove_nothing(found: Protection) -> None:
    same = tuple(replace(certificate, other=certificate.one) for certificate in found.certificates)
    assert _audit(found.hidden, same)


def test_a_false_no_of_the_solver_is_asked_again_and_is_never_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once wrong is asked again, cold; always wrong ends in a report that cannot be published."""
    honest = Program._run
    asked: list[int] = []

    def first_wrong(self: Program, seconds: float | None) -> Answer:
        asked.append(1)
        answer = honest(self, seconds)
        return replace(answer, status=Status.INFEASIBLE) if len(asked) == 1 else answer

    monkeypatch.setattr(Program, "_run", first_wrong)
    assert protect([_DRAWN]).publishable
    monkeypatch.setattr(Program, "_run", lambda self, s: replace(honest(self, s), status=Status.INFEASIBLE))
    refused = protect([_DRAWN])
    assert not refused.publishable and refused.withhold == ("placerade",)


def test_a_solver_that_gives_wrong_values_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Program._run

    def wrong(self: Program, seconds: float | None) -> Answer:
        answer = honest(self, seconds)
        return replace(answer, values=answer.values * 0)

    monkeypatch.setattr(Program, "_run", wrong)
    assert not protect([_DRAWN]).publishable


def test_every_rule_and_its_default_is_documented() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "disclosure.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", text, re.MULTILINE))
    plain = {field.name: str(field.default) for field in fields(Rules) if isinstance(field.default, int)}
    assert {name: told.get(name) for name in plain} == plain
    assert told.keys() - plain.keys() == {"dominance"}
