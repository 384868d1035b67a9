"""What is told of rows may be more than memory holds: it comes back whole and in order."""

from __future__ import annotations

from etl.batches import Remark
from etl.spool import Spool


def test_what_is_kept_comes_back_in_order_also_from_disk_and_also_between_additions() -> None:
    kept: Spool[Remark] = Spool()
    wanted = [Remark(line, "kolumn", "regel", f"{line} " + "x" * 20_000) for line in range(1_500)]
    kept.extend(wanted[:1_000])
    assert next(iter(kept)) == wanted[0]
    for remark in wanted[1_000:]:
        kept.append(remark)
    assert len(kept) == 1_500
    assert list(kept) == wanted
    assert list(kept) == wanted


def test_nothing_kept_is_nothing() -> None:
    kept: Spool[int] = Spool()
    assert len(kept) == 0 and list(kept) == []
