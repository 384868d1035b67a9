"""The ledger, the budget and the incomes: near what the placements cost, and off where it can be explained."""

from __future__ import annotations

from collections import defaultdict

from etl.demo.counting import cost_in, months_of
from etl.demo.invoices import Booked
from etl.demo.magnitudes import HIGHEST_OWN_FEE_A_DAY, INCOME_OF_STATE_A_DAY
from etl.demo.period import first_of, last_of, month_of
from etl.demo.stays import BOUGHT, CHILD_FORMS, HOMES, Stay
from etl.demo.town import Town
from etl.demo.units import ASSISTANCE, STAFF, adults_on

Key = tuple[int, str, str]
"""Month, unit, care form."""

_BOOKED_BY = 14
_SALARY_MONTH_ORE = 6_150_000
_SHARED_MONTH_ORE = 1_700_000
_ASSISTANCE_MONTH_ORE = 890_000
_ACTIVITIES = {
    "familjehem": "554 Familjehemsvård",
    "natverkshem": "554 Familjehemsvård",
    "jourhem": "554 Familjehemsvård",
    "stodboende": "555 Stödboende",
    "hvb": "551 Institutionsvård",
    "sarskilt": "551 Institutionsvård",
    "lvm": "552 Institutionsvård vuxna",
    "skyddat": "571 Skyddat boende",
    "traningslagenhet": "559 Boende",
    "bistand": "559 Boende",
    "placering": "568 Öppna insatser",
}
_PLAN_GROWTH = 1.015
_SUPPLEMENT_FROM = 2026 * 12 + 6
_SUPPLEMENT = 1.06


def costs(town: Town) -> dict[Key, tuple[int, int]]:
    """Counted days and cost (öre) by month, unit and form, from a year before the period."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for stay in town.stays:
        for month in months_of(stay, town.period.months[0], town.period.last):
            days, cost = cost_in(stay, month)
            cell = found[month, stay.unit, stay.form]
            cell[0] += days
            cell[1] += cost
    return {key: (days, cost) for key, (days, cost) in sorted(found.items())}


def tell_ledger(town: Town, known: dict[Key, tuple[int, int]], booked: list[Booked]) -> None:
    """What was booked: invoices when they came, homes as they were paid, salaries, and money to households."""
    chance = town.chance("ledger")
    sums: dict[Key, int] = defaultdict(int)
    for line in booked:
        sums[line.month, line.unit, line.form] += line.amount
    for (month, unit, form), (_, cost) in known.items():
        if form not in BOUGHT and cost:
            sums[month, unit, form] += round(cost * chance.normal(1.0, 0.004))
    for (month, unit, form), amount in sorted(sums.items()):
        account = "5511 Arvode och omkostnad" if form in HOMES else "4631 Köp av verksamhet"
        if month in town.period.months:
            _book(town, month, unit, _activity(form), account, form, amount, None)
        if month % 12 == 11 and form in BOUGHT and month + 1 in town.period.months:
            # what December cost and nobody has invoiced yet, and its return in January
            part = round(amount * 0.07)
            _book(
                town, month, unit, _activity(form), "4639 Upplupen kostnad", form, part, "Uppbokning bokslut"
            )
            _book(
                town,
                month + 1,
                unit,
                _activity(form),
                "4639 Upplupen kostnad",
                form,
                -part,
                "Återförd uppbokning",
            )
    _tell_other(town)


def _tell_other(town: Town) -> None:
    chance = town.chance("ledger beside placements")
    households: dict[int, int] = defaultdict(int)
    for given in town.given:
        if given.kind == "ekonomiskt_bistand":
            for month in range(month_of(given.started), month_of(min(given.ended, town.period.last)) + 1):
                households[month] += 1
    for month in town.period.months:
        for unit, staff in STAFF.items():
            named = adults_on(first_of(month)) if unit == "VUX" else unit
            vacation = 1.06 if month % 12 == 6 else 1.0
            salaries = round(town.scaled(staff) * _SALARY_MONTH_ORE * vacation * chance.normal(1, 0.015))
            _book(town, month, named, "500 Handläggning och ledning", "5011 Löner", None, salaries, None)
            shared = round(town.scaled(staff) * _SHARED_MONTH_ORE)
            _book(
                town,
                month,
                named,
                "500 Handläggning och ledning",
                "6011 Lokaler och gemensamt",
                None,
                shared,
                None,
            )
        paid = round(households[month] * _ASSISTANCE_MONTH_ORE * chance.normal(1, 0.02))
        _book(town, month, ASSISTANCE, "575 Ekonomiskt bistånd", "5161 Försörjningsstöd", None, paid, None)


def _book(
    town: Town,
    month: int,
    unit: str,
    activity: str,
    account: str,
    form: str | None,
    amount: int,
    note: str | None,
) -> None:
    row = {
        "entry_id": town.number("V"),
        "month": first_of(month),
        "unit": unit,
        "activity": activity,
        "account": account,
        "care_form": form,
        "amount": amount,
        "note": note,
    }
    town.journal.tell("ledger_entries", first_of(month + 1) + _BOOKED_BY, row, unit)


def _activity(form: str) -> str:
    return next(name for start, name in _ACTIVITIES.items() if form.startswith(start))


def tell_budgets(town: Town, known: dict[Key, tuple[int, int]]) -> None:
    """Each year's budget is last year's cost and a little more; in 2026 HVB was given more from July."""
    months = town.period.months
    for year in range(months[0] // 12, months[-1] // 12 + 1):
        before = range(year * 12 - 14, year * 12 - 2)
        if before[0] < months[0]:
            before = range(months[0], months[0] + 12)
        totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for (month, unit, form), (days, cost) in known.items():
            if month in before:
                totals[unit, form][0] += days
                totals[unit, form][1] += cost
        known_on = max(town.period.first, first_of(year * 12) - 20)
        for (unit, form), (days, cost) in sorted(totals.items()):
            for month in range(year * 12, year * 12 + 12):
                share = (last_of(month) - first_of(month) + 1) / 365
                planned = cost * share * _PLAN_GROWTH
                row = {
                    "month": first_of(month),
                    "unit": unit,
                    "care_form": form,
                    "care_days": round(days * share),
                    "cost": round(planned / 100_000) * 100_000,
                }
                town.journal.tell("budgets", known_on, row, unit)
                if form == "hvb_privat" and month >= _SUPPLEMENT_FROM:
                    more = {**row, "cost": round(planned * _SUPPLEMENT / 100_000) * 100_000}
                    town.journal.tell("budgets", first_of(_SUPPLEMENT_FROM) - 12, more, unit)


def tell_incomes(town: Town) -> None:
    """Parents' contributions, adults' own fees, and the state's compensation."""
    chance = town.chance("incomes")
    for stay in town.stays:
        kind, amount = _income(stay, chance.share(), chance.between(6, 19))
        if kind is None:
            continue
        for month in months_of(stay, town.period.months[0], town.period.last):
            days, _ = cost_in(stay, month)
            if days:
                row = {
                    "income_id": town.number("IK"),
                    "month": first_of(month),
                    "unit": stay.unit,
                    "care_form": stay.form,
                    "placement_id": stay.placement_id,
                    "kind": kind,
                    "amount": amount * 100 if kind == "foraldraavgift" else amount * 100 * days,
                }
                town.tell_of(stay, "incomes", last_of(month) + chance.between(12, 26), row)


def _income(stay: Stay, share: float, hundreds: int) -> tuple[str | None, int]:
    """The kind of income of a stay, and kronor: a month from parents, a day from others."""
    if stay.target_group == "ensamkommande":
        return "statlig_ersattning", INCOME_OF_STATE_A_DAY
    if stay.form in CHILD_FORMS and not stay.provider.adults:
        return ("foraldraavgift", hundreds * 100) if share < 0.3 else (None, 0)
    if stay.form in ("hvb_privat", "lvm_hem"):
        return ("egenavgift", HIGHEST_OWN_FEE_A_DAY - (hundreds - 6) * 4) if share < 0.6 else (None, 0)
    return None, 0
