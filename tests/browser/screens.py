"""python -m tests.browser.screens FOLDER: a picture of every page of the store there is, at two widths.

Each page is shown in the first of the roles of `local` that it is open to. Tall pages are taken whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from domain.user_name import LOCAL
from queries import door
from tests.browser import served
from ui.rooms import ROOMS, Room

WIDTHS = (1440, 390)
_TALLEST = 6000
_MAIN = '[data-testid="stMain"]'


def main(folder: Path) -> int:
    """Save the pictures; 1 if no page could be opened."""
    folder.mkdir(parents=True, exist_ok=True)
    grants = door.grants_of(LOCAL)
    taken = 0
    with served.app() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=served.CHROMIUM, args=served.FLAGS)
        for room in ROOMS:
            grant = next((grant for grant in grants if grant.scope.role in room.roles), None)
            if grant is None:
                continue
            for width in WIDTHS:
                _take(browser, base, room, grant.label(grants), width, folder / f"{room.name}-{width}.png")
                taken += 1
        browser.close()
    return 0 if taken else 1


def _take(browser: Browser, base: str, room: Room, role: str, width: int, file: Path) -> None:
    page = browser.new_page(viewport={"width": max(WIDTHS), "height": 1000}, locale="sv-SE")
    page.goto(f"{base}/{room.name}")
    served.settle(page)
    _choose(page, role)
    page.get_by_role("heading", name=room.title).first.wait_for(timeout=30_000)
    page.set_viewport_size({"width": width, "height": 1000})
    # Charts draw themselves after the script has ended.
    page.wait_for_timeout(1500)
    tall = int(page.evaluate(f"document.querySelector('{_MAIN}').scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(tall, _TALLEST)})
    page.wait_for_timeout(1000)
    page.screenshot(path=file)
    page.close()


def _choose(page: Page, role: str) -> None:
    """Take a role in the sidebar, where there are several to choose between."""
    choice = page.get_by_role("combobox", name="Din roll")
    if choice.count():
        choice.click()
        page.get_by_role("option", name=role).click()
        served.settle(page)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
