"""The rules that days are counted by, in words, with the worked example that each page can show."""

from __future__ import annotations

from dataclasses import dataclass

DAY_RULES = {
    "natt": "Dygn räknas per natt: in-dagen räknas, ut-dagen inte.",
    "in_och_ut": "Både in-dagen och ut-dagen räknas.",
    "endast_in": "In-dagen räknas men inte ut-dagen, och minst ett dygn.",
    "endast_ut": "Ut-dagen räknas men inte in-dagen, och minst ett dygn.",
}
"""As printed on pages and in exports."""


@dataclass(frozen=True, slots=True)
class WorkedRule:
    """What a rule makes of the example: a stay from 2025-01-30 to 2025-02-02, and one that ends the same day."""

    code: str
    days: str
    number: int
    by_month: tuple[int, int]
    same_day: int


EXAMPLE = "In 2025-01-30, ut 2025-02-02"
WORKED = (
    WorkedRule("natt", "30, 31 januari och 1 februari", 3, (2, 1), 0),
    WorkedRule("in_och_ut", "30, 31 januari, 1 och 2 februari", 4, (2, 2), 1),
    WorkedRule("endast_in", "30, 31 januari och 1 februari", 3, (2, 1), 1),
    WorkedRule("endast_ut", "31 januari, 1 och 2 februari", 3, (1, 2), 1),
)


def day_rule(code: str) -> str:
    """The counting rule in words."""
    return DAY_RULES.get(code, f"Dygn räknas med regeln {code}.")
