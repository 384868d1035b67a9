"""What is told of each provider's quality against cost, kept up to date by a load (docs/decisions/0016).

A group's mean and median lean on all of its providers, and a board has some hundreds of rows: they are all reckoned
anew. A board without any follow-up has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg

from domain.quality import index
from domain.quality.facts import Answer, Cost, Group
from domain.quality.index import Parameter, Told
from domain.quality.settings import Settings

_GROUP = ("care_form", "target_group", "year")
QUALITY_COLUMNS = (
    "seen_by", "provider_code", *_GROUP, "units", "persons", "follow_ups", "graded_follow_ups", "answers", "dont_know",
    "outside_scale", "placement_days", "priced_days", "unpriced_days", "cost_ore", "group_quality", "group_follow_ups",
    "group_providers", "group_cost_per_day", "cost_per_day", "cost_ratio", "quality_mean", "quality", "quality_low",
    "quality_high", "placement_index", "withheld_because",
)  # fmt: skip
PARAMETER_COLUMNS = (
    "seen_by", "provider_code", *_GROUP, "units", "parameter", "answers", "dont_know", "outside_scale", "persons",
    "mean", "low", "high", "group_mean", "is_below",
)  # fmt: skip
_TABLES = (("provider_quality", QUALITY_COLUMNS), ("quality_parameter", PARAMETER_COLUMNS))
_LABELS = {
    "provider_quality": "utförarnas kvalitet i förhållande till kostnad",
    "quality_parameter": "svaren på uppföljningarnas frågor",
}


def refresh(connection: psycopg.Connection, board_id: int) -> None:
    """Reckon the board's providers anew and write what is told of them."""
    rows = _reckoned(connection, board_id)
    for table, columns in _TABLES:
        connection.execute(f"delete from core.{table} where board_id = %s", (board_id,))
        if not rows[table]:
            continue
        copied = f"copy core.{table} (board_id, {', '.join(columns)}) from stdin"
        with connection.cursor() as cursor, cursor.copy(copied) as copy:
            for row in rows[table]:
                copy.write_row((board_id, *row))


def differences(connection: psycopg.Connection) -> list[str]:
    """One Swedish line per table that differs from what the facts come to now."""
    boards = [row[0] for row in connection.execute("select board_id from core.board").fetchall()]
    found: dict[str, list[int]] = {table: [0, 0] for table, _ in _TABLES}
    for board_id in boards:
        computed = _reckoned(connection, board_id)
        for table, columns in _TABLES:
            written = connection.execute(
                f"select {', '.join(columns)} from core.{table} where board_id = %s", (board_id,)
            ).fetchall()
            has, should = {_text(row) for row in written}, {_text(row) for row in computed[table]}
            found[table][0] += len(has - should) + len(written) - len(has)
            found[table][1] += len(should - has)
    return [
        f"{_LABELS[table]}: {extra} rader för mycket och {missing} rader för lite (core.{table})."
        for table, (extra, missing) in found.items()
        if extra or missing
    ]


def _text(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in row)


def _reckoned(connection: psycopg.Connection, board_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, in the order of its columns."""
    has_any = connection.execute(
        "select exists (select from core.current_follow_ups where board_id = %s)", (board_id,)
    ).fetchone()
    if not has_any or not has_any[0]:
        return {table: [] for table, _ in _TABLES}
    told, parameters = index.reckon(
        _answers(connection, board_id), _costs(connection, board_id), settings(connection, board_id)
    )
    return {
        "provider_quality": [_row(one, QUALITY_COLUMNS) for one in told],
        "quality_parameter": [_row(one, PARAMETER_COLUMNS) for one in parameters],
    }


def _row(one: Told | Parameter, columns: Sequence[str]) -> tuple[Any, ...]:
    values = []
    for column in columns:
        value = getattr(one.group if column in _GROUP else one, column)
        values.append(int(value) if column == "seen_by" else list(value) if column == "units" else value)
    return tuple(values)


def settings(connection: psycopg.Connection, board_id: int) -> Settings:
    """What the board reckons with."""
    row = connection.execute(
        "select minimum_follow_ups, quality_shrinkage, months_until_follow_up, quality_resamples, quality_level "
        "from core.board where board_id = %s",
        (board_id,),
    ).fetchone()
    assert row is not None
    return Settings(int(row[0]), float(row[1]), int(row[2]), int(row[3]), float(row[4]))


def _answers(connection: psycopg.Connection, board_id: int) -> Iterator[Answer]:
    rows = connection.execute(
        "select provider_code, care_form, target_group, year, is_secret, unit, person_key, follow_up, parameter, "
        "answer::float8, is_dont_know, scale_min::float8, scale_max::float8, weight::float8 "
        "from core.current_quality_answer where board_id = %s",
        (board_id,),
    )
    for code, form, target, year, *rest in rows:
        yield Answer(code, Group(form, target, year), *rest)


def _costs(connection: psycopg.Connection, board_id: int) -> Iterator[Cost]:
    rows = connection.execute(
        "select provider_code, care_form, target_group, year, is_secret, unit, placement_days::int, "
        "priced_days::int, unpriced_days::int, cost_ore::bigint "
        "from core.current_quality_cost where board_id = %s",
        (board_id,),
    )
    for code, form, target, year, *rest in rows:
        yield Cost(code, Group(form, target, year), *rest)
