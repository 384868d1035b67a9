"""An opaque reference to one person, case or placement, for an address: what names somebody never stands in it.

It is encrypted with a key that lives in this server process, bound to the sign-in and the grant that it was made
under. Another sign-in, another role or board, or a restarted server cannot read it. The same thing has the
same reference within a sign-in, so that a list of links does not change from one rerun to the next.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from ui import sign_in
from ui.sign_in import User

PAGE = "individflode"
KEY = "arende"
"""The page that a reference leads to, and the name of the parameter that carries it."""

_KEY_BYTES = 64
_BLOCK = 64
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference stands for: a person, a case, a person as found through a case, or a person's placement."""

    person_key: str | None = None
    case_id: str | None = None
    placement_id: str | None = None


def of(
    user: User,
    *,
    person_key: str | None = None,
    case_id: str | None = None,
    placement_id: str | None = None,
) -> str:
    """The reference of a person, a case or both, readable for this user in this sign-in and grant alone.

    With a placement it is the reference of that placement, of the person.

    Raises ValueError where neither is named.
    """
    if not person_key and not case_id:
        raise ValueError("a reference stands for a person or a case")
    named = [person_key or None, case_id or None, placement_id or None]
    text = json.dumps(named, ensure_ascii=False).encode()
    # blanks up to a whole block: the length does not tell what is inside
    padded = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
    return base64.urlsafe_b64encode(_cipher().encrypt(padded, _bound_to(user))).decode().rstrip("=")


def read(user: User, text: str) -> Reference | None:
    """What a reference stands for; None where it is not one of this user's in this sign-in and grant."""
    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        person_key, case_id, placement_id = json.loads(_cipher().decrypt(sealed, _bound_to(user)))
    except (binascii.Error, InvalidTag, ValueError):
        return None
    return Reference(person_key, case_id, placement_id)


def link(user: User, *, person_key: str | None = None, case_id: str | None = None) -> str:
    """The address of the individual's flow, from any other page."""
    return sign_in.followed(f"{PAGE}?{KEY}={of(user, person_key=person_key, case_id=case_id)}")


def _bound_to(user: User) -> list[bytes]:
    """Who may read it: the user by name and sign-in, in the grant chosen for now, all of it."""
    settings = user.scope.settings()
    held = [user.name, user.person.sign_in or "", *(f"{name}={settings[name]}" for name in sorted(settings))]
    return [part.encode() for part in held]


@cache
def _cipher() -> AESSIV:
    """The cipher of this process: its key is never written down, and gone when the server stops."""
    return AESSIV(secrets.token_bytes(_KEY_BYTES))
