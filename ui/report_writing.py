"""Writing to a report before it is published: a comment and measures to each section, by those who answer for it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from domain.board_report.cells import Text
from domain.board_report.content import SECTIONS
from domain.board_report.period import ReportPeriod
from queries import door
from ui import explain, states
from ui.sign_in import User

_LONGEST = 4000
_KINDS = {"kommentar": "Kommentar", "atgard": "Åtgärder"}
_SAVED = "_report_text_just_saved"


def write(user: User, period: ReportPeriod, texts: Sequence[Text]) -> None:
    """Forms for what is written to the sections; what is saved is seen by all who see the draft."""
    if section := st.session_state.pop(_SAVED, None):
        st.success(f"Texten till {section} är sparad.")
    titles = {section.code: section.title for section in SECTIONS}
    code = st.selectbox("Avsnitt att skriva till", list(titles), format_func=titles.__getitem__, width=400)
    held = {text.kind: text.text for text in texts if text.section == code}
    with st.form(f"text-{period.code}-{code}", border=True):
        given = {
            kind: st.text_area(
                heading,
                held.get(kind, ""),
                max_chars=_LONGEST,
                key=f"{kind}-{period.code}-{code}",
            )
            for kind, heading in _KINDS.items()
        }
        explain.note(
            st, "Skriv inget om en enskild, och nämn inga tal som är dolda. Texten blir allmän handling."
        )
        if st.form_submit_button("Spara texten"):
            with states.told():
                for kind, text in given.items():
                    if (text or "").strip() != held.get(kind, ""):
                        door.write(
                            "write_report_text",
                            user.scope,
                            kind=period.kind.value,
                            period_from=period.first,
                            section=code,
                            text_kind=kind,
                            text=(text or "").strip(),
                        )
            st.session_state[_SAVED] = titles[code]
            st.rerun()
