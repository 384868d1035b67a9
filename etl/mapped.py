"""Following a mapping: which files it knows, and how a file's cells become those of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from domain.entities import ENTITIES, Entity
from domain.errors import DeliveryError
from etl.columns import build_columns, readings
from etl.dating import stated_date
from etl.formats.table import LINE, RawBlock, Table
from etl.freetext import run_reader
from etl.inputs import Delivered
from etl.mapping_rules import Condition, DateRule, EntityRule, FileRule, Lookup, Source
from etl.part import Input, Prepared
from etl.rows import Reading
from etl.values.dates import read_dates


@dataclass
class Tables:
    """The opened tables of a delivery: a file that feeds two entities is opened once."""

    rules: tuple[FileRule, ...]
    inputs: list[tuple[Delivered, str | None, FileRule]] = field(default_factory=list)
    opened: dict[tuple[str, str | None], Table] = field(default_factory=dict)

    def open(self, file: Delivered, sheet: str | None, rule: FileRule) -> Table:
        """The file's table."""
        key = (str(file.path), sheet)
        if key not in self.opened:
            known = _headings(rule) | self._looked_up(rule.name)
            self.opened[key] = file.table(
                known, sheet=sheet, delimiter=rule.delimiter, encoding=rule.encoding
            )
        return self.opened[key]

    def _looked_up(self, name: str) -> set[str]:
        """The headings that other files take from this one."""
        lookups = [lookup for rule in self.rules for lookup in rule.lookups if lookup.file == name]
        return {heading for lookup in lookups for heading in (lookup.equals, *lookup.columns)}

    def lookup(self, lookup: Lookup) -> pl.DataFrame:
        """The values of another file, one row for each key; of several the last one."""
        wanted = (lookup.equals, *lookup.columns)
        frames: list[pl.DataFrame] = []
        for file, sheet, rule in self.inputs:
            if rule.name != lookup.file:
                continue
            table = self.open(file, sheet, rule)
            for heading in wanted:
                if heading not in table.headings:
                    raise DeliveryError(f"Filen {file.name} saknar kolumnen {heading}, som mappningen läser.")
            frames += [block.rows.select(wanted) for block in table.blocks()]
        names = {column: f"{lookup.file}.{column}" for column in lookup.columns}
        schema = dict.fromkeys(wanted, pl.String)
        found = pl.concat(frames) if frames else pl.DataFrame(schema=schema)
        return found.drop_nulls(lookup.equals).unique(lookup.equals, keep="last").rename(names)


@dataclass(frozen=True)
class MappedInput:
    """A file or sheet that a mapping reads, for one of the entities that it feeds."""

    file: Delivered
    sheet: str | None
    rule: FileRule
    feeds: EntityRule
    tables: Tables
    dated: DateRule | None

    @property
    def entity(self) -> Entity:
        """The entity that is fed."""
        return self.feeds.entity

    def open(self, data_through: date | None) -> MappedTable:
        """The opened table. DeliveryError where it is unusable or lacks a heading that is read."""
        return MappedTable(self, self.tables.open(self.file, self.sheet, self.rule), data_through)


class MappedTable:
    """An opened table whose cells are put under the entity's own columns by a mapping."""

    def __init__(self, item: MappedInput, table: Table, data_through: date | None) -> None:
        self._item = item
        self._table = table
        self._rule = item.feeds
        used = _headings(item.rule)
        lookups = {f"{lookup.file}.{column}" for lookup in item.rule.lookups for column in lookup.columns}
        for heading in sorted(_headings(item.rule, item.feeds) - lookups - set(table.headings)):
            raise DeliveryError(
                f"Filen {item.file.name} saknar kolumnen {heading}, som mappningen "
                "läser: lägg till den, eller ändra mappningen."
            )
        self.unmapped = tuple(table.labels[heading] for heading in table.headings if heading not in used)
        self.rows_hint = table.rows_hint
        self.width = len(table.headings)
        self.readings: Mapping[str, Reading] = readings(item.feeds, item.rule, table.labels)
        file = item.file
        self.data_through = data_through or stated_date(
            item.dated, item.rule, file.name, file.path.name, table
        )

    def prepare(self) -> Iterator[Prepared]:
        """The blocks, mapped. Where a key may come several times the file is read twice."""
        lookups = [(lookup, self._item.tables.lookup(lookup)) for lookup in self._item.rule.lookups]
        losers = self._losers(lookups) if self._rule.wins_by else None
        for block in self._table.blocks():
            yield self._prepared(block, lookups, losers)

    def _prepared(
        self, block: RawBlock, lookups: Sequence[tuple[Lookup, pl.DataFrame]], losers: pl.Series | None
    ) -> Prepared:
        frame = self._kept(block.rows, lookups)
        if losers is not None:
            frame = frame.filter(~pl.col(LINE).is_in(losers.implode()))
        left_out = block.blank + block.rows.height - frame.height
        remarks = []
        for reader in self._rule.readers:
            column = self._rule.entity.column(reader.column)
            read = run_reader(
                frame, reader, column.name, self._table.labels, explode=self._rule.explode == reader.name
            )
            frame = read.frame
            left_out += read.left_out
            remarks += read.remarks
        return Prepared(
            build_columns(frame, self._rule, self._item.rule, self.data_through),
            block.misfits,
            left_out,
            remarks,
        )

    def _kept(self, rows: pl.DataFrame, lookups: Sequence[tuple[Lookup, pl.DataFrame]]) -> pl.DataFrame:
        for lookup, values in lookups:
            rows = rows.join(
                values, left_on=lookup.key, right_on=lookup.equals, how="left", maintain_order="left"
            )
        for condition in self._rule.leave_out:
            rows = rows.filter(~_holds(condition).fill_null(False))
        return rows

    def _losers(self, lookups: Sequence[tuple[Lookup, pl.DataFrame]]) -> pl.Series:
        """The lines whose key comes with a better row elsewhere in the file; of equal ones the last line
        wins.
        """
        by, last = self._rule.wins_by, self._rule.wins_last
        assert by is not None
        keys = [name for name in self._rule.entity.key if name in self._rule.columns]
        seen = []
        for block in self._table.blocks():
            frame = self._kept(block.rows, lookups)
            days = read_dates(frame.get_column(by), self._item.rule.dates).cast(pl.String)
            order = (
                pl.DataFrame({"d": days, "t": frame.get_column(by)}).select(pl.coalesce("d", "t")).to_series()
            )
            made = build_columns(frame, self._rule, self._item.rule, self.data_through).select(LINE, *keys)
            seen.append(made.with_columns(order.alias("\x1forder")))
        rows = pl.concat(seen).drop_nulls(keys)
        best = (
            pl.col(LINE).sort_by("\x1forder", LINE, descending=[not last, False], nulls_last=not last).last()
        )
        winners = rows.select(best.over(keys).alias("winner"), LINE)
        return winners.filter(pl.col("winner") != pl.col(LINE)).get_column(LINE)


@dataclass(frozen=True)
class ConstantInput:
    """Rows that the mapping itself hands over. Its file is the mapping."""

    file: Delivered
    entity: Entity
    rows: tuple[Mapping[str, str], ...]

    def open(self, data_through: date | None) -> ConstantTable:
        """The rows, of the delivery's own date."""
        return ConstantTable(self, data_through)


class ConstantTable:
    """The rows of a mapping, numbered from 1."""

    def __init__(self, item: ConstantInput, data_through: date | None) -> None:
        names = [
            column.name for column in item.entity.columns if any(column.name in row for row in item.rows)
        ]
        self._frame = pl.DataFrame(
            {name: [row.get(name) for row in item.rows] for name in names},
            schema=dict.fromkeys(names, pl.String),
        ).with_columns(pl.Series(LINE, range(1, len(item.rows) + 1), pl.Int32))
        self.unmapped: tuple[str, ...] = ()
        self.rows_hint = len(item.rows)
        self.width = len(names)
        self.readings: Mapping[str, Reading] = {name: Reading(name) for name in names}
        self.data_through = data_through

    def prepare(self) -> Iterator[Prepared]:
        """All rows at once."""
        yield Prepared(self._frame)


def constant_inputs(source: Source) -> list[Input]:
    """What the mapping hands over by itself."""
    return [
        ConstantInput(Delivered(source.path), ENTITIES[name], rows) for name, rows in source.constants.items()
    ]


def mapped_inputs(files: list[Delivered], source: Source) -> tuple[list[Input], list[str]]:
    """The files and sheets that the mapping knows, and the names of those that it does not."""
    tables = Tables(source.files)
    found: list[Input] = []
    aside: list[str] = []
    for file in files:
        known = False
        for rule in source.files:
            if not rule.pattern.search(file.path.name):
                continue
            for sheet in _sheets(file, rule):
                known = True
                tables.inputs.append((file, sheet, rule))
                dated = rule.data_through or source.data_through
                found += [MappedInput(file, sheet, rule, feeds, tables, dated) for feeds in rule.entities]
        if not known:
            aside.append(file.name)
    return found, aside


def _sheets(file: Delivered, rule: FileRule) -> list[str | None]:
    if not file.is_workbook:
        return [None]
    filled = [sheet for sheet in file.workbook.sheets if not file.workbook.is_empty(sheet)]
    if rule.sheet is None:
        return [*filled[:1]]
    return [sheet for sheet in filled if rule.sheet.search(sheet)]


def _headings(rule: FileRule, feeds: EntityRule | None = None) -> set[str]:
    """The headings that the mapping reads from the file, for one entity or for all of them."""
    used: set[str] = {lookup.key for lookup in rule.lookups}
    for entity in (feeds,) if feeds else rule.entities:
        made = {f"{reader.name}." for reader in entity.readers}
        for column in entity.columns.values():
            used |= {name for name in (*column.sources, *column.key) if not name.startswith(tuple(made))}
        used |= {condition.column for condition in entity.leave_out} | {
            reader.source for reader in entity.readers
        }
        used |= {entity.wins_by} if entity.wins_by else set()
    others = {f"{lookup.file}.{column}" for lookup in rule.lookups for column in lookup.columns}
    return used - others


def _holds(condition: Condition) -> pl.Expr:
    cell = pl.col(condition.column)
    parts: list[pl.Expr] = []
    if condition.among is not None:
        parts.append(cell.is_in(sorted(condition.among)).fill_null(False))
    if condition.not_among is not None:
        parts.append(~cell.is_in(sorted(condition.not_among)).fill_null(False))
    if condition.empty is not None:
        parts.append(cell.is_null() if condition.empty else cell.is_not_null())
    if condition.matches is not None:
        parts.append(cell.str.contains(f"(?i){condition.matches}").fill_null(False))
    return pl.all_horizontal(parts) if parts else pl.lit(False)
