"""How the codes of the flow of cases are called; a code without a label stands as it was delivered."""

from __future__ import annotations

from dataclasses import dataclass

from ui.reading import StoreState, read
from ui.selection import told_apart
from ui.sign_in import User

UNKNOWN = "Okänt"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels by vocabulary and code."""

    held: dict[str, dict[str, str]]

    @classmethod
    def of(cls, user: User, state: StoreState) -> Labels:
        """As the store has them now. Two units of one name are told apart by their codes."""
        found: dict[str, dict[str, str]] = {}
        for row in read("flow_labels", user.scope, state).to_dict("records"):
            found.setdefault(str(row["vocabulary"]), {})[str(row["code"])] = str(row["label"])
        return cls({**found, "unit": told_apart(found.get("unit", {}))})

    def label(self, vocabulary: str, code: object) -> str:
        """What a code is called."""
        if not isinstance(code, str) or not code:
            return UNKNOWN
        return self.held.get(vocabulary, {}).get(code, code)

    def given(self, kind: object) -> str:
        """What is given: a kind of intervention, or the care form of a placement."""
        if isinstance(kind, str) and kind in self.held.get("care_form", {}):
            return self.held["care_form"][kind]
        return self.label("intervention_type", kind)

    def steps(self) -> dict[str, str]:
        """The steps of the process in their order."""
        return {code: self.label("step", code) for code in STEPS}


STEPS = (
    "preliminary_assessment",
    "referral_to_investigation",
    "investigation",
    "decision_to_execution",
    "referral_to_execution",
)
"""In the order of the process."""

WHOLE_WAY = "referral_to_execution"
"""Made of the others."""

WITH_CLOCK = ("preliminary_assessment", "investigation", "decision_to_execution")
"""The steps for which the law sets a time."""
