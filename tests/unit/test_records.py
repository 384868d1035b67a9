"""The record splitter against the csv module, on random text with quotes, line breaks and odd rows."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from etl.formats.probe import probe
from etl.formats.records import Splitter, line_blocks
from etl.formats.table import LINE

cells = st.text(st.sampled_from('ab1;," \nåö\u00a0.'), max_size=6)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=30)
)


def split(text: str, width: int, block_bytes: int) -> tuple[list[tuple[int, list[str]]], int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        found = probe(path)
        rows: list[tuple[int, list[str]]] = []
        others = 0
        for records in Splitter("t.csv", line_blocks(found, "utf-8", block_bytes), ";", width):
            others += records.blank + len(records.misfits)
            lines = records.frame.get_column(LINE).to_list()
            texts = records.frame.drop(LINE).fill_null("").rows()
            rows += [(line, list(row)) for line, row in zip(lines, texts, strict=True)]
        return rows, others


@given(tables, st.sampled_from(["\n", "\r\n"]), st.integers(1, 60), st.booleans())
def test_as_the_csv_module_says(table: list[list[str]], ending: str, block_bytes: int, final: bool) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator=ending).writerows(table)
    text = out.getvalue() if final else out.getvalue().removesuffix(ending)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    wanted, blank, begins = [], 0, 1
    for row in reader:
        if any(cell.strip() for cell in row):
            wanted.append((begins, row))
        else:
            blank += 1
        begins = reader.line_num + 1
    rows, others = split(text, len(table[0]), block_bytes)
    filled = [(line, [c.rstrip("\r") for c in row]) for line, row in rows if any(c.strip() for c in row)]
    assert filled == wanted
    assert others + len(rows) - len(filled) == blank


@given(st.lists(st.integers(1, 6), min_size=1, max_size=40), st.integers(1, 60))
def test_rows_of_another_width_are_put_aside(widths: list[int], block_bytes: int) -> None:
    text = "".join(";".join("x" * width) + "\n" for width in widths)
    rows, others = split(text, 3, block_bytes)
    assert [line for line, _ in rows] == [n for n, width in enumerate(widths, 1) if width == 3]
    assert others == sum(width != 3 for width in widths)
