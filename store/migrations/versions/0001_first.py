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
    for name in ("schemas", "scope", "log", "counting", "facts", "derived"):
        _run(name)
    _run_for("now", "current", "seen")
    _run("sources")
    _run_for("alias", "current", "seen", "touched", "then")
    _run_for("protection", "current", "seen")
    _run_for("calculation", "current", "touched", "then", "seen")
    _run("then_stay")
    _run_for("slices", "current", "touched", "then")
    _run("then_slice")
    _run_for("rows", "then", "seen")
    _run("on_day")
    _run_for("calculation", "seen_on")
    _run("on_day_stay")
    _run_for("slices", "seen_on")
    _run("on_day_slice")
    _run_for("rows", "seen_on", "seen_kept")
    _run("invoice_kept")
    _run_for("invoice_lines", "current", "touched", "then")
    _run_for("invoice_check", "current", "touched", "then")
    _run("invoice_status")
    _run("invoice_read")
    _run_for("invoice_rows", "then", "seen")
    _run_for("findings", "current", "touched")
    _run_for("waiting", "current", "touched")
    _run_for("found", "current", "seen")
    _run_for("case_rows", "current", "then", "seen")
    _run_for("given", "current", "then", "seen")
    _run("case_touched")
    _run_for("cases", "current", "touched", "then", "seen")
    _run_for("steps", "current", "touched", "then")
    _run_for("spells", "current", "touched", "then")
    _run("instruments")
    _run("goal_kept")
    _run_for("goals", "current", "touched", "then")
    _run("then_goal")
    _run_for("goal_rows", "then", "seen")
    _run_for("needs", "then", "seen")
    for name in (
        "then_rows",
        "needing",
        "counts",
        "places",
        "bought_care",
        "report",
        "flow",
        "lead_times",
        "parallel",
        "parallel_days",
        "parallel_persons",
        "invoices",
        "invoice_said",
        "booked",
    ):
        _run(name)
    for name in (
        "step_reach",
        "time_line",
        "identity",
        "case_values",
        "stages",
        "open_steps",
        "unexecuted",
        "returns",
        "inflow",
        "placement_filters",
        "placements_asked",
        "placement_list",
        "placement_history",
        "placement_changes",
        "bought",
        "forecast_stay",
        "forecast",
        "forecast_prices",
        "entry",
        "follow_ups",
        "goal_report",
        "level_resource",
        "quality_settings",
        "board_stays",
        "board_placed",
        "board_cases",
        "board_quality",
        "board_report",
        "technology_score",
        "technology",
        "technology_time",
        "board_technology",
    ):
        _run(name)
    _run_for("graded", "current", "seen")
    for name in ("quality", "quality_group", "graded_shown", "follow_up_state", "provider_matter"):
        _run(name)
    for name in (
        "security",
        "comments",
        "comments_flow",
        "codes",
        "rules",
        "parallel_rules",
        "forecast_scenarios",
    ):
        _run(name)


def _run(name: str) -> None:
    run_file(_HERE / f"0001_{name}.sql")


def _run_for(name: str, *sources: str) -> None:
    """Make the views of one text once for each source: what reads core.now_x reads core.<source>_x.

    What a text reads of now whatever its source (core.current_x) is read under row security where the
    views are for those who ask.
    """
    for source in sources:
        names = {"core.now_": f"core.{source}_"}
        if source.startswith(("then", "seen")):
            names["core.current_"] = "core.seen_"
        run_file(_HERE / f"0001_{name}.sql", names)
