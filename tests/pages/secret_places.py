"""A board with places that nobody may see, delivered by mistake, and one that all may; its last month is June 2025.

The places lie outside Sweden, so that no border of the map has their numbers.
"""

from __future__ import annotations

import datetime as dt

from tests.etl.loading import DAY, Loader

SECRET = {
    "Haparanda": ("2583", 54.8765, 24.5678),
    "Kiruna": ("2584", 53.4321, 25.6789),
    "Pajala": ("2521", 52.9876, 26.789),
}
"""The municipalities in which only secret places are: of skyddat boende whose form came later, of a stay under secrecy
from its first day, and of skyddat boende told of with its form."""

OPEN = ("Jönköping", "0680", 57.7811, 14.1599)


def _provider(key: str, name: str, code: str, municipality: str, latitude: float, longitude: float) -> str:
    return f"{key};{name};{code};privat;{municipality};{latitude};{longitude};nej"


_HEAD = "provider_id;name;provider_code;operator;municipality_code;latitude;longitude;secret_location"
BEFORE = {
    "providers.csv": "\n".join(
        (
            _HEAD,
            _provider("U1", "Lönnen AB", "B101", *OPEN[1:]),
            _provider("U2", "Linden AB", "B102", *SECRET["Haparanda"]),
            _provider("U3", "Asken AB", "B103", *SECRET["Kiruna"]),
            "",
        )
    ),
}
"""What is delivered before the form of U2 is known."""

_PERSONS = range(1, 13)
_STAYS = {
    **dict.fromkeys((1, 2, 3, 4), ("U1", "hvb_privat")),
    **dict.fromkeys((5, 6, 7), ("U2", "skyddat_boende")),
    8: ("U3", "hvb_privat"),
    **dict.fromkeys((9, 10, 11), ("U4", "skyddat_boende")),
    # of the provider of skyddat boende, in a form that may have a place
    12: ("U2", "hvb_privat"),
}
NOW = {
    "persons.csv": "person_id;birth_year;sex\n" + "".join(f"K{n};2010;kvinna\n" for n in _PERSONS),
    "units.csv": "unit;name\nbou;Barn och unga\n",
    "providers.csv": "\n".join((_HEAD, _provider("U4", "Alen AB", "B104", *SECRET["Pajala"]), "")),
    "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;unit\n"
    + "".join(f"P{n};C{n};K{n};{key};{form};2025-01-01;bou\n" for n, (key, form) in _STAYS.items()),
    "placement_prices.csv": "placement_id;valid_from;daily_price\n"
    + "".join(f"P{n};2025-01-01;{1000 + n}\n" for n in _STAYS if n != 4),
    "placement_secrecy.csv": "placement_id;from_on;kind\nP8;2025-01-01;hemlig_vistelseort\n",
    "interventions.csv": "intervention_id;case_id;person_id;intervention_type;provider_id;started_on;unit\n"
    + "".join(f"I{n};C{n};K{n};kontaktperson;U1;2025-02-01;bou\n" for n in _PERSONS),
    "referrals.csv": "referral_id;case_id;person_id;received_on;kind;subject;unit\n"
    + "".join(f"R{n};C{n};K{n};2024-12-01;anmalan;barn;bou\n" for n in _PERSONS),
}


def load(loader: Loader) -> None:
    """Load both deliveries in their order; no row is rejected."""
    for files, through in ((BEFORE, dt.date(2025, 5, 31)), (NOW, DAY)):
        result = loader(files, source="test", data_through=through, confirm=True)
        assert not sum(file.rejected for file in result.files)
