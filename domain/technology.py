"""The assessment of planned welfare technology: eight factors in two groups, each judged 1 to 4. Low is good.

The words of the levels are our own. A score needs all eight (docs/figures.md).
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = (1, 2, 3, 4)
MIDDLE = 2.5
"""Between the better and the worse half of the scale."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: its column, its name, what is asked, and what each level from 1 to 4 means."""

    name: str
    label: str
    asks: str
    levels: tuple[str, str, str, str]


FEASIBILITY = (
    Factor(
        "competence",
        "Kompetens",
        "Kan vi det som behövs?",
        (
            "De som ska använda och sköta tekniken kan det redan",
            "En kort utbildning räcker",
            "Längre utbildning eller en ny roll behövs",
            "Kompetensen saknas och är svår att få",
        ),
    ),
    Factor(
        "management_support",
        "Ledningens stöd",
        "Står ledningen bakom?",
        (
            "Ledningen har beslutat och följer upp",
            "Ledningen är positiv men har inte beslutat",
            "Ledningen är tveksam eller har inte tagit ställning",
            "Ledningen är emot eller har annat före",
        ),
    ),
    Factor(
        "complexity",
        "Komplexitet",
        "Hur svårt är det att införa?",
        (
            "En verksamhet, inga kopplingar till andra system",
            "Några verksamheter eller en enkel koppling",
            "Flera verksamheter, system eller leverantörer",
            "Många beroenden, också utanför kommunen",
        ),
    ),
    Factor(
        "financing",
        "Finansiering",
        "Vad kostar det, och finns pengarna?",
        (
            "Låg kostnad inom budget",
            "Måttlig kostnad som kan omfördelas",
            "Hög kostnad, delvis utan finansiering",
            "Mycket hög kostnad utan finansiering",
        ),
    ),
)
"""How easily it is done."""

BENEFIT = (
    Factor(
        "saving",
        "Besparing",
        "Sparar det kostnad eller tid?",
        (
            "Stor besparing som går att mäta och ta hem",
            "Viss besparing som går att mäta",
            "Liten eller osäker besparing",
            "Ingen besparing, eller ökad kostnad",
        ),
    ),
    Factor(
        "quality",
        "Kvalitet",
        "Blir det bättre för den enskilde och för personalen?",
        (
            "Tydligt bättre kvalitet, upplevelse och arbetsmiljö",
            "Bättre för några av dem som berörs",
            "Liten skillnad",
            "Ingen skillnad, eller sämre",
        ),
    ),
    Factor(
        "requirements",
        "Bindande krav",
        "Måste det göras?",
        (
            "Lag eller avtal kräver det, och tiden är kort",
            "Lag eller avtal kräver det längre fram",
            "Rekommenderas nationellt eller av nämnden",
            "Inget krav finns",
        ),
    ),
    Factor(
        "goal_attainment",
        "Måluppfyllelse",
        "Leder det mot nämndens mål?",
        (
            "Avgörande för ett av nämndens mål",
            "Bidrar tydligt till ett mål",
            "Bidrar lite eller indirekt",
            "Har inget samband med målen",
        ),
    ),
)
"""How much it gives."""

FACTORS = (*FEASIBILITY, *BENEFIT)
"""All eight, in the order they are asked."""
