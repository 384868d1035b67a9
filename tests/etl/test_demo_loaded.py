"""The demo in a store: every row accounted for, faults in their share, kept apart from everything else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.crash import digest
from domain.errors import DeliveryError
from etl.apart import ENTRY
from etl.demo.municipality import Size, write
from etl.demo.populate import WHO, populate
from etl.demo.units import YOUTH
from store.access import revoke
from store.check import check
from store.connect import loader_connection, owner_connection
from tests.conftest import TEMPLATE, Cluster
from tests.etl.loading import DAY, Loader, asked, check_account, etl_command, etl_json, rows

SMALL = Size(inhabitants=10_000, years=2, seed=7)
TINY = Size(inhabitants=2_000, years=1, seed=7)
OWN = {
    "placements.csv": """
        placement_id;person_id;provider_id;care_form;moved_in_on
        P1;A;U1;hvb_privat;2025-01-01
        """
}


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("demo") / "tiny", TINY)


class Store:
    """The store that the environment names, filled as `make run` does, but in this process."""

    def __init__(self) -> None:
        self.loader = loader_connection()
        self.owner = owner_connection()
        self.told: list[str] = []

    def populate(self, tell: Callable[[str], None] | None = None, size: Size = TINY) -> None:
        try:
            populate(self.loader, self.owner, tell or self.told.append, size)
        except BaseException:
            self.loader.rollback()
            raise

    def count(self, question: str) -> int:
        row = self.owner.execute(question.encode()).fetchone()
        self.owner.commit()
        assert row is not None
        return int(row[0])

    def close(self) -> None:
        self.loader.close()
        self.owner.close()


@pytest.fixture(scope="module")
def filled(cluster: Cluster) -> Iterator[Store]:
    """A store with the small demo, to look at only."""
    name = f"ik_demo_{os.getpid()}"
    address = cluster.create_database(name, TEMPLATE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSATSKOLLEN_DATABASE_URL", address)
        store = Store()
        store.populate(size=SMALL)
        yield store
        store.close()
    cluster.drop_database(name)


@pytest.fixture
def empty(store_url: str) -> Iterator[Store]:
    """The test's own store."""
    store = Store()
    yield store
    store.close()


def test_every_row_is_accounted_for_three_times_alike(store_url: str, deliveries: list[Path]) -> None:
    """What `load --json` prints, the view that Datakvalitet reads, and the store's own account."""
    printed = [etl_json("load", folder) for folder in deliveries[:4]]
    by_load = {}
    for result in printed:
        for file in result["files"]:
            assert file["read"] == file["accepted"] + file["rejected"] + file["left_out"]
            assert file["accepted"] == sum(file[n] for n in ("new", "changed", "unchanged", "superseded"))
        by_load[result["load_id"]] = [
            sum(file[name] for file in result["files"]) for name in ("read", "accepted", "rejected")
        ]
    shown = asked("select load_id, rows_read, rows_accepted, rows_rejected from report.load")
    assert {load_id: [*counts] for load_id, *counts in shown} == by_load
    rejected = asked("select load_id, count(*) from report.rejected_row where not waiting group by load_id")
    assert dict(rejected) == {load_id: counts[2] for load_id, counts in by_load.items() if counts[2]}
    with loader_connection() as connection:
        lines = (
            "select l.load_id, sum(f.rows_read), sum(f.rows_left_out) from raw.load as l join raw.file as f"
        )
        kept = rows(connection, f"{lines} using (load_id) group by l.load_id")
    for load_id, read, left_out in kept:
        assert by_load[load_id][0] == read == sum(by_load[load_id][1:]) + left_out


def test_every_line_of_the_files_is_read(loader: Loader, deliveries: list[Path]) -> None:
    """Counted by hand: lines of a file but its headings, for each entity that it feeds."""
    base = deliveries[0]
    for file in loader.paths([base], source="demo").files:
        check_account(file)
        lines = (base / file.file).read_bytes().decode("cp1252").splitlines()
        if file.entity != "initiative_costs":
            assert file.read == len(lines) - 1, file.file


def test_shares_of_rejected_rows_and_findings(filled: Store) -> None:
    one = filled.count
    read = one("select sum(rows_read) from raw.file")
    rejected = one("select count(*) from raw.rejected_row")
    assert 0.003 <= rejected / read <= 0.008
    left_out = one("select sum(rows_left_out) from raw.file")
    assert 0 < left_out / read < 0.01
    # What the rules look at: facts of persons, and the texts of referrals.
    looked_at = sum(
        one(f"select count(*) from core.{entity} where to_load is null")
        for entity in ("decisions", "interventions", "placements", "referrals")
    )
    findings = one("select count(*) from core.finding") + one("select count(*) from raw.remark")
    assert 0.03 <= findings / looked_at <= 0.07
    rules = one("select count(distinct rule) from core.finding")
    assert rules >= 5
    assert one("select count(distinct rule) from raw.rejected_row") >= 6
    # some were mended by a later delivery, and some still wait to be
    mended = one("select count(*) from raw.rejected_row where resolved_by_load is not null")
    assert 0.3 < mended / rejected < 0.9
    assert check(filled.loader) == []


def test_one_unit_stands_out_among_rejected_rows(filled: Store) -> None:
    """By the unit that each rejected row was kept with, also in the base, against the unit's decisions."""
    found = filled.owner.execute(
        """
        select d.unit = %s, sum(d.rejected) / sum(d.decisions)
        from (
            select
                c.unit,
                count(*) as decisions,
                (select count(*) from raw.rejected_row as r where r.unit = c.unit) as rejected
            from core.decisions as c
            group by c.unit
        ) as d
        where d.unit is not null
        group by 1
        order by 1
        """,
        (YOUTH,),
    ).fetchall()
    (_, elsewhere), (_, youth) = found
    assert youth > 1.3 * float(elsewhere), found
    base = """
        select count(*), count(r.unit)
        from raw.rejected_row as r
        inner join raw.file as f on r.file_id = f.file_id
        where f.load_id = 1 and f.entity in ('decisions', 'referrals', 'interventions')
    """
    rejected, with_unit = filled.owner.execute(base).fetchone() or (0, 0)
    assert with_unit > rejected / 2 > 0


def test_a_store_of_the_demo_has_a_history(filled: Store) -> None:
    """Placements that ended later, prices entered afterwards, and agreements signed afterwards."""
    one = filled.count
    assert one("select count(*) from raw.load where source = 'demo'") == 14
    changed = "select count(*) from core.{} where to_load is not null"
    for entity in ("placements", "placement_prices", "investigations", "referrals", "decisions", "persons"):
        assert one(changed.format(entity)) > 0, entity
    signed_later = """
        select count(*) from core.placements as a
        inner join core.placements as b on a.placement_id = b.placement_id and a.to_load = b.from_load
        where a.agreement_signed_on is null and b.agreement_signed_on is not null
    """
    assert one(signed_later) > 0
    backdated = """
        select count(*) from core.placement_prices as p inner join raw.file as f using (file_id)
        where p.valid_from < f.data_through - 40 and f.load_id > 1
    """
    assert one(backdated) > 0


def test_populating_twice_does_it_once(empty: Store) -> None:
    empty.populate()
    before = digest()
    empty.told.clear()
    # what was taken back by hand is not given again
    assert revoke(empty.owner, WHO) == 6
    empty.populate()
    assert empty.told == []
    assert digest() == before
    assert empty.count("select count(*) from access.granted where revoked_at is null") == 0


class Interrupted(Exception):
    """Something that stops the command half way."""


def stopped_at(sentence: str) -> Callable[[str], None]:
    def tell(said: str) -> None:
        if said.startswith(sentence):
            raise Interrupted

    return tell


def test_an_interrupted_filling_goes_on_where_it_stopped(
    empty: Store, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Also in the middle of a load, which then never was. The end is that of a filling that nobody disturbed."""
    empty.populate()
    undisturbed = digest()
    name = f"ik_demo_again_{os.getpid()}"
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", cluster.create_database(name, TEMPLATE))
    again = Store()
    request.addfinalizer(lambda: cluster.drop_database(name))
    request.addfinalizer(again.close)
    for sentence, loads in (("Räknar vårddygn", 0), ("Läser in demokommunen: leverans 3", 2)):
        with pytest.raises(Interrupted):
            again.populate(stopped_at(sentence))
        assert again.count("select count(*) from raw.load") == loads
        assert again.count("select count(*) from access.granted") == 0
    again.populate()
    first = next(said for said in again.told if "leverans" in said)
    assert first.startswith("Läser in demokommunen: leverans 3 av 8")
    assert digest() == undisturbed
    assert check(again.loader) == []


def test_whoever_opens_the_demo_first_can_choose_a_role(filled: Store) -> None:
    granted = filled.owner.execute(
        "select role, units, individuals, purpose is not null, entry from access.granted where who = %s",
        (WHO,),
    ).fetchall()
    assert sorted(granted, key=str) == [
        ("ik_board", None, False, False, False),
        ("ik_controller", None, True, True, True),
        ("ik_manager", None, True, True, False),
        ("ik_manager", [YOUTH], True, True, False),
        ("ik_publisher", None, False, False, False),
        ("ik_reviewer", None, False, False, False),
    ]
    assert filled.count(f"select count(*) from core.units where to_load is null and unit = '{YOUTH}'") == 1


def test_a_store_with_own_loads_is_left_alone(loader: Loader, empty: Store) -> None:
    loader(OWN)
    before = digest()
    empty.populate()
    assert digest() == before
    assert empty.told == []
    assert empty.count("select count(*) from access.granted") == 0


def test_another_demo_is_left_alone(loader: Loader, empty: Store, tmp_path: Path) -> None:
    other = write(tmp_path / "other", Size(TINY.inhabitants, TINY.years, seed=8))
    loader.paths(other[:1], source="demo")
    before = digest()
    empty.populate()
    assert empty.told[-1] == "Databasen har en annan demokommun, som lämnas som den är."
    assert digest() == before


def test_the_demo_is_not_loaded_beside_others(loader: Loader, deliveries: list[Path]) -> None:
    loader(OWN)
    before = digest()
    result = etl_command("load", deliveries[0])
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith(
        "Databasen har egna inläsningar. Demokommunen läses bara in"
    )
    assert digest() == before


def test_others_are_not_loaded_beside_the_demo(loader: Loader, deliveries: list[Path]) -> None:
    loader.paths(deliveries[:1], source="demo")
    before = digest()
    with pytest.raises(DeliveryError, match="Databasen innehåller demokommunen, som inte får blandas"):
        loader(OWN)
    assert digest() == before


def test_the_demo_is_not_laid_over_what_was_typed_in(loader: Loader, deliveries: list[Path]) -> None:
    loader(OWN, source=ENTRY, data_through=DAY)
    with pytest.raises(DeliveryError, match="egna inläsningar"):
        loader.paths(deliveries[:1], source="demo")


@pytest.mark.parametrize("first", ["demo", "own"])
def test_what_is_typed_in_is_allowed_in_both(loader: Loader, deliveries: list[Path], first: str) -> None:
    if first == "demo":
        loader.paths(deliveries[:1], source="demo")
    else:
        loader(OWN)
    folder = deliveries[0].parent / f"typed-{first}"
    folder.mkdir()
    (folder / "placements.csv").write_text(
        "placement_id;person_id;provider_id;care_form;moved_in_on\nP9;A;U1;hvb_privat;2025-01-01\n"
    )
    result = loader.paths([folder], source=ENTRY, data_through=DAY)
    assert result.files[0].new == 1
