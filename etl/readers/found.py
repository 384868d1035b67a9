"""What a reader of free text hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Options = Mapping[str, object]


@dataclass(frozen=True)
class Found:
    """The values found, one mapping for each row they make; `unread` where the text held something else as
    well or only.
    """

    rows: tuple[Mapping[str, str], ...] = ()
    unread: bool = False


UNREAD = Found((), unread=True)
TextReader = Callable[[str, Options], Found]
