"""What is refused before anything is protected or published, with a Swedish sentence that says which and why."""

from __future__ import annotations


class DisclosureError(Exception):
    """What happened and what to do, in Swedish; names tables and cells, never persons."""


class NotAdditiveError(DisclosureError):
    """A total is not the sum of its parts, or a bound does not hold."""


class ConflictError(DisclosureError):
    """One cell has two values, or a cell that is asked for is nowhere."""


class NotProtectedError(DisclosureError):
    """The audit found a cell that what is shown would give away."""
