"""The form with which the board's secretary publishes a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from domain.board_report.period import ReportPeriod
from domain.errors import InsatskollenError

_PUBLISHED = "_report_just_published"


def told() -> None:
    """That a report was published, once."""
    if words := st.session_state.pop(_PUBLISHED, None):
        st.success(words)


def publish(
    period: ReportPeriod, version: int, warnings: Sequence[str], carry_out: Callable[[str, str], int]
) -> None:
    """Ask for what publishing takes. `carry_out`: given the diary number and what differs, publishes."""
    st.header("Publicera", anchor=False)
    st.write(
        "En publicerad rapport ändras aldrig och är allmän handling. En rättelse blir en ny version som visas bredvid."
        if version == 1
        else f"Det här blir version {version}. Version {version - 1} ligger kvar, och båda visas med vad som skiljer."
    )
    for warning in warnings:
        st.warning(warning)
    with st.form(f"publicera-{period.code}-{version}", border=True):
        dnr = st.text_input("Diarienummer", max_chars=60)
        difference = ""
        if version > 1:
            difference = st.text_area("Vad som skiljer och varför", max_chars=4000) or ""
        read = not warnings or st.checkbox("Jag har läst varningarna och vill publicera ändå")
        if st.form_submit_button(f"Publicera {period.label}", type="primary"):
            if not read:
                st.error("Läs varningarna och kryssa i rutan, eller rätta först.")
                return
            try:
                carry_out(dnr or "", difference)
            except InsatskollenError as error:
                st.error(str(error))
                return
            st.session_state[_PUBLISHED] = f"Rapporten för {period.label}, version {version}, är publicerad."
            st.rerun()
