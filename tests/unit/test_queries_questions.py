"""Questions are read from files whose header says what they answer; anything unclear is refused."""

from __future__ import annotations

import pytest

from domain.errors import AccessError, QueryError
from queries import questions
from queries.scope import Role, Scope

GOOD = """-- How many.
-- one row per thing
-- :kind – what to count
select count(*) from things where kind = :kind and made::date < 'x:not_bound' -- nor :this
"""


def test_a_question_is_read_with_its_header() -> None:
    question = questions.parse("things", GOOD)
    assert question.sentence == "How many."
    assert question.grain == "one row per thing"
    assert question.parameters == {"kind": "what to count"}


def test_only_parameters_outside_strings_comments_and_casts_are_bound() -> None:
    bound = questions.parse("things", GOOD).bound
    assert bound.endswith("kind = %(kind)s and made::date < 'x:not_bound' -- nor :this")


def test_a_percent_sign_is_left_alone() -> None:
    text = "-- All.\n-- one row per thing\nselect 5 % 2, 'a%'"
    assert questions.parse("things", text).bound == "select 5 %% 2, 'a%%'"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select 1", "saknar rubrik"),
        ("-- A sentence.\nselect 1", "one row per"),
        (GOOD.replace("-- :kind – what to count\n", ""), "inte är angiven: kind"),
        (GOOD.replace("-- :kind –", "-- :other – unused\n-- :kind –"), "inte används: other"),
        (GOOD.replace("-- :kind –", "-- :kind – twice\n-- :kind –"), "två gånger"),
    ],
)
def test_a_badly_written_question_is_refused(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        questions.parse("things", text)


def test_every_question_of_ours_can_be_read() -> None:
    assert {"cost_per_day", "filter_options", "grants", "store_state"} <= set(questions.every())


def test_wrong_parameters_and_unknown_names_are_refused() -> None:
    with pytest.raises(QueryError, match="fel parametrar: kind"):
        questions.parse("things", GOOD).check(set())
    with pytest.raises(QueryError, match="finns inte"):
        questions.named("../etc/passwd")


def test_a_scope_that_is_not_whole_is_an_error() -> None:
    with pytest.raises(AccessError):
        Scope("local", Role.CONTROLLER, "", None, protected=False, individuals=False)
    with pytest.raises(AccessError):
        Scope("local", Role.CONTROLLER, "Socialnämnden", (), protected=False, individuals=False)
    with pytest.raises(AccessError):
        Scope("local", "ik_owner", "Socialnämnden", None, protected=False, individuals=False)  # type: ignore[arg-type]


def test_the_whole_board_and_some_units_are_told_apart() -> None:
    whole = Scope("local", Role.MANAGER, "Socialnämnden", None, protected=False, individuals=False)
    some = Scope("local", Role.MANAGER, "Socialnämnden", ("*", "å"), protected=True, individuals=False)
    assert whole.settings()["ik.units"] == "*"
    assert some.settings()["ik.units"] == '["*", "å"]'
    assert (whole.settings()["ik.protected"], some.settings()["ik.protected"]) == ("nej", "ja")
