"""How the front door is served: app.py behind our own middleware. Started by `streamlit run asgi.py`."""

import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from domain.errors import SettingError
from ui import provider, serving
from ui.sign_in_return import SignInReturn
from ui.swedish import SwedishWords


async def healthz(_request: Request) -> JSONResponse:
    """Alive: answers without asking the store, so that a monitor does not take the store's fault for ours."""
    return JSONResponse({"status": "ok"})


# Until some session has called st.navigation, Streamlit serves the files of pages/ without running app.py.
st.navigation([st.Page(lambda: None, title="start", url_path="start")])

try:
    found = provider.provider()
except SettingError as error:
    # Half a setting must not be served as if there were none.
    sys.exit(str(error))

app = st.App(
    "app.py",
    routes=[Route(serving.HEALTH, healthz)],
    middleware=[
        Middleware(serving.ServedName, name=found.host) if found else Middleware(serving.LoopbackOnly),
        Middleware(serving.SecurityHeaders, is_tls=bool(found and found.is_tls)),
        Middleware(SignInReturn),
        Middleware(serving.SwedishPage),
        Middleware(SwedishWords),
    ],
    secrets=found.secrets() if found else {},
)
