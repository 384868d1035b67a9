"""The front: tables and all that was published before in, a pattern with its proof out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from report.disclosure.attackers import attackers
from report.disclosure.case import Case, cases
from report.disclosure.cells import Cell
from report.disclosure.certify import Certificate, Exposed, audit
from report.disclosure.deviation import Witness
from report.disclosure.ledger import Ledger
from report.disclosure.model import Model, build
from report.disclosure.optimise import Optimum, optimised
from report.disclosure.primary import carried_over, targets
from report.disclosure.rules import Rules
from report.disclosure.suppress import Suppression, suppressed
from report.disclosure.tables import Table


class Status(StrEnum):
    """How the pattern came about; none of them says that it is safe: `exposed` does."""

    PROVEN = "minsta möjliga"
    TIME = "tiden tog slut"
    HEURISTIC = "utan optimering"


@dataclass(frozen=True, slots=True)
class Protection:
    """What is hidden of the new tables, what that rests on, and what cannot be protected.

    `weight` and `bound`: what the pattern costs and what nothing can go below, in the weights of the cells.
    """

    tables: tuple[Table, ...]
    hidden: frozenset[Cell]
    primary: frozenset[Cell]
    certificates: tuple[Certificate, ...]
    exposed: tuple[Exposed, ...]
    lost_before: tuple[Exposed, ...]
    status: Status
    weight: float
    bound: float
    warn_hidden_percent: int

    @property
    def publishable(self) -> bool:
        """Whether everything is proven, less what was lost before these tables."""
        return not self.lost

    @property
    def lost(self) -> tuple[Exposed, ...]:
        """What these tables would give away whatever is hidden."""
        before = {(e.target.terms, e.attacker.name) for e in self.lost_before}
        return tuple(e for e in self.exposed if (e.target.terms, e.attacker.name) not in before)

    @property
    def gap(self) -> float:
        """How much lighter a pattern could at most be, as a share."""
        return 0.0 if self.weight <= 0 else max(0.0, (self.weight - self.bound) / self.weight)

    @property
    def withhold(self) -> tuple[str, ...]:
        """Tables that the lost cells stand in, or are tied to by a line; withhold them or make them coarser."""
        lost = {cell for e in self.lost for cell, _ in e.target.terms}
        return tuple(
            table.name
            for table in self.tables
            if lost & table.contents.keys()
            or any(lost & {line.total, *line.parts} for line in table.sums)
            or any(lost & {cell for cell, _ in bound.terms} for bound in table.bounds)
        )

    def share(self, table: Table) -> float:
        """The share of a table's cells that is hidden."""
        return len(self.hidden & table.contents.keys()) / max(1, len(table.contents))

    @property
    def sparse(self) -> tuple[str, ...]:
        """Tables that are so full of holes that they should be made coarser."""
        return tuple(t.name for t in self.tables if self.share(t) * 100 > self.warn_hidden_percent)


def protect(
    tables: Iterable[Table],
    ledger: Ledger | None = None,
    rules: Rules | None = None,
    *,
    time_limit: float = 0.0,
    seed: int = 0,
) -> Protection:
    """A pattern for the tables, audited. `time_limit`: seconds for the optimiser after the heuristic; 0 is none."""
    tables, ledger, rules = tuple(tables), ledger or Ledger(), rules or Rules()
    model, forced, asked = prepared(tables, ledger, rules)
    patterns = [suppressed(case) for case in asked]
    best = _optimised(patterns, time_limit, seed)
    hidden = set(forced)
    certificates: list[Certificate] = []
    for optimum in best:
        case = optimum.pattern.case
        hidden |= {case.cells[place] for place in optimum.pattern.hidden}
        certificates += [_certificate(model, case, witness) for witness in optimum.pattern.needed()]
    shown_as_marks = _marks(tables, frozenset(hidden) | model.held)
    exposed = audit(tables, ledger, frozenset(hidden) & model.new, certificates, rules)
    proven = all(optimum.proven for optimum in best)
    return Protection(
        tables,
        shown_as_marks,
        forced,
        tuple(certificates),
        tuple(exposed),
        _before(tables, ledger, rules, exposed) if exposed else (),
        Status.PROVEN if proven else Status.TIME if time_limit else Status.HEURISTIC,
        float(sum(optimum.pattern.weight for optimum in best)),
        float(sum(optimum.bound for optimum in best)),
        rules.warn_hidden_percent,
    )


def prepared(
    tables: Sequence[Table], ledger: Ledger, rules: Rules
) -> tuple[Model, frozenset[Cell], list[Case]]:
    """The model, the new cells that are hidden in themselves, and the parts in which there is something to protect."""
    model = build(tables, ledger)
    every = (*ledger.tables, *tables)
    wanted = targets(every, model.contents, ledger.shown, rules)
    forced = frozenset(t.cell for t in wanted if t.hides) & model.new | carried_over(model.new, model.held)
    insiders = attackers(
        model.contents, model.new | model.held, [line for table in every for line in table.nested]
    )
    return model, forced, cases(model, wanted, forced, insiders, rules)


def _optimised(patterns: list[Suppression], time_limit: float, seed: int) -> list[Optimum]:
    """Each part in turn, the lightest first; what one does not use of the time the next may."""
    deadline = time.monotonic() + time_limit
    found: dict[int, Optimum] = {}
    for number in sorted(range(len(patterns)), key=lambda n: (patterns[n].weight, n)):
        pattern = patterns[number]
        if time_limit <= 0:
            found[number] = Optimum(pattern, 0.0 if pattern.weight else float(pattern.weight))
        else:
            found[number] = optimised(pattern, deadline, seed)
    return [found[number] for number in range(len(patterns))]


def _certificate(model: Model, case: Case, witness: Witness) -> Certificate:
    def table(side: dict[int, int]) -> dict[Cell, int]:
        return {case.cells[p]: model.contents[case.cells[p]].value + by * case.step for p, by in side.items()}

    return Certificate(table(dict(witness.high)), table(dict(witness.low)))


def _marks(tables: Sequence[Table], hidden: frozenset[Cell]) -> frozenset[Cell]:
    return frozenset(cell for table in tables for cell in table.contents if cell in hidden)


def _before(
    tables: Sequence[Table], ledger: Ledger, rules: Rules, exposed: Sequence[Exposed]
) -> tuple[Exposed, ...]:
    """What all that is out already gives away, without the new tables."""
    return protect((), ledger, rules).exposed if tables else tuple(exposed)
