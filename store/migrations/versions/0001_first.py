"""The store's first shape: facts in versions, what is derived from them, the open model and the wall."""

from __future__ import annotations

from pathlib import Path

from store.revision import run_file

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_HERE = Path(__file__).resolve().parent


def upgrade() -> None:
    """Run the files in the order in which they lean on each other."""
    for name in ("schemas", "scope", "counting", "facts", "derived", "sources"):
        _run(name)
    _run_for("calculation", "current", "touched", "then")
    _run("then_stay")
    _run_for("slices", "current", "touched", "then")
    _run("then_slice")
    _run_for("rows", "current", "then")
    _run_for("findings", "current", "touched")
    for name in ("report", "security", "comments", "codes", "rules"):
        _run(name)


def _run(name: str) -> None:
    run_file(_HERE / f"0001_{name}.sql")


def _run_for(name: str, *sources: str) -> None:
    """Make the views of one text once for each source: what reads core.now_x reads core.<source>_x."""
    for source in sources:
        run_file(_HERE / f"0001_{name}.sql", {"core.now_": f"core.{source}_"})
