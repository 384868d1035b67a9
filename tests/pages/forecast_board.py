"""A board with three years of placements, month by month alike: what a forecast can be held against by hand.

In each month one moves in to HVB for four months and one to a home for a year, in Barn; every third month one to
stödboende in Vuxen, where nobody stays longer than two months. Its last day is 2025-06-30.
"""

from __future__ import annotations

import datetime as dt

from domain.forecast.calendar import months_later
from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

FIRST = dt.date(2022, 7, 1)
FORMS = {"hvb_privat": ("Barn", 4), "familjehem_eget": ("Barn", 12), "stodboende": ("Vuxen", 2)}


def stays(through: dt.date) -> list[tuple[str, str, str, dt.date, dt.date | None]]:
    """Number, form, unit, in and out of each that has begun by a day."""
    found = []
    for back in range(60):
        month = months_later(FIRST, back - 12)
        for form, (unit, months) in FORMS.items():
            moved_in = month + dt.timedelta(days=9)
            out = months_later(month, months) + dt.timedelta(days=14)
            if moved_in > through or out < FIRST or (form == "stodboende" and month.month % 3):
                continue
            number = f"{form[:1].upper()}{month:%y%m}"
            found.append((number, form, unit, moved_in, out if out <= through else None))
    return found


def delivery(through: dt.date = DAY, budget: str | None = "hvb_privat") -> dict[str, str]:
    """What has been known of it by a day; `budget`: a form with a budget of 100 000 a month in 2025."""
    begun = stays(through)
    placements = [
        f"{number};A{number};K{number};U1;{form};{moved_in};{out or ''};{unit}"
        for number, form, unit, moved_in, out in begun
    ]
    prices = [
        f"{number};{moved_in};{'' if form == 'familjehem_eget' else '2000'};"
        f"{'20000' if form == 'familjehem_eget' else ''}"
        for number, form, _, moved_in, _ in begun
    ]
    files = {
        "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit\n"
        + "\n".join(placements),
        "placement_prices.csv": "placement_id;valid_from;daily_price;monthly_amount\n" + "\n".join(prices),
        "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    }
    if budget:
        files["budgets.csv"] = "month;unit;care_form;cost\n" + "\n".join(
            f"2025-{month:02};Barn;{budget};100000" for month in range(1, 13)
        )
    return files


def load(loader: Loader, through: dt.date = DAY, budget: str | None = "hvb_privat") -> None:
    """Load what has been known by a day."""
    loader(delivery(through, budget), source="test", data_through=through, confirm=True)


def grant(role: str = "ik_controller", units: list[str] | None = None) -> None:
    """Give `local` a role in the board."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units) values ('local', %s, 1, %s)",
            (role, units),
        )
