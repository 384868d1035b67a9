"""Who has signed in: the provider's claims, read anew at every rerun, and whether they still hold.

Streamlit signs the claims into a cookie for thirty days and looks no more at when they run out. How long
they hold is decided here.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

import streamlit as st

from domain.user_name import LOCAL, claimed_name, group_name
from ui.provider import ClaimSettings, claim_settings

_SKEW_SECONDS = 300
_NOT_CLAIMS = {"tokens", "is_logged_in", "origin", "provider"}
_MOST_GROUPS = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in: the name grants are given to, the name shown, groups, the sign-in itself."""

    name: str
    shown: str
    groups: tuple[str, ...] = ()
    sign_in: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether nobody has signed in and this is whoever is at the machine."""
        return self.sign_in is None


THIS_MACHINE = Person(LOCAL, LOCAL)
"""Whoever opens the page on this machine, where no provider is set."""


class Absence(Enum):
    """Why nobody is signed in."""

    NOT_SIGNED_IN = auto()
    EXPIRED = auto()
    SIGNED_OUT = auto()
    NAMELESS = auto()


def person() -> Person | Absence:
    """Who is at the screen, by the cookie that this session began with."""
    return read(st.user.to_dict(), claim_settings(), time.time())


def read(claims: Mapping[str, object], settings: ClaimSettings, now: float) -> Person | Absence:
    """The person that claims tell of. `now` in seconds since 1970, as `iat` and `exp` are."""
    if claims.get("is_logged_in") is not True:
        return Absence.NOT_SIGNED_IN
    if not _holds(claims, settings, now):
        return Absence.EXPIRED
    name = claimed_name(claims.get(settings.name))
    if name is None or (settings.name == "email" and claims.get("email_verified") is False):
        return Absence.NAMELESS
    shown = claims.get("name")
    return Person(
        name=name,
        shown=shown.strip() if isinstance(shown, str) and shown.strip() else name,
        groups=_groups(claims.get(settings.groups) if settings.groups else None),
        sign_in=_fingerprint(claims),
    )


def _holds(claims: Mapping[str, object], settings: ClaimSettings, now: float) -> bool:
    """Until `exp`, or for as long as the setting says from `iat`. Without a time it does not hold."""
    issued, expires = (_seconds(claims.get(name)) for name in ("iat", "exp"))
    if issued is None or issued > now + _SKEW_SECONDS:
        return False
    if settings.longest is not None:
        return now < issued + settings.longest.total_seconds()
    return expires is not None and now < expires


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _groups(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for one in listed[:_MOST_GROUPS] if (name := group_name(one)) is not None)


def _fingerprint(claims: Mapping[str, object]) -> str:
    """What tells one sign-in from every other: the token's own times and nonce are among the claims."""
    told = {name: value for name, value in claims.items() if name not in _NOT_CLAIMS}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
