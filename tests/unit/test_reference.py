"""References in addresses: opaque, the same within a sign-in, and unreadable for everybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.scope import Grant, Role, Scope
from ui import reference
from ui.claims import Person
from ui.reference import Reference
from ui.sign_in import User

SCOPE = Scope("eva", Role.MANAGER, "Socialnämnden", ("Barn",), protected=False, individuals=True)


def user(scope: Scope = SCOPE, sign_in: str | None = "f" * 64) -> User:
    grant = Grant(scope)
    return User(scope.user, grant, (grant,), Person(scope.user, scope.user, (), sign_in))


EVA = user()
OTHERS = {
    "another sign-in": user(sign_in="0" * 64),
    "no sign-in": user(sign_in=None),
    "another user": user(replace(SCOPE, user="kim")),
    "another role": user(replace(SCOPE, role=Role.CONTROLLER)),
    "another board": user(replace(SCOPE, board="Annan nämnd")),
    "other units": user(replace(SCOPE, units=None)),
    "another right": user(replace(SCOPE, protected=True)),
}


@given(person_key=st.text(min_size=1), case_id=st.text(max_size=300))
def test_what_was_put_in_comes_out(person_key: str, case_id: str) -> None:
    text = reference.of(EVA, person_key=person_key, case_id=case_id)
    assert reference.read(EVA, text) == Reference(person_key, case_id or None)


def test_nothing_can_be_read_and_nothing_told_by_the_length() -> None:
    one = reference.of(EVA, person_key="ab" * 16)
    assert "ab" * 3 not in one and all(sign.isalnum() or sign in "-_" for sign in one)
    assert len(one) == len(reference.of(EVA, case_id="C1"))
    assert one == reference.of(EVA, person_key="ab" * 16)
    assert reference.link(EVA, person_key="ab" * 16) == f"individflode?arende={one}"


@pytest.mark.parametrize("who", OTHERS)
def test_it_is_one_sign_ins_in_one_grant(who: str) -> None:
    text = reference.of(EVA, person_key="a" * 32, case_id="C1")
    assert reference.read(OTHERS[who], text) is None
    assert reference.of(OTHERS[who], person_key="a" * 32, case_id="C1") != text


def test_it_dies_with_the_server() -> None:
    text = reference.of(EVA, case_id="C1")
    reference._cipher.cache_clear()
    assert reference.read(EVA, text) is None


@given(st.text())
def test_whatever_stands_in_the_address_is_only_not_a_reference(text: str) -> None:
    assert reference.read(EVA, text) is None


@pytest.mark.parametrize(
    "change", [lambda t: t[:-2], lambda t: t + "AAAA", lambda t: "A" + t[1:], lambda t: t * 90]
)
def test_a_tampered_one_is_none(change: object) -> None:
    text = reference.of(EVA, case_id="C1")
    assert callable(change)
    assert change(text) == text or reference.read(EVA, change(text)) is None


def test_it_stands_for_something() -> None:
    with pytest.raises(ValueError, match="person or a case"):
        reference.of(EVA)
