"""A small town of placements, written straight into the facts: what the pages' tests look at."""

from __future__ import annotations

import psycopg

from store.derive import refresh

BOARD = "Socialnämnden"
THROUGH = "2025-06-30"

# Each placement n stays the same whichever size is asked for, so that figures can be counted by hand.
_TOWN = """
insert into core.board (board) values ('Socialnämnden'), ('Annan nämnd') on conflict do nothing;

insert into raw.load (board_id, source, data_through, started_at, finished_at)
select board_id, 'test', %(through)s, now(), now() from core.board where board = 'Socialnämnden';
insert into raw.effect (load_id, from_load) select max(load_id), max(load_id) from raw.load;
insert into raw.file (load_id, entity, name, size_bytes, sha256, data_through, revision)
select max(load_id), 'placements', 'placeringar.csv', 1, '', %(through)s, 1 from raw.load;

insert into core.units (fact_id, board_id, from_load, file_id, line, unit, name)
select 1000000 + n, 1, 1, 1, n, (array['bou', 'vux'])[n], (array['Barn och unga', 'Vuxen'])[n]
from generate_series(1, 2) as n;

insert into core.providers (fact_id, board_id, from_load, file_id, line, provider_id, provider_code, operator)
select 2000000 + n, 1, 1, 1, n, 'u' || n, 'B' || 100 + n, (array['privat', 'egen', 'ideburen'])[1 + n %% 3]
from generate_series(1, 12) as n;

insert into core.persons (fact_id, board_id, from_load, file_id, line, person_key, birth_year, sex)
select 3000000 + n, 1, 1, 1, n, 'p' || n, 1960 + (n * 7) %% 60, (array['kvinna', 'man'])[1 + n %% 2]
from generate_series(1, %(placements)s) as n;

insert into core.placements (
    fact_id, board_id, from_load, file_id, line, placement_id, person_key, provider_id, care_form,
    moved_in_on, moved_out_on, target_group, main_reason, procurement, tender_area, unit
)
select
    4000000 + n, 1, 1, 1, n, 'pl' || n, 'p' || n, 'u' || 1 + n %% 12,
    (array[
        'hvb_privat', 'familjehem_eget', 'familjehem_eget', 'familjehem_konsulent', 'stodboende',
        'hvb_egen', 'jourhem_eget', 'traningslagenhet', 'sarskilt_ungdomshem', 'skyddat_boende'
    ])[1 + n %% 10],
    date '2023-01-01' + (n * 37) %% 900,
    case when n %% 4 <> 0 then date '2023-01-01' + (n * 37) %% 900 + 20 + (n * 53) %% 400 end,
    (array['barn_0_12', 'ungdom_13_17', 'beroende_vuxen', null])[1 + n %% 4],
    (array['omsorgsbrist', 'vald', 'kriminalitet', 'psykisk_ohalsa', 'annat'])[1 + n %% 5],
    (array['ramavtal', 'direktupphandling', 'egen_regi'])[1 + n %% 3],
    (array['Anbudsområde 1', 'Anbudsområde 2', null])[1 + n %% 3],
    (array['bou', 'vux', null])[1 + n %% 3]
from generate_series(1, %(placements)s) as n;

insert into core.placement_prices (
    fact_id, board_id, from_load, file_id, line, placement_id, valid_from, daily_price_ore
)
select 5000000 + n, 1, 1, 1, n, 'pl' || n, date '2023-01-01', 100000 + 10000 * (n %% 50)
from generate_series(1, %(priced)s) as n
where n %% 9 <> 0;

insert into core.placement_legal_bases (
    fact_id, board_id, from_load, file_id, line, placement_id, valid_from, legal_basis
)
select 6000000 + n, 1, 1, 1, n, 'pl' || n, date '2023-01-01', (array['sol_11_1', 'lvu_2'])[1 + n %% 2]
from generate_series(1, %(placements)s) as n;
"""

_GRANT = """
insert into access.granted (who, role, board_id, units)
select 'local', %(role)s, board_id, %(units)s from core.board where board = 'Socialnämnden'
"""


def build(store: psycopg.Connection, placements: int = 120, *, priced: bool = True) -> None:
    """Fill the store; without `priced` no day has a price, as in deliveries that hold none."""
    values = {"placements": placements, "priced": placements if priced else 0, "through": THROUGH}
    for statement in _TOWN.split(";\n"):
        if statement.strip():
            store.execute(statement, values if "%(" in statement else {})
    refresh(store, 1, {})
    store.commit()


def grant(store: psycopg.Connection, role: str, units: list[str] | None = None) -> None:
    """Give `local` a role in the town's board."""
    store.execute("insert into core.board (board) values ('Socialnämnden') on conflict do nothing")
    store.execute(_GRANT, {"role": role, "units": units})
    store.commit()
