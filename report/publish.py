"""Publishing: a draft gets a diary number, is frozen, and can never be changed again."""

from __future__ import annotations

import json
from collections.abc import Sequence

from domain.board_report.cells import Text
from domain.errors import ReportError
from queries import door
from queries.scope import Scope
from report.draft import Draft
from report.freeze import Head, content

_LONGEST_DNR = 60


def publish(scope: Scope, draft: Draft, texts: Sequence[Text], dnr: str, difference: str = "") -> int:
    """Publish a draft under a diary number; the number of the report.

    `difference`: what a correction changes and why, needed from the second version on. ReportError where something
    is missing, or where somebody else was first or new facts have come since the draft was read.
    """
    dnr, difference = " ".join(dnr.split()), difference.strip()
    if not dnr or len(dnr) > _LONGEST_DNR:
        raise ReportError(f"Ange rapportens diarienummer, högst {_LONGEST_DNR} tecken.")
    if draft.version > 1 and not difference:
        raise ReportError("En rättelse säger vad som skiljer och varför. Skriv det innan den publiceras.")
    if draft.version > 1:
        texts = (*texts, Text("sammanfattning", "skillnad", difference))
    head = Head(scope.board, dnr, draft.period, draft.version, draft.load_id)
    made = door.write(
        "publish_report",
        scope,
        content=content(head, draft.cells, texts),
        told=draft.protected.told,
        protection=json.dumps(draft.protected.account, ensure_ascii=False),
    )
    number = made["report_id"].iloc[0]
    if number is None:
        raise ReportError(
            "Rapporten publicerades inte: någon annan hann före, eller nya uppgifter har lästs in sedan utkastet "
            "gjordes. Läs utkastet på nytt och publicera igen."
        )
    return int(number)
