"""A person's key from the id that somebody typed: hashed here, in the server, and kept nowhere.

The id is in no question to the store, no error and no log. The key that it is hashed with is the store's own, or
nothing is looked for.
"""

from __future__ import annotations

import datetime as dt

from domain.errors import StoreError
from domain.person_key import keys_that_may_be
from queries import door
from queries.scope import Scope
from store.identity_key import fingerprint, present_key

_NO_KEY = (
    "Det går inte att söka på personnummer: databasens identitetsnyckel finns inte på servern. "
    "Sök på ärendenummer eller nyckel."
)


def keys_of(person_id: str, scope: Scope) -> tuple[str, ...]:
    """The keys that the person may have in the scope's board: two for ten digits, which do not say the century.

    StoreError where the server does not hold the key that the store's persons were hashed with.
    """
    try:
        key = present_key()
    except StoreError:
        key = None
    if key is None or not door.run("identity_state", scope, fingerprint=fingerprint(key))["fits"].iloc[0]:
        raise StoreError(_NO_KEY)
    return keys_that_may_be(key, scope.board, person_id, dt.date.today())
