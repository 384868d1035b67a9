"""The report to the board: its figures by hand, what is hidden, versions, and the same bytes again from a load."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from decimal import Decimal

import psycopg
import pytest

from domain.board_report.cells import Cells, Text, changes
from domain.board_report.period import ReportKind, ReportPeriod
from domain.errors import ReportError
from queries.scope import Role
from report.draft import Draft, draft, published, published_cells
from report.publish import publish
from report.reproduce import Outcome, reproduce
from report.warnings import of_texts
from store.connect import owner_connection
from tests.etl.loading import Loader, loader
from tests.spec import report_board
from tests.spec.report_board import end, scope

__all__ = ["loader"]

MARCH = ReportPeriod(ReportKind.MONTH, dt.date(2025, 3, 1))
DNR = "SN 2025/17"


def month(number: int) -> ReportPeriod:
    return ReportPeriod(ReportKind.MONTH, dt.date(2025, number, 1))


def deliver(loader: Loader, number: int, *, late: int = 0, revision: int = 1) -> None:
    loader(
        report_board.delivery(end(number), late=late),
        source="test",
        data_through=end(number),
        revision=revision,
        confirm=True,
    )


def drafted(number: int) -> Draft:
    return draft(scope(), month(number), time_limit=60)


def released(number: int, dnr: str = DNR, difference: str = "", texts: tuple[Text, ...] = ()) -> Draft:
    made = drafted(number)
    publish(scope(), made, texts, dnr, difference)
    return made


def values(cells: Cells, table: str, column: str = "period") -> dict[str, object]:
    return {
        row: "dold" if cell.hidden else cell.value
        for (code, row, where), cell in cells.items()
        if (code, where) == (table, column)
    }


def latest() -> Cells:
    return published_cells(scope(), max(r["report_id"] for r in published(scope())))


def test_figures_are_those_counted_by_hand(loader: Loader) -> None:
    deliver(loader, 3)
    raw = drafted(3).raw
    # eighteen families have ended by 20 March; six began in each month, the last in March in protected housing
    assert values(raw, "placerade_sista_dagen") == {
        "familjehem": 2, "hvb": 12 + 17, "skyddat_boende": 1, "boende": 7, "ovrigt": 0, "alla": 39,
    }  # fmt: skip
    assert values(raw, "placerade_perioden")["alla"] == 39 + 6
    assert values(raw, "paborjade") == {"familjehem": 0, "hvb": 5, "annat": 1, "alla": 6}
    assert values(raw, "avslutade") == {"familjehem": 6, "hvb": 0, "annat": 0, "alla": 6}
    assert values(raw, "avslutade", "ar")["alla"] == 18
    # families: two for 31 days and six for 19; HVB: 12 + 12 for 31 days and five for 22
    assert values(raw, "dygn")["familjehem"] == 2 * 31 + 6 * 19
    assert values(raw, "dygn")["hvb"] == 24 * 31 + 5 * 22
    assert values(raw, "kostnad")["hvb"] == (24 * 31 + 5 * 22) * 1000
    assert values(raw, "dygnskostnad")["hvb"] == Decimal(1000)
    assert values(raw, "kostnad", "budget") == {"hvb": 500_000, "alla": 500_000}
    assert values(raw, "kostnad", "ar_budget")["alla"] == 1_500_000
    assert values(raw, "anmalningar") == {"barn": 6, "vuxen": 1, "okand": 0, "alla": 7}
    assert values(raw, "anmalningar", "ar")["alla"] == 21
    assert values(raw, "utredningar_inledda")["barn"] == 6
    assert values(raw, "utredningar_pagaende", "alla")["barn"] == 18
    assert values(raw, "orsaker", "alla")["omsorgsbrist"] == 39
    assert values(raw, "kopform", "alla") == {"ramavtal": 39, "direktupphandling": 0, "ovrigt": 0, "alla": 39}
    # decisions have never been delivered: unknown, and not none
    assert set(values(raw, "ej_verkstallda").values()) == {None}


def test_what_is_small_is_hidden_with_what_would_tell_it(loader: Loader) -> None:
    deliver(loader, 3)
    made = drafted(3)
    on_last_day = values(made.cells, "placerade_sista_dagen")
    assert on_last_day["skyddat_boende"] == on_last_day["familjehem"] == "dold"
    assert on_last_day["alla"] == 39 and on_last_day["hvb"] == 29
    assert values(made.cells, "anmalningar")["vuxen"] == "dold"
    # one hidden part and a total told is no protection
    assert list(values(made.cells, "anmalningar").values()).count("dold") >= 2
    # a share goes with its parts
    assert values(made.cells, "dygnskostnad")["skyddat_boende"] == "dold"
    assert not made.protected.withheld
    assert made.protected.account["certificates"]


def test_a_month_that_could_be_subtracted_keeps_the_year_hidden(loader: Loader) -> None:
    for number in (1, 2, 3):
        deliver(loader, number)
        released(number, f"SN {number}")
    adults = values(latest(), "anmalningar"), values(latest(), "anmalningar", "ar")
    assert [one["vuxen"] for one in adults] == ["dold", "dold"]
    # each month seven and the year twenty-one: whoever knows the children knows the adult
    assert [one["barn"] for one in adults] == ["dold", "dold"]
    assert values(latest(), "anmalningar", "forra")["barn"] == "dold"


def test_publish_correct_and_reproduce(loader: Loader) -> None:
    deliver(loader, 3)
    first = released(3, texts=(Text("ekonomi", "kommentar", "Kostnaden följer plan."),))
    deliver(loader, 3, late=6, revision=2)
    with pytest.raises(ReportError, match="vad som skiljer"):
        released(3)
    second = released(3, difference="Sex placeringar kom in sent.")
    assert (first.version, second.version) == (1, 2)
    versions = {r["version"]: published_cells(scope(), r["report_id"]) for r in published(scope())}
    changed = {c.place for c in changes(versions[1], versions[2])}
    assert ("placerade_sista_dagen", "hvb", "period") in changed
    assert values(versions[1], "placerade_sista_dagen")["hvb"] == 29
    assert values(versions[2], "placerade_sista_dagen")["hvb"] == 35
    for version, kept in ((1, None), (2, None)):
        again = reproduce(scope(), DNR, MARCH, version)
        assert (again.outcome, again.version, again.differing) == (Outcome.SAME, version, ()), kept
    assert reproduce(scope(), DNR, MARCH).version == 2


def test_a_correction_by_one_does_not_tell_of_that_one(loader: Loader) -> None:
    deliver(loader, 3)
    released(3)
    deliver(loader, 3, late=1, revision=2)
    released(3, difference="En placering kom in sent.")
    versions = {r["version"]: published_cells(scope(), r["report_id"]) for r in published(scope())}
    for table in ("placerade_sista_dagen", "paborjade"):
        before, after = values(versions[1], table), values(versions[2], table)
        told = {row for row in before if isinstance(before[row], Decimal) and before[row] != after[row]}
        assert {after[row] for row in told} <= {"dold"}


def test_what_is_published_and_changed_is_found_out(loader: Loader) -> None:
    deliver(loader, 3)
    released(3)
    with owner_connection() as connection:
        connection.execute(
            "update published.cell set value = value + 1 where table_code = 'dygn' and row_code = 'alla'"
        )
    assert reproduce(scope(), DNR, MARCH).outcome is Outcome.BROKEN


def test_facts_that_are_not_as_they_were_are_found_out(loader: Loader) -> None:
    deliver(loader, 3)
    released(3)
    with owner_connection() as connection:
        connection.execute("update core.placements set moved_in_on = '2025-03-20' where placement_id = 'H1'")
    again = reproduce(scope(), DNR, MARCH)
    assert again.outcome is Outcome.DIFFERS
    assert ("dygn", "hvb", "period") in again.differing


def test_a_report_from_before_a_table_was_added_is_reproduced(loader: Loader) -> None:
    deliver(loader, 3)
    made = drafted(3)
    before = {place: cell for place, cell in made.cells.items() if place[0] != "valfardsteknik"}
    publish(scope(), replace(made, cells=before), (), DNR)
    assert reproduce(scope(), DNR, MARCH).outcome is Outcome.SAME


def test_after_disposal_the_checksum_is_what_can_be_held(loader: Loader) -> None:
    deliver(loader, 3)
    released(3)
    with owner_connection() as connection:
        connection.execute(
            "insert into core.disposal (board_id, before_on, disposed_by, counts) values (1, '2015-01-01', 'x', '{}')"
        )
    assert reproduce(scope(), DNR, MARCH).outcome is Outcome.DISPOSED


def test_two_who_publish_at_once_make_one_report(loader: Loader) -> None:
    deliver(loader, 3)
    made = drafted(3)
    said: list[str] = []

    def carry_out(dnr: str) -> None:
        try:
            publish(scope(user=dnr), made, (), dnr)
        except ReportError as error:
            said.append(str(error))

    threads = [threading.Thread(target=carry_out, args=(f"SN {n}",)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(published(scope())) == 1
    assert len(said) == 1 and "någon annan hann före" in said[0]


def test_new_facts_since_the_draft_stop_it(loader: Loader) -> None:
    deliver(loader, 3)
    made = drafted(3)
    deliver(loader, 3, late=6, revision=2)
    with pytest.raises(ReportError, match="nya uppgifter"):
        publish(scope(), made, (), DNR)
    assert not published(scope())


@pytest.mark.parametrize("dnr", ["", "   ", "x" * 61])
def test_a_diary_number_is_needed(loader: Loader, dnr: str) -> None:
    deliver(loader, 3)
    with pytest.raises(ReportError, match="diarienummer"):
        released(3, dnr)


def test_a_month_that_the_facts_do_not_reach_has_no_report(loader: Loader) -> None:
    deliver(loader, 3)
    with pytest.raises(ReportError, match="kan inte redovisas ännu"):
        drafted(4)


def test_without_facts_there_is_no_report(loader: Loader) -> None:
    with pytest.raises(ReportError, match="Läs in en leverans"):
        drafted(3)


def test_a_diary_number_may_hold_several_reports_and_each_version_once(loader: Loader) -> None:
    for number in (1, 2):
        deliver(loader, number)
        released(number)
    assert {r["dnr"] for r in published(scope())} == {DNR}
    with owner_connection() as connection, pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute(
            "insert into published.report (board, dnr, kind, period_from, period_to, version, published_at, sha256, "
            "load_id, definition_version) select board, dnr, kind, period_from, period_to, version, now(), '', 1, '1' "
            "from published.report"
        )


def test_a_text_that_tells_of_somebody_is_warned_of(loader: Loader) -> None:
    deliver(loader, 3)
    made = drafted(3)
    texts = (
        Text("ekonomi", "kommentar", "Gäller 20100912-2384."),
        Text("arenden", "kommentar", "Bara 1 anmälan gällde en vuxen."),
        Text("placeringar", "atgard", "Vi följer upp 29 placeringar i HVB."),
        # the summary is of the whole report
        Text("sammanfattning", "kommentar", "Bara 1 anmälan gällde en vuxen."),
    )
    said = of_texts(made, texts)
    assert [("personnummer" in one, "dolt tal" in one) for one in said] == [
        (True, False),
        (False, True),
        (False, True),
    ]


@pytest.mark.parametrize("kind", [ReportKind.TERTIAL, ReportKind.YEAR])
def test_longer_reports_hold_with_the_months_that_are_out(loader: Loader, kind: ReportKind) -> None:
    for number in (1, 2, 3, 4) if kind is ReportKind.TERTIAL else (3, 12):
        deliver(loader, number)
        released(number)
    period = ReportPeriod(kind, dt.date(2025, 1, 1))
    made = draft(scope(), period, time_limit=60)
    publish(scope(), made, (), "SN 2025/99")
    assert values(made.cells, "anmalningar")["vuxen"] in ("dold", 12)
    assert reproduce(scope(), "SN 2025/99", period).outcome is Outcome.SAME


def test_only_roles_of_the_whole_board_have_a_draft(loader: Loader) -> None:
    deliver(loader, 3)
    with pytest.raises(ReportError, match="hela nämnden"):
        draft(scope(Role.CONTROLLER, ("Alla",)), MARCH, time_limit=1)
