"""The provider that people sign in with (OpenID Connect), as the environment tells of it.

Nothing set means no provider, and the app then serves this machine alone. Anything set asks for all of
what is needed: a half-written setting must not open the app as if there were none.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from domain.errors import SettingError

CALLBACK = "/oauth2callback"
_METADATA = "INSATSKOLLEN_OIDC_METADATA_URL"
_CLIENT = "INSATSKOLLEN_OIDC_CLIENT_ID"
_SECRET, _SECRET_FILE = "INSATSKOLLEN_OIDC_CLIENT_SECRET", "INSATSKOLLEN_OIDC_CLIENT_SECRET_FILE"
_COOKIE, _COOKIE_FILE = "INSATSKOLLEN_OIDC_COOKIE_SECRET", "INSATSKOLLEN_OIDC_COOKIE_SECRET_FILE"
_REDIRECT = "INSATSKOLLEN_OIDC_REDIRECT_URI"
_SCOPE = "INSATSKOLLEN_OIDC_SCOPE"
_NAME_CLAIM = "INSATSKOLLEN_OIDC_NAME_CLAIM"
_GROUPS_CLAIM = "INSATSKOLLEN_OIDC_GROUPS_CLAIM"
_MAX_HOURS = "INSATSKOLLEN_OIDC_MAX_HOURS"
_SETTINGS = (
    _METADATA,
    _CLIENT,
    _SECRET,
    _SECRET_FILE,
    _COOKIE,
    _COOKIE_FILE,
    _REDIRECT,
    _SCOPE,
    _NAME_CLAIM,
    _GROUPS_CLAIM,
    _MAX_HOURS,
)
_OF_EVERYBODY = {"common", "organizations", "consumers"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_LONGEST_HOURS = 24
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in, what the app calls itself there, and where they come back to."""

    metadata_url: str
    client_id: str
    client_secret: str
    cookie_secret: str
    redirect_uri: str
    scope: str

    @property
    def host(self) -> str:
        """The name that browsers call the app by."""
        return urlsplit(self.redirect_uri).hostname or ""

    @property
    def is_tls(self) -> bool:
        """Whether browsers reach the app by https: then no cookie may travel without it."""
        return self.redirect_uri.startswith("https://")

    def secrets(self) -> dict[str, Any]:
        """What Streamlit's sign-in reads."""
        return {
            "auth": {
                "redirect_uri": self.redirect_uri,
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.metadata_url,
                "client_kwargs": {"scope": self.scope},
            }
        }


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Which claims say who somebody is, and how long a sign-in lasts (None: as long as the provider says)."""

    name: str
    groups: str | None
    longest: timedelta | None


def configured() -> bool:
    """Whether people sign in with a provider."""
    return any(_given(name) for name in _SETTINGS)


def provider() -> Provider | None:
    """The provider, None where none is told of. SettingError if something is missing or cannot be meant."""
    if not configured():
        return None
    claim_settings()
    found = Provider(
        metadata_url=_address(_METADATA),
        client_id=_needed(_CLIENT),
        client_secret=_secret(_SECRET, _SECRET_FILE) or _missing(_SECRET),
        # made anew at each start where none is given: everybody then signs in again
        cookie_secret=_secret(_COOKIE, _COOKIE_FILE) or secrets.token_urlsafe(32),
        redirect_uri=_address(_REDIRECT),
        scope=_given(_SCOPE) or "openid email profile",
    )
    if urlsplit(found.metadata_url).path.strip("/").split("/")[0].lower() in _OF_EVERYBODY:
        raise SettingError(
            f"{_METADATA} släpper in konton från vilken organisation som helst. "
            "Ange adressen med den egna katalogens id."
        )
    if not urlsplit(found.redirect_uri).path.endswith(CALLBACK):
        raise SettingError(
            f"{_REDIRECT} ska sluta med {CALLBACK}, så som adressen är anmäld hos leverantören."
        )
    if len(found.cookie_secret) < _SHORTEST_SECRET:
        raise SettingError(f"{_COOKIE} är för kort: ange minst {_SHORTEST_SECRET} slumpade tecken.")
    return found


def claim_settings() -> ClaimSettings:
    """How claims are read; SettingError if the number of hours is none."""
    hours = _given(_MAX_HOURS)
    if hours and not (hours.isdecimal() and 0 < int(hours) <= _LONGEST_HOURS):
        raise SettingError(f"{_MAX_HOURS} ska vara ett helt antal timmar, 1 till {_LONGEST_HOURS}.")
    return ClaimSettings(
        name=_given(_NAME_CLAIM) or "email",
        groups=_given(_GROUPS_CLAIM) or None,
        longest=timedelta(hours=int(hours)) if hours else None,
    )


def _given(name: str) -> str:
    return os.environ.get(name, "").strip()


def _needed(name: str) -> str:
    return _given(name) or _missing(name)


def _missing(name: str) -> str:
    raise SettingError(f"{name} saknas. Den behövs när inloggning är inställd; se docs/operations.md.")


def _address(name: str) -> str:
    """An address by https; by http only on this machine, for trying."""
    text = _needed(name)
    parts = urlsplit(text)
    if not parts.hostname or parts.scheme not in {"https", "http"}:
        raise SettingError(f"{name} är ingen fullständig adress. Skriv https://värd/sökväg.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise SettingError(f"{name} ska börja med https://; bara localhost får anges med http://.")
    return text


def _secret(name: str, file: str) -> str:
    """A secret given in the environment, or in a file that the environment names."""
    path = _given(file)
    if not path:
        return _given(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"Filen i {file} kan inte läsas.") from None
