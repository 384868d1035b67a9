"""A list that may be longer than memory: what is told of rows is kept on disk once there is much of it."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_BYTES_IN_MEMORY = 16 * 1024 * 1024


class Spool(Generic[T]):
    """Added to at its end and read from its beginning. Beyond 16 MB it goes to a file without a name.

    What it keeps must hold nothing that identifies a person: the file is gone with the process, but is on disk.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_BYTES_IN_MEMORY)  # noqa: SIM115 - closed with the spool
        weakref.finalize(self, self._file.close)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, item: T) -> None:
        """Add one item."""
        self._file.seek(0, 2)
        pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
        self._length += 1

    def extend(self, items: Iterable[T]) -> None:
        """Add items in their order."""
        for item in items:
            self.append(item)

    def __iter__(self) -> Iterator[T]:
        place = 0
        for _ in range(self._length):
            self._file.seek(place)
            item: T = pickle.load(self._file)  # noqa: S301 - written by this very process
            place = self._file.tell()
            yield item
