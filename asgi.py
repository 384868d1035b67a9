"""How the front door is served: app.py behind our own middleware. Started by `streamlit run asgi.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ui import serving, sign_in


async def healthz(_request: Request) -> JSONResponse:
    """Alive: answers without asking the store, so that a monitor does not take the store's fault for ours."""
    return JSONResponse({"status": "ok"})


# Until some session has called st.navigation, Streamlit serves the files of pages/ without running app.py.
st.navigation([st.Page(lambda: None, title="start", url_path="start")])

guards = [] if sign_in.provider_configured() else [Middleware(serving.LoopbackOnly)]

app = st.App(
    "app.py",
    routes=[Route("/healthz", healthz)],
    middleware=[*guards, Middleware(serving.SecurityHeaders), Middleware(serving.SwedishPage)],
)
