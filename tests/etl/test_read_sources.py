"""Files that nobody here wrote, read through their mappings alone."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.batches import Batch
from etl.delivery import Delivery, open_delivery
from etl.mapping import known_sources
from tests.etl.reading import whole
from tests.etl.vocabularies import full_context

FOREIGN = os.environ.get("INSATSKOLLEN_FOREIGN_DATA")
pytestmark = pytest.mark.skipif(not FOREIGN, reason="INSATSKOLLEN_FOREIGN_DATA is not set")


def foreign(source: str) -> tuple[Delivery, dict[str, Batch], Path]:
    folder = Path(FOREIGN or "") / source
    delivery = open_delivery(
        [folder],
        source=source,
        board=None,
        data_through=None,
        revision=None,
        complete=None,
        context_for=full_context,
    )
    batches: dict[str, list[Batch]] = {}
    for part in delivery.parts:
        batches.setdefault(part.entity.name, []).extend(part.batches())
    return delivery, {name: whole(found) for name, found in batches.items()}, folder


def test_the_sources_are_listed() -> None:
    listed = {source.name: source.entities for source in known_sources()}
    assert listed["ssda903"] == ("persons", "placements", "providers")
    assert listed["karlsborg"] == ("deployments", "initiatives", "initiative_costs")


def test_english_returns() -> None:
    delivery, read, folder = foreign("ssda903")
    placements, persons = read["placements"], read["persons"]
    assert (placements.read, placements.rejected, persons.rejected) == (3737, (), ())
    assert placements.rows["placement_id"].n_unique() == 2827
    assert persons.rows["person_key"].n_unique() == 820
    assert set(placements.rows["person_key"]) <= set(persons.rows["person_key"])
    assert placements.rows["day_rule"].unique().to_list() == ["natt"]
    dates = {part.file_name: part.data_through for part in delivery.parts if "episodes" in part.file_name}
    assert dates["2017-episodes.csv"] == date(2018, 3, 31)
    latest = pl.concat(
        batch.rows.with_columns(day=pl.lit(part.data_through))
        for part in delivery.parts
        if part.entity.name == "placements"
        for batch in part.batches()
    )
    latest = latest.sort("day").unique("placement_id", keep="last")
    assert latest["moved_out_on"].null_count() == 86
    text = "\n".join(batch.rows.write_csv() for batch in read.values())
    children = {
        line.split(",")[0] for file in folder.glob("*.csv") for line in file.read_text().splitlines()[1:]
    }
    assert len(children) == 820
    assert not children & set(re.findall(r"\b\d{6}\b", text))


def test_karlsborg_in_use() -> None:
    _, read, _ = foreign("karlsborg")
    rows = read["deployments"].rows
    assert rows["count"].to_list() == [5, 2, 88, 380, 380, 88, 5]
    assert rows["count_approximate"].to_list() == [False, False, False, True, True, False, False]
    assert rows["category"].to_list()[1] == "it_personal_medborgare"
    assert rows["as_of_on"].unique().to_list() == [date(2021, 12, 31)]
    assert rows["status"].null_count() == 7


def test_karlsborg_plan() -> None:
    _, read, _ = foreign("karlsborg")
    batch = read["initiatives"]
    assert (batch.rows.height, batch.rejected) == (23, ())
    rows = {row["name"]: row for row in batch.rows.to_dicts()}
    talenheter, hotellas = rows["Talenheter Phoniro 6000"], rows["Hotellås"]
    assert (talenheter["priority"], talenheter["priority_text"]) == (None, "2023")
    assert (talenheter["line"], "priority") in {(r.line, r.column) for r in batch.remarks}
    assert (hotellas["year_from"], hotellas["year_to"]) == (2023, 2024)
    assert rows["Divos Utbildning"]["priority"] == 1
    assert (rows["Previct"]["year_from"], rows["Previct"]["years_text"]) == (None, "På sikt")
    assert all(row["competence"] is None for row in rows.values())


def test_karlsborg_costs() -> None:
    _, read, _ = foreign("karlsborg")
    texts = dict(read["initiatives"].rows.select("initiative_id", "cost_text").iter_rows())
    found: dict[str, set[tuple[str, int | None, int | None, bool | None]]] = {}
    for row in read["initiative_costs"].rows.iter_rows(named=True):
        kr = [row[name] and row[name] // 100 for name in ("low_ore", "high_ore")]
        text = texts[row["initiative_id"]] or ""
        found.setdefault(text, set()).add((row["per"], kr[0], kr[1], row["approximate"]))
    assert found == {
        "Ca 15 000 kr": {("engang", 15000, 15000, True)},
        "Konsultarvode per timme, 1250 kr/h.": {("timme", 1250, 1250, False)},
        "Ca 40 000-60 000 kr.": {("engang", 40000, 60000, True)},
        "Ca 6000 kr/enhet": {("styck", 6000, 6000, True)},
        "150 000 kr/år": {("ar", 150000, 150000, False)},
        "Offert på 39 500 kr. Månadskostnad 6000 kr/månad": {
            ("engang", 39500, 39500, False),
            ("manad", 6000, 6000, False),
        },
        "4000 kr/skåp Samt månadskostnad": {("styck", 4000, 4000, False), ("manad", None, None, None)},
        "Ca 50 000 kr IT-driftskostnad för ny server mot Skövde.": {("engang", 50000, 50000, True)},
        "Månadskostnad": {("manad", None, None, None)},
    }
