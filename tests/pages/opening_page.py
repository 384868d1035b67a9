"""A page with rows about individuals, as one is written: guard, ask for the purpose, read under the opening."""

import streamlit as st

from queries.scope import Role
from ui import draw, openings, purpose, reading, sign_in
from ui.openings import Subject

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)
st.title("Iakttagelser")
rule = st.selectbox("Regel", ["price_missing", "price_gap"], key="regel")
subject = Subject("datakvalitet", "Iakttagelser med nycklar", {"Regel": rule})
opening = purpose.ask(user, subject)
if opening is not None:
    rows = reading.read_individuals(opening, "finding_rows", rule=(rule,))
    st.write(f"{len(rows)} rader: {', '.join(rows['key'])}")
    draw.file(
        "Hämta",
        openings.logged_export(user.scope, subject, opening.purpose, len(rows), lambda: b"csv"),
        "iakttagelser.csv",
        "text/csv",
    )
