"""Each protection has a table that gives somebody away when that protection is taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.disclosure import case, primary, protect
from report.disclosure.attack import intervals, known_cells
from report.disclosure.attackers import Attacker
from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.derived import hidden_with
from report.disclosure.errors import ConflictError, NotAdditiveError
from report.disclosure.ledger import Ledger, from_json, to_json
from report.disclosure.primary import Reason
from report.disclosure.protect import Status
from report.disclosure.rules import Rules
from report.disclosure.suppress import suppressed
from report.disclosure.tables import Table, accumulated, crossed, distinct, within
from tests.disclosure.drawn import POINTS, cell, costs, reckoned_out, table


def test_four_is_hidden_and_five_is_shown() -> None:
    found = protect.protect([table("4 9 8\n7 5 9\n6 9 9")])
    assert found.primary == {cell(0, 0)}
    assert cell(0, 0) in found.hidden
    assert found.publishable


def test_a_total_gives_its_only_hidden_part_away() -> None:
    drawn = table("3 9\n7 8")
    alone = frozenset({cell(0, 0)})
    assert reckoned_out([drawn], alone) == alone
    found = protect.protect([drawn], rules=POINTS)
    assert len(found.hidden) == 4
    assert reckoned_out([drawn], found.hidden) == set()


def test_two_tables_are_protected_as_one() -> None:
    """By form and sex, and by form and unit: the margin by form is the same in both."""
    axes = {"form": ["a", "b"], "kön": ["k", "m"]}
    first = crossed(
        "kön", "antal", "2026-01", axes, _counts({("a", "k"): 3, ("a", "m"): 9, ("b", "k"): 8, ("b", "m"): 9})
    )
    second = crossed(
        "enhet", "antal", "2026-01", {"form": ["a", "b"], "enhet": ["x", "y"]},
        _counts({("a", "x"): 7, ("a", "y"): 5, ("b", "x"): 9, ("b", "y"): 8}),
    )  # fmt: skip
    margin = Cell("antal", "2026-01", ("form: a",))
    alone = frozenset({Cell("antal", "2026-01", ("form: a", "kön: k")), margin})
    total = Cell("antal", "2026-01")
    hidden = alone | {Cell("antal", "2026-01", ("kön: k",)), total}
    # held alone the first table keeps its secret; beside the second, which adds up to the margin, it does not
    assert reckoned_out([first], hidden) == set()
    assert reckoned_out([first, second], hidden) >= alone
    together = protect.protect([first, second], rules=POINTS)
    assert reckoned_out([first, second], together.hidden) == set()


def test_the_year_so_far_less_the_months_gives_nothing_away() -> None:
    january, february = table("2 9\n8 7"), table("6 9\n8 9", period="2026-02")
    ledger = Ledger().append([january], protect.protect([january], rules=POINTS).hidden)
    year = accumulated("året", "placerade", "2026 t.o.m. 02", [january, february])
    assert not protect.protect([february], rules=POINTS).hidden  # nothing small in it
    assert not protect.prepared([february, year], ledger, POINTS)[1]  # nor in the year so far
    assert reckoned_out([february, year], frozenset(), ledger) >= {cell(0, 0)}
    found = protect.protect([february, year], ledger, POINTS)
    assert found.hidden and found.publishable
    assert reckoned_out([february, year], found.hidden, ledger) == set()


def test_the_same_cell_in_a_column_of_last_month_keeps_its_mark() -> None:
    january = table("2 9\n8 7")
    ledger = Ledger().append([january], protect.protect([january]).hidden)
    february = table("6 9\n8 9", period="2026-02")
    beside = replace(february, contents={**february.contents, **january.contents})
    found = protect.protect([beside], ledger)
    assert found.hidden & january.contents.keys() == ledger.hidden
    with pytest.raises(ConflictError):
        ledger.append([january], frozenset())


def test_a_month_is_lost_when_what_is_out_already_says_it() -> None:
    """The year to date was published; the month's own cells can no longer be hidden behind it."""
    axes = {"form": ["a", "b"]}
    months = [crossed("m", "antal", f"2026-0{n}", axes, _counts({("a",): 7, ("b",): 9})) for n in (1, 2)]
    year = accumulated("året", "antal", "2026 t.o.m. 02", months)
    ledger = Ledger().append([months[0], year, months[1]], frozenset())
    half = crossed("halvt", "antal", "2026-03", axes, _counts({("a",): 2, ("b",): 9}))
    later = accumulated("året, tre", "antal", "2026 t.o.m. 03", [*months, half])
    shown_year = ledger.append([half], half.contents.keys())
    found = protect.protect([later], shown_year, POINTS)
    assert found.publishable and Cell("antal", "2026 t.o.m. 03", ("form: a",)) in found.hidden
    stated = shown_year.append([later], frozenset())
    again = protect.protect([table("9 9\n9 9", name="annat")], stated, POINTS)
    assert again.publishable  # it was lost before, and not by this
    assert {e.target.cell for e in again.lost_before} == {Cell("antal", "2026-03", ("form: a",))}


def test_what_cannot_be_protected_is_named_and_not_published() -> None:
    drawn = table("3 0\n0 9", structural=[(0, 1), (1, 0)])
    tied = replace(drawn, bounds=within(cell(1, 1), cell(0, 0), 1_000))
    assert protect.protect([tied]).publishable
    tight = crossed("t", "antal", "2026-01", {"form": ["a"]}, _counts({("a",): 3}))
    only = Cell("antal", "2026-01", ("form: a",))
    fixed = replace(tight, bounds=within(Cell("antal", "2025-01"), only, 0))
    before = Table("förra", {Cell("antal", "2025-01"): Count(3, open=True)})
    ledger = Ledger().append([before], frozenset())
    found = protect.protect([fixed], ledger)
    assert not found.publishable
    assert found.withhold == ("t",)
    assert {e.target.cell for e in found.lost} == {only, Cell("antal", "2026-01")}


def test_a_new_version_carries_the_old_pattern() -> None:
    first = table("3 9 8\n7 5 9\n6 9 9")
    hidden = protect.protect([first]).hidden
    corrected = table("12 9 8\n7 5 9\n6 9 9", version=2)
    found = protect.protect([corrected], Ledger().append([first], hidden))
    assert {replace(c, version=2) for c in hidden} <= found.hidden
    assert not protect.protect([corrected]).hidden


def test_a_correction_by_one_person_is_hidden() -> None:
    first = table("30 9 8\n7 15 9\n6 9 9")
    ledger = Ledger().append([first], frozenset())
    found = protect.protect([table("31 9 8\n7 15 9\n6 9 9", version=2)], ledger)
    assert replace(cell(0, 0), version=2) in found.primary
    assert not protect.protect([table("36 9 8\n7 15 9\n6 9 9", version=2)], ledger).hidden


def test_zeros_and_full_groups_where_they_disclose() -> None:
    drawn = "0 9\n8 7"
    assert not protect.protect([table(drawn)]).hidden
    assert cell(0, 0) in protect.protect([table(drawn, zeros=True)]).primary
    assert cell(0, 1) in protect.protect([table(drawn, full_groups=True)], rules=POINTS).hidden
    impossible = table(drawn, zeros=True, full_groups=True, structural=[(0, 0)])
    assert not protect.protect([impossible]).hidden


def test_a_structural_zero_protects_nobody() -> None:
    drawn = "3 0 9\n7 9 8\n9 8 7"
    hidden = protect.protect([table(drawn, structural=[(0, 1)])], rules=POINTS).hidden
    assert cell(0, 1) not in hidden
    assert cell(0, 2) in hidden


def test_the_only_person_in_a_cell_does_not_find_the_next() -> None:
    drawn = table("1 3 9\n1 2 8\n9 8 9")
    bare = frozenset({cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)})
    assert reckoned_out([drawn], bare) == set()
    me = frozenset({cell(0, 0)})
    assert reckoned_out([drawn], bare, knowing=me) == bare - me
    found = protect.protect([drawn], rules=POINTS)
    assert reckoned_out([drawn], found.hidden, knowing=me) == set()
    seen = intervals([drawn], found.hidden, attacker=Attacker("jag", me))
    assert known_cells(seen) == [cell(0, 0)]


def test_distinct_persons_of_the_year_do_not_add_but_are_bounded() -> None:
    months = [Cell("placerade", f"2026-0{n}") for n in (1, 2)]
    year = Cell("placerade", "2026")
    tables = [
        Table("m", {months[0]: Count(3), months[1]: Count(7)}),
        Table("år", {year: Count(7)}, bounds=distinct(year, months)),
    ]
    hidden = protect.protect(tables, rules=Rules(width=4)).hidden
    assert months[0] in hidden
    seen = intervals(tables, hidden)[months[0]]
    assert seen.high is None or seen.high - seen.low >= 4


def test_few_providers_and_one_that_dominates() -> None:
    rules = Rules()
    reasons = {
        "två": primary.reason_to_hide(_amount({"A": 50, "B": 50}), _ANY, rules),
        "en dominerar": primary.reason_to_hide(_amount({"A": 900, "B": 50, "C": 50}), _ANY, rules),
        "p procent": primary.reason_to_hide(
            _amount({"A": 490, "B": 470, "C": 40}), _ANY, Rules(dominance=())
        ),
        "jämnt": primary.reason_to_hide(_amount({"A": 40, "B": 30, "C": 30, "D": 30}), _ANY, rules),
        "taxa": primary.reason_to_hide(Amount(900, 20), _ANY, rules),
        "taxa, få personer": primary.reason_to_hide(Amount(900, 4), _ANY, rules),
    }
    assert reasons == {
        "två": Reason.PROVIDERS,
        "en dominerar": Reason.DOMINANCE,
        "p procent": Reason.DOMINANCE,
        "jämnt": None,
        "taxa": None,
        "taxa, få personer": Reason.FEW,
    }


def test_a_provider_that_knows_its_own_does_not_find_the_other() -> None:
    """Two hidden forms with one provider each would tell each other all; a third is hidden."""
    even = {"C": 400_000, "D": 300_000, "E": 300_000, "F": 200_000}
    drawn = costs({"a": {"A": 500_000}, "b": {"B": 700_000}, "c": even})
    mine = Cell("kostnad", "2026-01", ("form: a",))
    other = Cell("kostnad", "2026-01", ("form: b",))
    found = protect.protect([drawn])
    knowing = Attacker("A", frozenset({mine}), {mine: 500_000})
    assert intervals([drawn], frozenset({mine, other}), attacker=knowing)[other].known
    seen = intervals([drawn], found.hidden, attacker=knowing)[other]
    assert found.publishable
    assert seen.high is None or seen.high - seen.low >= 70_000


def test_shares_follow_their_parts() -> None:
    assert hidden_with([cell(0, 0), cell(0, None)], {cell(0, 0)})
    assert not hidden_with([cell(1, 1)], {cell(0, 0)})


def test_tables_that_do_not_add_up_or_disagree_are_refused() -> None:
    drawn = table("3 9\n7 8")
    wrong = replace(drawn, contents={**drawn.contents, cell(None, None): Count(26)})
    with pytest.raises(NotAdditiveError, match="placerade: placerade · 2026-01 är inte summan"):
        protect.protect([wrong])
    other = Table("annan", {cell(0, 0): Count(4)})
    with pytest.raises(ConflictError, match="olika värden"):
        protect.protect([drawn, other])
    with pytest.raises(ConflictError, match="varken finns"):
        protect.protect([accumulated("år", "placerade", "2026", [drawn])])


def test_the_ledger_reads_what_it_wrote() -> None:
    drawn = [table("3 9\n7 8"), costs({"a": {"A": 5}, "b": {"B": 7}})]
    ledger = Ledger().append(drawn, protect.protect(drawn).hidden)
    assert from_json(to_json(ledger)) == ledger


def test_everything_is_hidden_where_everything_is_small_and_a_sparse_table_is_named() -> None:
    found = protect.protect([table("1 2\n0 1")], time_limit=5)
    assert found.publishable and found.sparse == ("placerade",)
    assert found.status is Status.PROVEN
    assert protect.protect([]).publishable


def test_the_insiders_are_there_to_be_asked() -> None:
    """Taking the singletons out would make the pattern smaller: the test above can fail."""
    drawn = table("1 3 9\n1 2 8\n9 8 9")
    model, forced, asked = protect.prepared([drawn], Ledger(), POINTS)
    assert [len(one.insiders) for one in asked] == [2]
    blind = case.cases(model, [g.target for g in asked[0].goals], forced, [], POINTS)
    assert len(suppressed(blind[0]).hidden) < len(protect.protect([drawn], rules=POINTS).hidden)


_ANY = Table("någon", {})


def _amount(providers: dict[str, int]) -> Amount:
    return Amount(sum(providers.values()), 20, tuple(providers.items()))


def _counts(values: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], Content]:
    return {key: Count(value) for key, value in values.items()}
