"""HiGHS behind one small door: fixed seed and one thread; nothing but a solution that was found counts as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
INFINITY = float(highspy.kHighsInf)


class Status(Enum):
    """What the solver says of a problem."""

    OPTIMAL = auto()
    INFEASIBLE = auto()
    UNBOUNDED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """A solution with its row duals, and the best bound on the objective."""

    status: Status
    values: Floats
    duals: Floats
    objective: float
    bound: float


class Program:
    """A linear program that is built once and asked many times, with other costs and bounds each time."""

    def __init__(
        self,
        upper: Floats,
        rows: Sequence[tuple[Sequence[int], Sequence[float], float, float]],
        *,
        lower: Floats | None = None,
        whole: bool = False,
        seed: int = 0,
    ) -> None:
        """Rows are places, coefficients, lowest and highest; columns are 0 to `upper` unless `lower` is given."""
        self.columns = len(upper)
        self.whole = whole
        self._all = np.arange(self.columns, dtype=np.int32)
        self._low = np.zeros(self.columns) if lower is None else lower
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("random_seed", seed), ("threads", 1)):
            self._highs.setOptionValue(option, value)
        self._highs.addVars(self.columns, self._low, upper)
        for places, by, least, most in rows:
            self.add(places, by, least, most)
        if whole:
            kinds = np.full(self.columns, 1, dtype=np.uint8)
            self._highs.changeColsIntegrality(self.columns, self._all, kinds)

    def add(self, places: Sequence[int], by: Sequence[float], least: float, most: float) -> None:
        """One row more."""
        self._highs.addRow(
            least, most, len(places), np.array(places, dtype=np.int32), np.array(by, dtype=np.float64)
        )

    def costs(self, costs: Floats) -> None:
        """What one of each column costs."""
        self._highs.changeColsCost(self.columns, self._all, costs)

    def bounds(self, upper: Floats, lower: Floats | None = None) -> None:
        """How far each column goes."""
        self._highs.changeColsBounds(self.columns, self._all, self._low if lower is None else lower, upper)

    def row(self, number: int, least: float, most: float) -> None:
        """What a row must lie between."""
        self._highs.changeRowBounds(number, least, most)

    def solve(self, seconds: float | None = None, *, again: bool = True) -> Answer:
        """The answer; a status other than optimal is asked for `again`, cold, before it is given."""
        answer = self._run(seconds)
        if (
            again
            and answer.status is not Status.OPTIMAL
            and not (seconds is not None and answer.status is Status.UNKNOWN)
        ):
            self._highs.clearSolver()
            answer = self._run(seconds)
        return answer

    def _run(self, seconds: float | None) -> Answer:
        highs = self._highs
        highs.setOptionValue("time_limit", INFINITY if seconds is None else highs.getRunTime() + seconds)
        highs.run()
        status = {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(highs.getModelStatus(), Status.UNKNOWN)
        found = highs.getSolution()
        info = highs.getInfo()
        return Answer(
            status,
            np.array(found.col_value),
            np.array(found.row_dual),
            info.objective_function_value,
            info.mip_dual_bound if self.whole else info.objective_function_value,
        )
