"""A delivery as a whole: its files opened and checked, its date and source settled, its parts ready to be
read.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.entities import ENTITIES, Entity
from domain.errors import DeliveryError
from etl.batches import Codes, ReadContext
from etl.handover import DEFAULT_SOURCE, Handover, check_data_through, check_handover, read_handover
from etl.inputs import Delivered, collect
from etl.mapped import constant_inputs, mapped_inputs
from etl.mapping import load_mapping, mapping_names
from etl.mapping_rules import Source
from etl.part import Input, OpenTable, Part
from etl.plain import plain_inputs
from etl.validation import Validator

__all__ = ["Delivery", "Part", "open_delivery"]


@dataclass(frozen=True)
class Delivery:
    """An opened delivery. `data_through` is the latest of its parts'; `left_aside` names files that match
    no entity.
    """

    source: str
    board: str | None
    data_through: date
    revision: int
    complete: bool
    parts: tuple[Part, ...]
    left_aside: tuple[str, ...]


def open_delivery(
    paths: Sequence[Path],
    *,
    source: str | None,
    board: str | None,
    data_through: date | None,
    revision: int | None,
    complete: bool | None,
    context_for: Callable[[str | None], ReadContext],
) -> Delivery:
    """Open the files of a delivery; options stand above delivery.toml, which stands above the mapping.

    DeliveryError, with one sentence, where the delivery cannot be used.
    """
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    files, said_in, aside = collect(paths)
    options = Handover(source, board, data_through, revision, complete)
    handover = options.over(read_handover(said_in)) if said_in else options
    mapping = load_mapping(handover.source) if handover.source else None
    if mapping is not None:
        handover = handover.over(mapping.handover)
    check_handover(handover, today)
    inputs, unknown = _inputs(files, mapping)
    if not inputs:
        raise DeliveryError(_nothing_known(files, unknown, handover.source))
    context = context_for(handover.board)
    parts = _parts(inputs, mapping, handover, context, today)
    return Delivery(
        source=handover.source or DEFAULT_SOURCE,
        board=handover.board,
        data_through=max(part.data_through for part in parts),
        revision=handover.revision or 1,
        complete=bool(handover.complete),
        parts=parts,
        left_aside=(*aside, *unknown),
    )


def _inputs(files: list[Delivered], mapping: Source | None) -> tuple[list[Input], list[str]]:
    if mapping is None:
        plain, aside = plain_inputs(files)
        return [*plain], aside
    mapped, aside = mapped_inputs(files, mapping)
    return [*mapped], aside


def _nothing_known(files: list[Delivered], unknown: list[str], source: str | None) -> str:
    if not files:
        return "Leveransen innehåller inga filer."
    shown = ", ".join(unknown[:5])
    if source is None:
        return (
            f"Ingen fil känns igen ({shown}): döp filerna efter sin "
            "entitet, som placements.csv, eller ange källan."
        )
    if source in mapping_names():
        return f"Ingen fil känns igen av källan {source} ({shown}): kontrollera filnamnen mot mappningen."
    near = difflib.get_close_matches(source, mapping_names(), n=1)
    hint = f" (menas {near[0]}?)" if near else ""
    return (
        f"Ingen fil känns igen ({shown}) och källan {source} har ingen "
        f"mappning{hint}: döp filerna efter sin entitet."
    )


def _parts(
    inputs: list[Input],
    mapping: Source | None,
    handover: Handover,
    context: ReadContext,
    today: date,
) -> tuple[Part, ...]:
    drafts = [_Draft.of(item, handover.data_through, today) for item in inputs]
    if mapping is not None:
        context = _with_codes(context, mapping.own_codes())
        latest = max(draft.data_through for draft in drafts)
        drafts += [_Draft.of(item, latest, today) for item in constant_inputs(mapping)]
    order = {
        name: place for place, name in enumerate(["codes", *(name for name in ENTITIES if name != "codes")])
    }
    drafts.sort(key=lambda draft: order[draft.entity.name])
    parts: list[Part] = []
    for draft in drafts:
        part = draft.part(context, handover.revision or 1)
        if part.entity.name == "codes":
            # Codes handed over here may be used by the other files of the same delivery.
            context = _with_codes(context, _delivered_codes(part))
        parts.append(part)
    return tuple(parts)


@dataclass(frozen=True)
class _Draft:
    """An opened input with its date, before the codes it may use are settled."""

    file: Delivered
    entity: Entity
    data_through: date
    table: OpenTable

    @staticmethod
    def of(item: Input, said: date | None, today: date) -> _Draft:
        table = item.open(said)
        day = said or table.data_through
        if day is None:
            raise DeliveryError(
                f"Filen {item.file.name} säger inte vilken dag uppgifterna "
                "gäller till och med: ange --data-through, "
                "eller data_through i delivery.toml."
            )
        check_data_through(day, today)
        return _Draft(item.file, item.entity, day, table)

    def part(self, context: ReadContext, revision: int) -> Part:
        table = self.table
        return Part(
            file_name=self.file.name,
            size_bytes=self.file.found.size_bytes,
            sha256=self.file.found.sha256,
            entity=self.entity,
            data_through=self.data_through,
            revision=revision,
            rows_hint=table.rows_hint,
            unmapped=table.unmapped,
            prepare=table.prepare,
            validator=Validator(self.entity, context, table.readings, self.data_through, table.width),
        )


def _with_codes(context: ReadContext, own: Mapping[str, frozenset[str]]) -> ReadContext:
    return replace(context, codes=Codes(context.codes.known, own))


def _delivered_codes(part: Part) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for batch in part.batches():
        for vocabulary, code in batch.rows.select("vocabulary", "code").iter_rows():
            found[vocabulary] = found.get(vocabulary, frozenset()) | {code}
    return found
