"""Where each login finds the store, as libpq addresses.

With INSATSKOLLEN_DATABASE_URL the store is that database, and the address is its owner's: a user that owns
the database and may create roles. Without it the store is in the embedded server of INSATSKOLLEN_HOME.
"""

from __future__ import annotations

import os
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from domain.errors import SettingError
from store.home import Home, home
from store.passwords import password

DATABASE = "insatskollen"
OWNER = "ik_owner"
APP = "ik_app"
DIRECT_ROLES = ("ik_board", "ik_reader")
SUPERUSER = "postgres"


def is_embedded() -> bool:
    """Whether the store is in our own server."""
    return not os.environ.get("INSATSKOLLEN_DATABASE_URL")


def owner_address() -> str:
    """The address of the store's owner, who migrates."""
    given = os.environ.get("INSATSKOLLEN_DATABASE_URL")
    if given:
        parse(given)
        return given
    return embedded_address(home(), OWNER)


def app_address() -> str:
    """The address of the app's login, which may do nothing until it takes a role."""
    given = os.environ.get("INSATSKOLLEN_APP_DATABASE_URL")
    if given:
        parse(given, "INSATSKOLLEN_APP_DATABASE_URL")
        return given
    return _address_as(APP)


def role_address(role: str) -> str:
    """The address of a role that logs in directly: ik_board or ik_reader."""
    if role not in DIRECT_ROLES:
        raise SettingError(f"Bara {' och '.join(DIRECT_ROLES)} har egen inloggning i databasen.")
    return _address_as(role)


def embedded_address(place: Home, login: str, database: str = DATABASE) -> str:
    """The address of a login in the embedded server of that home."""
    return compose(
        {
            "user": login,
            "password": password(place, login),
            "host": str(place.socket_folder),
            "port": "5432",
            "dbname": database,
        }
    )


def parse(address: str, setting: str = "INSATSKOLLEN_DATABASE_URL") -> dict[str, str]:
    """The parts of a libpq address; SettingError (without the address: it holds a password) if it is none."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error:
        raise SettingError(
            f"{setting} är ingen adress till PostgreSQL. Skriv postgresql://användare:lösenord@värd:port/databas."
        ) from None
    return {name: str(value) for name, value in parts.items() if value is not None}


def compose(parts: dict[str, str]) -> str:
    """A libpq URL of the parts; a socket's folder and several hosts go after the question mark."""
    rest = dict(parts)
    user, secret = rest.pop("user", ""), rest.pop("password", "")
    login = quote(user, safe="") + (f":{quote(secret, safe='')}" if secret else "")
    place = ""
    host = rest.get("host", "")
    if host and not host.startswith(("/", "@")) and "," not in host:
        place = f"[{host}]" if ":" in host else quote(host, safe="")
        del rest["host"]
        if "port" in rest:
            place += f":{rest.pop('port')}"
    database = quote(rest.pop("dbname", ""), safe="")
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in sorted(rest.items()))
    return f"postgresql://{login}{'@' if login else ''}{place}/{database}" + (f"?{query}" if query else "")


def _address_as(login: str) -> str:
    """The store's address with another login and that login's generated password."""
    if is_embedded():
        return embedded_address(home(), login)
    parts = parse(owner_address()) | {"user": login, "password": password(home(), login)}
    return compose(parts)
