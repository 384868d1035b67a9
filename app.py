"""The front door: who are you, which rooms are yours, what do you want to see. The rooms are in pages/."""

import streamlit as st

from domain.errors import InsatskollenError
from ui import filters, rooms, run_state, sign_in
from ui.reading import store_state

st.set_page_config(page_title="Insatskollen", page_icon=rooms.MARK, layout="wide")

with run_state.frame():
    user = sign_in.enter()
    page = st.navigation(rooms.pages(user), expanded=True)
    sign_in.show()
    if user is not None:
        filters.keep()
        shared = rooms.filters_of(page, user)
        if shared is not filters.Shared.NONE:
            try:
                state = store_state(user.scope)
                filters.draw(filters.options(user, state), state, shared)
            except InsatskollenError:
                # The page asks the same and says what is wrong, in its own place.
                pass
    page.run()
