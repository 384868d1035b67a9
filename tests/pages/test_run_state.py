"""What a callback hands to the run that follows it."""

from __future__ import annotations

from typing import Any

from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest


def framed() -> None:
    """A frame that stops before any page is run."""
    import streamlit as st

    from ui import run_state

    with run_state.frame():
        if st.session_state.get("look"):
            st.write(str(run_state.handed("thing")))
        st.button("Ge", on_click=run_state.hand, args=("thing", "given"))
        st.stop()


def kept(page: AppTest) -> str:
    state: Any = page.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return str((state._old_state, state._new_session_state))


def test_what_is_handed_to_a_run_is_gone_when_it_ends() -> None:
    page = AppTest.from_function(framed).run()
    page.button[0].click().run()
    assert "given" not in kept(page)
    page.session_state["look"] = True
    page.run()
    assert page.markdown[0].value == "None"
    page.button[0].click().run()
    assert page.markdown[0].value == "given"
