"""The delivery's own date, where the mapping finds it in a file's name, in a column, or says it itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from domain.errors import DeliveryError, MappingError
from etl.formats.table import Table
from etl.mapping_rules import DateRule, FileRule
from etl.values.dates import read_dates

_PLACE = re.compile(r"\{(\w+)([+-]\d+)?\}")


def stated_date(rule: DateRule | None, file: FileRule, shown: str, name: str, table: Table) -> date | None:
    """The date that a file states by the mapping's rule; None where it states none.

    `name` is the file's name as it is, `shown` as it may be shown.
    """
    if rule is None or rule.constant is not None:
        return rule.constant if rule else None
    if rule.file is not None and rule.template is not None:
        match = rule.file.search(name)
        return _from_template(rule.template, match.groupdict(), shown) if match else None
    if rule.column is not None:
        return _from_column(rule.column, file, shown, table)
    return None


def _from_template(template: str, groups: Mapping[str, str | None], shown: str) -> date:
    def filled(place: re.Match[str]) -> str:
        value = groups.get(place[1]) or ""
        return str(int(value) + int(place[2])) if place[2] else value

    try:
        return date.fromisoformat(_PLACE.sub(filled, template))
    except ValueError as error:
        raise MappingError(f"Mappningens data_through ger inget datum för {shown}: {template}.") from error


def _from_column(column: str, file: FileRule, shown: str, table: Table) -> date | None:
    if column not in table.headings:
        raise DeliveryError(f"Filen {shown} saknar kolumnen {column}, som säger leveransens datum.")
    found: set[date] = set()
    for block in table.blocks():
        found |= set(read_dates(block.rows.get_column(column), file.dates).drop_nulls())
        if len(found) > 1:
            raise DeliveryError(f"Filen {shown} har flera datum i kolumnen {column}: ange --data-through.")
    return next(iter(found), None)
