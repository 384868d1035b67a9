"""A cell by its meaning, and what stands in it: a count of persons, or an amount with those who stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

TOTAL = "totalt"


@dataclass(frozen=True, order=True, slots=True)
class Cell:
    """One published figure: the same cell in several tables, months and columns is one and the same unknown.

    `categories` names what it is divided by ("form: hvb"), without the axes it is a total of. A corrected figure
    is a cell of its own, with the next version.
    """

    measure: str
    period: str
    categories: tuple[str, ...] = ()
    version: int = 1

    def __str__(self) -> str:
        named = " · ".join((self.measure, self.period, *self.categories))
        return named if self.version == 1 else f"{named} (version {self.version})"


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of persons, or of what one person can be behind (reports, decisions).

    `structural`: a zero that everybody knows cannot be anything else. `open`: of things, not persons.
    """

    value: int
    structural: bool = False
    open: bool = False

    def __post_init__(self) -> None:
        if self.value < 0 or (self.structural and self.value):
            raise ValueError("Ett antal är minst 0, och en omöjlig kombination är 0.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of kronor, öre or days, with the number of persons behind it and what each provider stands for.

    `providers` is None where no provider's own figure can be read out (care days, a public tariff such as SiS);
    the threshold of persons holds there too.
    """

    value: int
    persons: int
    providers: tuple[tuple[str, int], ...] | None = None

    def __post_init__(self) -> None:
        if self.value < 0 or self.persons < 0:
            raise ValueError("Ett belopp och dess antal personer är minst 0.")
        if self.providers is not None and (
            sum(amount for _, amount in self.providers) != self.value
            or any(amount < 0 for _, amount in self.providers)
        ):
            raise ValueError("Det som utförarna står för är minst 0 var och är tillsammans beloppet.")

    @property
    def structural(self) -> bool:
        """An amount is never a structural zero."""
        return False

    def of(self, provider: str) -> int:
        """What one provider stands for."""
        return sum(amount for name, amount in self.providers or () if name == provider)


Content = Count | Amount
