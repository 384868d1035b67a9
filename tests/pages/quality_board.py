"""A board whose providers can be graded by hand; its last day is 2025-06-30.

HVB for youths in 2025: A (B101) has six follow-ups, all 75; B (B102) six, all 100; C (B103) one, 100; D (B104) none.
S (B105) has a stay under secrecy. Skyddat boende is given by K (B112) alone. F001 is a home.
Six persons each for A and B, so that their answers may be told. Prices: A 2 000, B 3 000, C 2 500, D none, S 4 000.
"""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

NAMES = ("Lönnen AB", "Björken AB", "Kvinnohuset AB", "Svensson familjehem")
_QUESTIONS = """
    parameter;valid_from;question;scale_min;scale_max;weight
    vardplan;2020-01-01;Följer utföraren vårdplanen?;1;4;1
    vardplan;2025-01-01;Följer utföraren vårdplanen?;1;5;1
    skillnad;2020-01-01;Gör vården skillnad?;1;4;2
    skillnad;2025-01-01;Gör vården skillnad?;1;5;2
    """
_PERSONS = 6


def _rows() -> tuple[list[str], list[str], list[str]]:
    placements, prices, answers = [], [], []
    stays: list[tuple[str, str, str, str, str, str, str, int | None]] = [
        (f"{letter}{n}", f"K{letter}{n}", provider, "hvb_privat", "ungdom_13_17", "2024-10-01", unit, price)
        for letter, provider, unit, price in (("A", "U1", "bou", 2000), ("B", "U2", "bou", 3000))
        for n in range(_PERSONS)
    ]
    stays += [
        ("C0", "KC", "U3", "hvb_privat", "ungdom_13_17", "2024-11-01", "vux", 2500),
        ("D0", "KD", "U4", "hvb_privat", "ungdom_13_17", "2025-01-01", "vux", None),
        ("S0", "KS", "U5", "hvb_privat", "ungdom_13_17", "2025-01-01", "bou", 4000),
        ("K0", "KK", "U6", "skyddat_boende", "valdsutsatt", "2025-01-01", "vux", 1500),
        ("F0", "KF", "U7", "familjehem_eget", "barn_0_12", "2024-01-01", "bou", 900),
    ]
    for number, person, provider, form, target, moved_in, unit, price in stays:
        placements.append(f"{number};A{number};{person};{provider};{form};{target};{moved_in};;;{unit}")
        if price:
            prices.append(f"{number};{moved_in};{price}")
    # one who moved out against the plan
    placements.append("A9;AA9;KA9;U1;hvb_privat;ungdom_13_17;2024-02-01;2025-02-01;avbrott_utforare;bou")
    prices.append("A9;2024-02-01;2000")
    for n in range(_PERSONS):
        answers += _follow_up(f"FA{n}", f"A{n}", "2025-04-01", 4, 4) + _follow_up(
            f"FB{n}", f"B{n}", "2025-04-01", 5, 5
        )
    answers += _follow_up("FC", "C0", "2025-03-01", 5, 5)
    answers += _follow_up("FS", "S0", "2025-04-01", 1, 1)
    answers += [
        f"FK{n};{name};K0;2025-0{n + 2}-01;vet_ej" for n in range(2) for name in ("vardplan", "skillnad")
    ]
    answers += _follow_up("FF", "F0", "2025-04-01", 3, 3)
    # in 2024 the scale ended at 4; and of a placement that never was
    answers += _follow_up("FA24", "A9", "2024-08-01", 4, 2) + _follow_up(
        "FX", "finns-inte", "2025-04-01", 1, 1
    )
    return placements, prices, answers


def _follow_up(number: str, placement: str, day: str, plan: int, difference: int) -> list[str]:
    return [
        f"{number};vardplan;{placement};{day};{plan}",
        f"{number};skillnad;{placement};{day};{difference}",
    ]


def delivery() -> dict[str, str]:
    """The board as files."""
    placements, prices, answers = _rows()
    persons = sorted({row.split(";")[2] for row in placements})
    return {
        "persons.csv": "person_id;birth_year;sex\n" + "\n".join(f"{one};2010;kvinna" for one in persons),
        "units.csv": "unit;name\nbou;Barn och unga\nvux;Vuxen\n",
        "providers.csv": f"""
            provider_id;name;provider_code;operator
            U1;{NAMES[0]};B101;privat
            U2;{NAMES[1]};B102;privat
            U3;Cedern AB;B103;privat
            U4;Druvan AB;B104;privat
            U5;Gömda AB;B105;privat
            U6;{NAMES[2]};B112;ideburen
            U7;{NAMES[3]};F001;familjehem
            """,
        "framework_agreements.csv": """
            agreement_id;provider_id;care_form;tender_area;valid_from;valid_to;daily_price
            R1;U1;hvb_privat;Nord;2024-01-01;2025-12-31;1900
            """,
        "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;target_group;moved_in_on;moved_out_on;"
        "end_reason;unit\n" + "\n".join(placements),
        "placement_prices.csv": "placement_id;valid_from;daily_price\n" + "\n".join(prices),
        "placement_secrecy.csv": "placement_id;from_on;kind\nS0;2025-01-01;hemlig_vistelseort\n",
        "placement_legal_bases.csv": "placement_id;valid_from;legal_basis\n"
        + "\n".join(f"A{n};2024-10-01;lvu_2\nB{n};2024-10-01;lvu_3" for n in range(_PERSONS)),
        "follow_up_parameters.csv": _QUESTIONS,
        "follow_ups.csv": "follow_up_id;parameter;placement_id;followed_up_on;answer\n" + "\n".join(answers),
    }


def load(loader: Loader) -> None:
    """Load the board."""
    loader(delivery(), source="test", data_through=DAY, confirm=True)


def grant(role: str = "ik_controller", units: list[str] | None = None) -> None:
    """Give `local` a role in the board."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units) values ('local', %s, 1, %s)",
            (role, units),
        )
