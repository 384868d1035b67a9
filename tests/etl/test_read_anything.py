"""Whatever stands in the cells: reading never raises, accounts for every row, lets no identity through."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.entities import ENTITIES, Kind
from domain.personnummer import looks_like_one
from etl.batches import batch_schema
from etl.formats.table import is_total
from etl.rules import RULES, Severity
from tests.etl.reading import read

LIKELY = (
    "2025-07-01",
    "2025-13-01", "45321", "1.250", "1,5", "12", "-3", "ja", "nej", "natt", "hvb_egen", "#REF!", "x",
    "1e5", "19850101-1234", "8501011236", "850101-T123",
)  # fmt: skip
likely = st.sampled_from(LIKELY)
cells = st.one_of(
    st.just(""), likely, st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12)
)


@pytest.mark.parametrize("name", ENTITIES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_anything_can_stand_in_a_cell(name: str, data: st.DataObject) -> None:
    entity = ENTITIES[name]
    headings = [column.name for column in entity.columns]
    rows = data.draw(st.lists(st.lists(cells, min_size=len(headings), max_size=len(headings)), max_size=6))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([headings, *rows])
    with tempfile.TemporaryDirectory() as folder:
        batch = read(Path(folder), f"{name}.csv", out.getvalue().encode())
    assert batch.rows.schema == batch_schema(entity)
    assert batch.read >= len([row for row in rows if any(cell.strip() for cell in row)])
    for column in entity.columns:
        values = batch.rows[column.stored].drop_nulls()
        if column.required:
            assert values.len() == batch.rows.height
        if column.kind is Kind.PERSON:
            assert values.str.contains("^[0-9a-f]{32}$").all()
        elif column.kind in (Kind.ID, Kind.TEXT, Kind.NUMBER, Kind.CODE):
            assert not any(looks_like_one(value) for value in values)
            assert not (values == "").any()
    codes = {rule.code for rule in RULES if rule.severity is Severity.REJECTS}
    for rejected in batch.rejected:
        assert rejected.rule in codes
        assert not looks_like_one(rejected.message)


def test_every_rule_says_what_it_is() -> None:
    assert all(rule.code.isidentifier() and rule.title and rule.columns for rule in RULES)
    assert is_total(" Summa ") and not is_total("Summaberg")
