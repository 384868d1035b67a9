"""The first cell of each row of a PDF's tables as the heading of its row, which typst cannot say yet."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


def with_row_headers(made: bytes) -> bytes:
    """The document, in which a cell that begins a row is read as its heading."""
    with Pdf.open(io.BytesIO(made)) as document:
        for row in _rows(document.Root.StructTreeRoot):
            first = next(_children(row), None)
            if first is not None and first.get(Name.S) == Name.TD:
                first.S = Name.TH
                first.A = Dictionary(O=Name.Table, Scope=Name.Row)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _rows(root: Object) -> Iterator[Object]:
    """Every row of every table, in the order of the document."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get(Name.S) == Name.TR:
            yield element
        else:
            waiting.extend(_children(element))


def _children(element: Object) -> Iterator[Object]:
    """The elements just inside another; what is drawn is no element."""
    inside = element.get(Name.K)
    if inside is None:
        return
    for child in inside if isinstance(inside, Array) else (inside,):
        if isinstance(child, Dictionary) and Name.S in child:
            yield child
