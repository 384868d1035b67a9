"""Månadsrapport as those who make it and those who read it see it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from queries import door
from queries.scope import Role
from report.draft import draft, published
from report.publish import publish
from store.connect import owner_connection
from tests.etl.loading import Loader
from tests.pages import opening
from tests.pages.files import Files, clicked, files
from tests.pages.opening import html, texts
from tests.spec import report_board
from tests.spec.test_board_report import MARCH, deliver

__all__ = ["files"]

PAGE = "pages/manadsrapport.py"


def grant(role: Role, units: list[str] | None = None) -> None:
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units) values ('local', %s, 1, %s)",
            (role, units),
        )


def opened(**address: str) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def released(difference: str = "") -> None:
    publish(
        report_board.scope(), draft(report_board.scope(), MARCH, time_limit=60), (), "SN 2025/17", difference
    )


def rows(page: AppTest, title: str) -> dict[str, list[str]]:
    """A table of the report by its rows."""
    (found,) = [part for part in html(page).split('<div class="ik-table"') if f'aria-label="{title}"' in part]
    lines = re.findall(r"<tr>(.*?)</tr>", found)[1:]
    cells = [[unescape(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in lines]
    return {first: others for first, *others in cells}


def pressed(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def test_a_member_reads_what_is_published_and_nothing_else(loader: Loader, files: Files) -> None:
    grant(Role.BOARD)
    assert "När nämndens sekreterare har publicerat" in texts(opened())
    deliver(loader, 3)
    assert "Ingen rapport är publicerad ännu" in texts(opened())
    released()
    page = opened()
    assert rows(page, "Placerade den sista dagen")["Alla"] == ["39"]
    assert rows(page, "Placerade den sista dagen")["Skyddat boende"] == ["dold"]
    assert "Mars 2025: 39\u00a0personer." in texts(page)
    assert "Diarienummer SN 2025/17" in texts(page)
    assert "Utkast" not in texts(page) and not page.button and not page.text_area
    assert "Dolt tal" in html(page)
    assert clicked(files["PDF"]).startswith(b"%PDF") and clicked(files["XLSX"]).startswith(b"PK")


def test_a_comparison_is_with_what_was_published(loader: Loader) -> None:
    grant(Role.BOARD)
    for number in (2, 3):
        deliver(loader, number)
        period = type(MARCH)(MARCH.kind, report_board.end(number).replace(day=1))
        publish(report_board.scope(), draft(report_board.scope(), period, time_limit=60), (), "SN 1")
    page = opened()
    february = rows(opened(**{"period-manad": "februari 2025"}), "Placerade den sista dagen")
    assert february["Alla"] == ["39"]
    march = rows(page, "Placerade den sista dagen")
    assert {row: cells[1] for row, cells in march.items()} == {
        row: cells[0] for row, cells in february.items()
    }
    assert "Månaden före: 39\u00a0personer." in texts(page)
    said = opened(**{"period-manad": "maj 1999"})
    assert "maj 1999" in texts(said)


def test_both_versions_and_what_differs_are_shown(loader: Loader) -> None:
    grant(Role.BOARD)
    deliver(loader, 3)
    released()
    deliver(loader, 3, late=6, revision=2)
    released("Sex placeringar kom in sent.")
    page = opened()
    assert "Sex placeringar kom in sent." in texts(page)
    changed = rows(page, "Siffror som skiljer")
    assert changed["Placerade den sista dagen, HVB, stödboende och SiS, Mars 2025"] == [
        "29\u00a0personer",
        "35\u00a0personer",
    ]
    first = next(box for box in page.selectbox if box.label == "Version").options[-1]
    older = opened(**{"version-2025-03": first})
    assert rows(older, "Placerade den sista dagen")["HVB, stödboende och SiS"] == ["29"]
    assert "Siffror som skiljer" not in html(older)


def test_a_controller_drafts_and_writes(loader: Loader, files: Files) -> None:
    grant(Role.CONTROLLER)
    deliver(loader, 3)
    page = opened(visa="Utkast")
    assert rows(page, "Placerade den sista dagen")["Skyddat boende"] == ["dold"]
    assert "Utkast till version 1" in texts(page)
    assert not files
    assert not [box for box in page.text_input if box.label == "Diarienummer"]
    page.text_area[0].set_value("Inflödet ökade.")
    page = pressed(page, "Spara texten")
    assert "Inflödet ökade." in html(page)
    shown = opened(visa="Utkast", dolda="true")
    assert rows(shown, "Placerade den sista dagen")["Skyddat boende"] == ["1"]


def test_a_controller_of_some_units_reads_what_is_published_alone(loader: Loader) -> None:
    grant(Role.CONTROLLER, ["Alla"])
    deliver(loader, 3)
    assert "Utkastet gäller hela nämnden" in texts(opened(visa="Utkast"))


def test_the_secretary_publishes(loader: Loader) -> None:
    grant(Role.PUBLISHER)
    deliver(loader, 3)
    page = opened(visa="Utkast")
    assert not page.toggle
    assert "Ange rapportens diarienummer" in texts(pressed(page, "Publicera mars 2025"))
    assert not published(report_board.scope())
    next(box for box in page.text_input if box.label == "Diarienummer").set_value("SN 2025/17")
    page = pressed(page, "Publicera mars 2025")
    assert "version 1, är publicerad" in " ".join(s.value for s in page.success)
    assert [r["dnr"] for r in published(report_board.scope())] == ["SN 2025/17"]


def test_a_text_with_a_personal_number_stops_until_it_is_read(loader: Loader) -> None:
    grant(Role.PUBLISHER)
    deliver(loader, 3)
    door.write(
        "write_report_text",
        report_board.scope(Role.MANAGER),
        kind="manad",
        period_from=MARCH.first,
        section="ekonomi",
        text_kind="kommentar",
        text="Gäller 20100912-2384.",
    )
    page = opened(visa="Utkast")
    assert "ser ut som ett personnummer" in texts(page)
    next(box for box in page.text_input if box.label == "Diarienummer").set_value("SN 1")
    page = pressed(page, "Publicera mars 2025")
    assert not published(report_board.scope())
    page.checkbox[0].check()
    pressed(page, "Publicera mars 2025")
    assert published(report_board.scope())


def test_what_a_correction_says_is_read_as_the_other_texts_are(loader: Loader) -> None:
    grant(Role.PUBLISHER)
    deliver(loader, 3)
    released()
    page = opened(visa="Utkast")
    next(box for box in page.text_input if box.label == "Diarienummer").set_value("SN 2")
    differs = next(box for box in page.text_area if box.label == "Vad som skiljer och varför")
    differs.set_value("Gäller 20100912-2384.")
    page = pressed(page, "Publicera mars 2025")
    assert "ser ut som ett personnummer" in texts(page)
    assert len(published(report_board.scope())) == 1
    next(box for box in page.text_area if box.label == "Vad som skiljer och varför").set_value(
        "Sena uppgifter."
    )
    pressed(page, "Publicera mars 2025")
    assert len(published(report_board.scope())) == 2


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BOARD])
def test_without_facts_the_page_says_what_is_missing(loader: Loader, role: Role) -> None:
    grant(role)
    assert "Ingen rapport är publicerad ännu" in texts(opened())
    if role is Role.MANAGER:
        assert not opened(visa="Utkast").selectbox
