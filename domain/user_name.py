"""The name that somebody is known by: the one grants are given to, and the one the access log keeps.

With sign-in it is the value of one claim from the provider. It is compared as it stands, except that spaces
around it are dropped and that an address (anything with an @) is read in lower case: mail and Entra ID
make no difference there, while an id of another kind (`sub`) may.
"""

from __future__ import annotations

import unicodedata

LOCAL = "local"
"""Whoever opens the page on this very machine, without a provider."""

GROUP = "group:"
"""Begins the name of a grant to a group that the provider tells of."""

_LONGEST = 255
_LOGINS = "ik_"


def user_name(text: str) -> str:
    """The name as it is kept and compared."""
    name = unicodedata.normalize("NFC", text).strip()
    return name.lower() if "@" in name else name


def claimed_name(value: object) -> str | None:
    """The name that a provider's claim gives; None where it is none or would be taken for somebody else.

    `local`, a group and the store's own logins have grants of their own, which no provider hands out.
    """
    if not isinstance(value, str):
        return None
    name = user_name(value)
    if not name or len(name) > _LONGEST or not name.isprintable():
        return None
    folded = name.casefold()
    return None if folded == LOCAL or folded.startswith((GROUP, _LOGINS)) else name


def group_name(value: object) -> str | None:
    """The name that a grant to a group is given to; None where the claim's value is no name."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return None
    return user_name(GROUP + value.strip())
