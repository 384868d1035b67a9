"""Welfare technology that can be counted by hand; the last day is 2025-06-30, an earlier delivery reached 2024-01-31.

In use on the last day: T1 and T8 (own category that counts as digital supervision), T2, T5 (nothing is known of it but
that it is there), and T4, which is IT for staff. T3 ended in March, T6 is planned, T7 ends before it starts.
"""

from __future__ import annotations

from datetime import date

from tests.etl.loading import BOARD, DAY, Loader

EARLIER = date(2024, 1, 31)
_DEPLOYMENTS = (
    "deployment_id;technology;category;count;count_approximate;count_text;placed_at;unit;started_on;ended_on;"
    "as_of_on;supplier;one_off_cost;monthly_cost;status\n"
)
_FIRST = {
    "units.csv": "unit;name\na;Hemtjänsten\nb;Boendet\n",
    "deployments.csv": _DEPLOYMENTS
    + """T1;Nattillsyn;tillsyn;24;nej;24;Hemma;a;2023-02-01;;2023-12-31;Nattbolaget;5000;1000;test
T2;GPS-larm;gps_larm;40;ja;ca 40;;;2022-05-01;;2023-12-31;;;;breddinford
T3;Robotkatt;kommunikation;14;nej;14;;b;2022-11-01;;2023-12-31;;;;breddinford
T4;Personalchatt;it_personal_medborgare;300;nej;300;;;2021-01-01;;2023-12-31;;;200;breddinford
""",
}
_SCORES = "competence;management_support;complexity;financing;saving;quality;requirements;goal_attainment"
_SECOND = {
    "codes.csv": "vocabulary;code;label;maps_to\ntechnology_category;kamera;Kamera;tillsyn\n",
    "population.csv": "year;age_from;age_to;sex;inhabitants\n"
    + "".join(
        f"2024;{ages};{sex};{number}\n"
        for ages, number in (("0;64", 9000), ("65;79", 600), ("80;120", 400))
        for sex in ("kvinna", "man")
    ),
    "deployments.csv": _DEPLOYMENTS
    + """T1;Nattillsyn;tillsyn;100;nej;100;Hemma;a;2023-02-01;;2025-06-30;Nattbolaget;5000;1500;breddinford
T3;Robotkatt;kommunikation;14;nej;14;;b;2022-11-01;2025-03-31;2023-12-31;;;;avslutad
T5;Sensor;passivt_larm;;;ca 380-400 st;;;;;2025-06-30;;;;
T6;Träning;traning;;;;;;2026-01-01;;2025-06-30;;;;planerad
T7;Inköp;inkop;5;nej;5;;b;2025-05-01;2025-04-01;2025-06-30;;;;test
T8;Kamera i hallen;kamera;5;nej;5;;b;2025-01-01;;2025-06-30;;;250;test
""",
    "initiatives.csv": "initiative_id;name;year_from;year_to;years_text;wanted_effect;priority;priority_text;cost_text;"
    f"status;status_reason;dialogue_users;dialogue_providers;resources_needed;{_SCORES}\n"
    + """S1;Fler larm;2023;2024;2023/24;Trygghet;1;Prio 1;Ca 40 000-60 000 kr.;klar;;ja;nej;En person;1;2;2;1;1;1;1;1
S2;Signering;2025;2026;2025-2026;;2;2;;pagar;;;;;1;1;1;1;1;1;1;
S3;<b>Robot</b>;;;På sikt;;;2023;Tid;;;;;;;;;;;;;
S4;Larmcentral;2023;2024;2023-2024;;;;;beslutad;;;;;2;2;2;4;4;3;4;3
S5;Hologram;2022;2022;2022;;;;;avstas;Ingen ville;;;;3;3;3;3;3;3;3;3
S6;Portal;2024;2024;2024;;;;;;;;;;;;;;;;;
S7;Videobesök;2026;2027;2026-2027;;;;;undersoks;;;;;1;2;1;2;2;1;3;1
""",
    "initiative_costs.csv": """
        initiative_id;per;low;high;approximate
        S1;engang;40000;60000;ja
        S1;manad;;;
        """,
    # B1 went further than its target
    "benefits.csv": """
        benefit_id;initiative_id;kind;baseline;target;measured;measured_on;realised_kr;freed_hours;note
        B1;S1;Besök per dygn;10;5;4;2025-03-31;1000,50;12;
        B2;S1;Brev;100;50;;;;;
        B3;S4;Larm;;7;;;;;
        """,
}


def load(loader: Loader) -> int:
    """Load both deliveries; the number of the first load."""
    first = loader(_FIRST, source="test", data_through=EARLIER, board=BOARD)
    loader(_SECOND, source="test", data_through=DAY, board=BOARD)
    return int(first.load_id or 0)
