"""A board whose needs can be counted by hand; its last day is 2025-06-30.

On that day: A has two decisions (levels 2 and 3), B one without a level, C one on a level that the template has a
tariff for only later, E an intervention without a decision, S (protected) a decision. F's ended with what was given
under it on 2025-05-31, D's was refused, and A's second intervention is covered by the decision.
"""

from __future__ import annotations

from tests.etl.loading import DAY, Loader

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;1980;kvinna;nej
        B;1981;man;nej
        C;1982;kvinna;nej
        D;1983;man;nej
        E;1984;kvinna;nej
        F;1985;man;nej
        S;1986;kvinna;ja
        """,
    "units.csv": "unit;name\nsoc;Socialpsykiatrin\nvux;Vuxna\n",
    # D10 has a level that no scale of needs has, and is rejected
    "decisions.csv": """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;scope_amount;scope_unit;level;valid_from;valid_to;unit
        D1;CA;A;2025-01-01;bifall;sol2001_4_1;boendestod;10;timmar per vecka;2;2025-01-01;;soc
        D2;CA;A;2025-01-01;bifall;sol2001_4_1;sysselsattning;3;dagar per vecka;3;2025-01-01;;soc
        D3;CB;B;2025-01-01;delvis_bifall;sol2001_4_1;boendestod;;;;2025-01-01;;soc
        D4;CC;C;2025-01-01;bifall;sol2001_4_1;boendestod;20;Timmar per vecka;7;2025-01-01;;vux
        D5;CD;D;2025-01-01;avslag;sol2001_4_1;boendestod;10;timmar per vecka;2;2025-01-01;;soc
        D7;CF;F;2025-01-01;bifall;sol2001_4_1;boendestod;10;timmar per vecka;2;2025-01-01;2026-12-31;soc
        D9;CS;S;2025-01-01;bifall;sol2001_4_1;boendestod;5;timmar per vecka;1;2025-01-01;;soc
        D10;CB;B;2025-01-01;bifall;sol2001_4_1;boendestod;5;timmar per vecka;8;2025-01-01;;soc
        D11;CB;B;2025-01-01;bifall;sol2001_4_1;kontaktperson;5;timmar per vecka;;2025-01-01;;soc
        """,
    "interventions.csv": """
        intervention_id;decision_id;case_id;person_id;intervention_type;started_on;ended_on;hours_per_week;level;unit
        N1;D1;CA;A;boendestod;2025-01-10;;8;2;soc
        N2;D2;CA;A;sysselsattning;2025-01-10;;12;3;soc
        N4;D4;CC;C;boendestod;2025-01-10;;;7;vux
        N6;;CE;E;boendestod;2025-01-10;;3;1;soc
        N7;D7;CF;F;boendestod;2025-01-10;2025-05-31;9;2;soc
        N8;;CA;A;boendestod;2025-02-01;;1;5;soc
        N9;D9;CS;S;boendestod;2025-01-10;;5;1;soc
        """,
    "level_tariffs.csv": """
        template;intervention_type;level;valid_from;hours_per_week;full_time_equivalents;compensation_per_month
        Grundmall;boendestod;1;2024-01-01;2;0,06;4000
        Grundmall;boendestod;2;2024-01-01;5;0,15;10000
        Grundmall;boendestod;2;2025-06-01;6;0,18;12000
        Grundmall;boendestod;7;2025-07-01;14;0,4;30000
        Grundmall;sysselsattning;3;2024-01-01;12;;9000,50
        Ny mall;boendestod;1;2025-01-01;3;0,09;5000
        Ny mall;boendestod;2;2025-01-01;7;0,2;14000
        """,
}


def load(loader: Loader) -> None:
    """Load the board; one of its decisions is rejected."""
    loader(DELIVERY, source="test", data_through=DAY, confirm=True)
