"""What is told of each provider's quality against cost, kept up to date by a load (docs/decisions/0016).

A group (care form, target group and year) leans on all of its providers and on no other group: those whose answers,
days or costs are others than when they were last reckoned are reckoned anew, and only those. A board without any
follow-up has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_OF_GROUPS = """
    f.board_id = %(board_id)s
    and (
        %(every)s
        or (f.care_form, coalesce(f.target_group, ''), f.year) in (
            select g.form, g.target, g.year
            from unnest(%(forms)s::text[], %(targets)s::text[], %(years)s::integer[]) as g (form, target, year)
        )
    )
"""
_DELETE = f"delete from core.{{table}} as f where {_OF_GROUPS}"
_METHOD = 1
"""Raised when domain/quality comes to something else from the same answers and costs: all is then reckoned anew."""
_TABLES = (("provider_quality", QUALITY_COLUMNS), ("quality_parameter", PARAMETER_COLUMNS))
_LABELS = {
    "provider_quality": "utförarnas kvalitet i förhållande till kostnad",
    "quality_parameter": "svaren på uppföljningarnas frågor",
}


def refresh(connection: psycopg.Connection, board_id: int) -> int:
    """Reckon anew the groups that are no longer what they were reckoned from; how many they were."""
    using = settings(connection, board_id)
    now, first_year = _groups(connection, board_id, using)
    then = _then(connection, board_id)
    changed = [group for group in {**then, **now} if then.get(group) != now.get(group)]
    if not changed:
        return 0
    rows = _reckoned(connection, board_id, using, first_year, changed)
    for table in (*(table for table, _ in _TABLES), "quality_group"):
        connection.execute(_DELETE.format(table=table), _named(board_id, changed))
    for table, columns in _TABLES:
        _write(connection, f"core.{table} (board_id, {', '.join(columns)})", board_id, rows[table])
    told = [(*group, now[group]) for group in changed if group in now]
    _write(connection, f"core.quality_group (board_id, {', '.join(_GROUP)}, reckoned_from)", board_id, told)
    return len(changed)


def _groups(
    connection: psycopg.Connection, board_id: int, using: Settings
) -> tuple[dict[Group, str], int | None]:
    """What each group is reckoned from and with now, in short, and the year of the board's first follow-up."""
    rows = connection.execute(
        "select care_form, target_group, year, first_year, reckoned_from "
        "from core.current_quality_group where board_id = %s",
        (board_id,),
    ).fetchall()
    found = {Group(form, target, year): f"{_METHOD} {using} {told}" for form, target, year, _, told in rows}
    return found, rows[0][3] if rows else None


def _then(connection: psycopg.Connection, board_id: int) -> dict[Group, str]:
    rows = connection.execute(
        "select care_form, target_group, year, reckoned_from from core.quality_group where board_id = %s",
        (board_id,),
    ).fetchall()
    return {Group(*group): told for *group, told in rows}


def _named(board_id: int, groups: Sequence[Group] | None) -> dict[str, object]:
    """The parameters of a question about some groups, or about all."""
    kept = groups or ()
    return {
        "board_id": board_id,
        "every": groups is None,
        "forms": [group.care_form for group in kept],
        "targets": [group.target_group or "" for group in kept],
        "years": [group.year for group in kept],
    }


def _write(connection: psycopg.Connection, into: str, board_id: int, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy {into} from stdin") as copy:
        for row in rows:
            copy.write_row((board_id, *row))


def differences(connection: psycopg.Connection) -> list[str]:
    """One Swedish line per table that differs from what the facts come to now."""
    boards = [row[0] for row in connection.execute("select board_id from core.board").fetchall()]
    found: dict[str, list[int]] = {table: [0, 0] for table, _ in _TABLES}
    for board_id in boards:
        computed = _reckoned(connection, board_id, settings(connection, board_id))
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


def _reckoned(
    connection: psycopg.Connection,
    board_id: int,
    using: Settings,
    first_year: int | None = None,
    groups: Sequence[Group] | None = None,
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, in the order of its columns; `groups` None: of the whole board."""
    named = _named(board_id, groups)
    told, parameters = index.reckon(_answers(connection, named), _costs(connection, named), using, first_year)
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


def _answers(connection: psycopg.Connection, named: Mapping[str, object]) -> Iterator[Answer]:
    rows = connection.execute(
        "select provider_code, care_form, target_group, year, is_secret, unit, person_key, follow_up, parameter, "
        "answer::float8, is_dont_know, scale_min::float8, scale_max::float8, weight::float8 "
        f"from core.current_quality_answer as f where {_OF_GROUPS}",
        named,
    )
    for code, form, target, year, *rest in rows:
        yield Answer(code, Group(form, target, year), *rest)


def _costs(connection: psycopg.Connection, named: Mapping[str, object]) -> Iterator[Cost]:
    rows = connection.execute(
        "select provider_code, care_form, target_group, year, is_secret, unit, placement_days::int, "
        "priced_days::int, unpriced_days::int, cost_ore::bigint "
        f"from core.current_quality_cost as f where {_OF_GROUPS}",
        named,
    )
    for code, form, target, year, *rest in rows:
        yield Cost(code, Group(form, target, year), *rest)
