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
    """Somebody who has signed in: the name grants are given to, the name shown, groups, the sign-in itself.

    `until` is when the sign-in runs out, in seconds since 1970; None for this machine, which never does.
    """

    name: str
    shown: str
    groups: tuple[str, ...] = ()
    sign_in: str | None = None
    until: float | None = None

    @property
    def is_local(self) -> bool:
        """Whether nobody has signed in and this is whoever is at the machine."""
        return self.sign_in is None

    @property
    def has_run_out(self) -> bool:
        """Whether the sign-in's time is over."""
        return self.until is not None and time.time() >= self.until


THIS_MACHINE = Person(LOCAL, LOCAL)
"""Whoever opens the page on this machine, where no provider is set."""


class Absence(Enum):
    """Why nobody is signed in."""

    NOT_SIGNED_IN = auto()
    EXPIRED = auto()
    SIGNED_OUT = auto()
    NAMELESS = auto()
    UNVERIFIED = auto()


def person() -> Person | Absence:
    """Who is at the screen, by the cookie that this session began with."""
    return read(st.user.to_dict(), claim_settings(), time.time())


def read(claims: Mapping[str, object], settings: ClaimSettings, now: float) -> Person | Absence:
    """The person that claims tell of. `now` in seconds since 1970, as `iat` and `exp` are."""
    if claims.get("is_logged_in") is not True:
        return Absence.NOT_SIGNED_IN
    until = _until(claims, settings, now)
    if until is None or now >= until:
        return Absence.EXPIRED
    name = claimed_name(claims.get(settings.name))
    if name is None:
        return Absence.NAMELESS
    if settings.name == "email" and claims.get("email_verified") is not True:
        # An address that its owner may write as it likes is anybody's.
        return Absence.UNVERIFIED
    shown = claims.get("name")
    return Person(
        name=name,
        shown=shown.strip() if isinstance(shown, str) and shown.strip() else name,
        groups=_groups(claims.get(settings.groups) if settings.groups else None),
        sign_in=_fingerprint(claims),
        until=until,
    )


def _until(claims: Mapping[str, object], settings: ClaimSettings, now: float) -> float | None:
    """`exp`, or as long as the setting says from `iat`; None where no time is told or none can be meant."""
    issued, expires = (_seconds(claims.get(name)) for name in ("iat", "exp"))
    if issued is None or issued > now + _SKEW_SECONDS:
        return None
    return expires if settings.longest is None else issued + settings.longest.total_seconds()


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _groups(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for one in listed[:_MOST_GROUPS] if (name := group_name(one)) is not None)


def _fingerprint(claims: Mapping[str, object]) -> str:
    """What tells one sign-in from every other: the token's own times and nonce are among the claims."""
    told = {name: value for name, value in claims.items() if name not in _NOT_CLAIMS}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
