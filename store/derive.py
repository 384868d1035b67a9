"""What is derived from the facts, kept up to date for just what a load touched.

Stays, slices (care days and cost by month), findings and waiting rows are computed by views
(store/migrations); here they are written down. `store.check` computes them anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import psycopg

from store import derive_flow, derive_invoices, derive_quality

CutOffs = Mapping[str, date]
"""The last day covered, by entity."""

STAY_COLUMNS = (
    "stay, board_id, placement_id, case_id, person_key, sex, birth_year, is_protected, is_secret, care_form, "
    "target_group, main_reason, procurement, outside_reason, tender_area, unit, end_reason, provider_id, "
    "provider_code, operator, moved_in_on, moved_out_on, agreement_signed_on, agreement_ends_on, day_rule, "
    "absence_share, last_day, volume_from, volume_to, cost_from, cost_to"
)
SLICE_COLUMNS = (
    "board_id, started, ended, placement_days, stay, month, priced_days, unpriced_days, cost_ore, "
    "extra_cost_ore, legal_basis, vat_permille"
)
FINDING_COLUMNS = "board_id, rule, entity, key, unit, person_key"
WAITING_COLUMNS = "board_id, entity, placement_id, file_id, line"

_LEANED_ON = ("persons", "providers", "placement_prices", "referrals", "investigations", "decisions")
"""Entities whose first delivery changes what is a finding for every placement of the board."""

SHARE_WORTH_ALL = 0.3
"""With more than this share of the placements touched, computing the whole board anew is quicker."""


def cut_offs(connection: psycopg.Connection, board_id: int) -> CutOffs:
    """The last day covered by entity, for one board, as it stands in this transaction."""
    rows = connection.execute(
        "select entity, data_through from core.current_cut_off where board_id = %s", (board_id,)
    ).fetchall()
    return dict(rows)


def refresh(
    connection: psycopg.Connection,
    board_id: int,
    before: CutOffs,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Bring what is derived up to date after a load; the board's findings by rule.

    `before`: the cut-offs as they were before the load.
    """
    after = cut_offs(connection, board_id)
    named = {"board_id": board_id}
    if _is_first(connection):
        _refill(connection, tell)
    else:
        _spread(connection, board_id, before, after)
        much = _much_is_touched(connection, board_id)
        if much:
            connection.execute(_TOUCH_ALL, named)
        connection.execute("analyze core.touched")
        for statement in _REFRESH_TOUCHED:
            connection.execute(statement)
            if much and statement in _ANALYZED:
                # What follows joins what was written, and is planned by how much there was seen to be.
                connection.execute(_ANALYZED[statement])
        derive_invoices.refresh(connection)
        if any((before.get(entity) is None) != (after.get(entity) is None) for entity in _LEANED_ON):
            refresh_findings(connection, board_id)
        derive_flow.refresh(connection, board_id)
    derive_quality.refresh(connection, board_id)
    rows = connection.execute(_COUNT_FINDINGS, named).fetchall()
    return {str(rule): int(count) for rule, count in rows}


def recompute(connection: psycopg.Connection, tell: Callable[[str], None]) -> None:
    """Compute everything derived anew, in every board, as a first load does."""
    _refill(connection, tell)
    for (board_id,) in connection.execute("select board_id from core.board order by board_id").fetchall():
        derive_quality.refresh(connection, board_id)


def _refill(connection: psycopg.Connection, tell: Callable[[str], None]) -> None:
    tell("Räknar vårddygn och kostnader …")
    _fill(connection)
    derive_invoices.fill(connection)
    tell("Räknar flöden och parallella insatser …")
    derive_flow.fill(connection)


def refresh_findings(connection: psycopg.Connection, board_id: int) -> None:
    """Hold all facts of a board against the rules anew."""
    named = {"board_id": board_id}
    connection.execute("delete from core.finding where board_id = %(board_id)s", named)
    connection.execute(
        f"insert into core.finding ({FINDING_COLUMNS}) select {FINDING_COLUMNS} "
        "from core.current_finding_calculated where board_id = %(board_id)s",
        named,
    )


def refresh_placements(connection: psycopg.Connection, board_id: int, placements: list[str]) -> None:
    """Bring some placements up to date outside a load (a protection said by hand)."""
    connection.execute("truncate core.touched")
    connection.cursor().executemany(
        "insert into core.touched (board_id, entity, key) values (%s, 'placements', %s) on conflict do nothing",
        [(board_id, placement) for placement in placements],
    )
    for statement in _REFRESH_TOUCHED:
        connection.execute(statement)
    derive_quality.refresh(connection, board_id)
    connection.execute("truncate core.touched")


def _is_first(connection: psycopg.Connection) -> bool:
    """Whether nothing has been derived yet, though there are facts: then all is written at once."""
    row = connection.execute("select not exists (select from core.stay)").fetchone()
    return bool(row and row[0])


def _fill(connection: psycopg.Connection) -> None:
    """Write everything into the empty tables, their indexes built afterwards."""
    for statement in _FILL:
        connection.execute(statement)


def _much_is_touched(connection: psycopg.Connection, board_id: int) -> bool:
    row = connection.execute(
        """
        select
            (select count(*) from core.touched where entity = 'placements' and board_id = %(board_id)s)
            > %(share)s * (select count(*) from core.stay where board_id = %(board_id)s)
        """,
        {"board_id": board_id, "share": SHARE_WORTH_ALL},
    ).fetchone()
    return bool(row and row[0])


def _spread(connection: psycopg.Connection, board_id: int, before: CutOffs, after: CutOffs) -> None:
    """Touch what depends on what was touched: on a person, a provider, an agreement, or the cut-off."""
    named: dict[str, object] = {"board_id": board_id}
    connection.execute("analyze core.touched")
    for statement in _SPREAD:
        connection.execute(statement, named)
    for entity, statement in _SPREAD_CUT_OFF.items():
        then, now = before.get(entity), after.get(entity)
        if then != now:
            earliest = min(day for day in (then, now) if day is not None)
            connection.execute(statement, named | {"earliest": earliest})
    connection.execute(_TOUCH_SIBLINGS, named)


_TOUCH_ALL = """
    insert into core.touched (board_id, entity, key)
    select board_id, 'placements', placement_id from core.current_placements where board_id = %(board_id)s
    union
    select board_id, 'placements', placement_id from core.stay where board_id = %(board_id)s
    on conflict do nothing
"""

_SPREAD = (
    # two keys of one person: whoever has either
    """
    insert into core.touched (board_id, entity, key)
    select m.board_id, 'persons', unnest(array[m.old_person_key, m.new_person_key])
    from core.touched as t
    inner join core.person_merges as m
        on t.entity = 'person_merges' and m.board_id = t.board_id and m.old_person_key = t.key
    on conflict do nothing
    """,
    """
    insert into core.touched (board_id, entity, key)
    select a.board_id, 'persons', unnest(array[o.old_person_key, o.new_person_key])
    from core.touched as t
    inner join core.current_person_alias as a
        on t.entity = 'persons' and a.board_id = t.board_id and t.key in (a.new_person_key, a.old_person_key)
    inner join core.current_person_alias as o
        on a.board_id = o.board_id and a.new_person_key = o.new_person_key
    on conflict do nothing
    """,
    """
    insert into core.touched (board_id, entity, key)
    select f.board_id, f.entity, f.key
    from core.touched as t
    inner join core.current_fact_of_person as f
        on t.entity = 'persons' and f.board_id = t.board_id and f.person_key = t.key
    on conflict do nothing
    """,
    """
    insert into core.touched (board_id, entity, key)
    select f.board_id, f.entity, f.key
    from core.touched as t
    inner join core.current_fact_of_provider as f
        on t.entity = 'providers' and f.board_id = t.board_id and f.provider_id = t.key
    on conflict do nothing
    """,
    """
    insert into core.touched (board_id, entity, key)
    select p.board_id, 'placements', p.placement_id
    from core.touched as t
    inner join core.framework_agreements as a
        on t.entity = 'framework_agreements' and a.board_id = t.board_id and a.agreement_id = t.key
    inner join core.current_placements as p
        on a.board_id = p.board_id and a.provider_id = p.provider_id and a.care_form = p.care_form
    on conflict do nothing
    """,
)


def _children_after(entity: str, day: str) -> str:
    """Touch the placements of rows whose day (SQL) is on or after :earliest."""
    return f"""
        insert into core.touched (board_id, entity, key)
        select distinct c.board_id, 'placements', c.placement_id
        from core.current_{entity} as c
        where c.board_id = %(board_id)s and {day} >= %(earliest)s
        on conflict do nothing
    """


_SPREAD_CUT_OFF = {
    "placements": """
        insert into core.touched (board_id, entity, key)
        select p.board_id, 'placements', p.placement_id
        from core.current_placements as p
        where p.board_id = %(board_id)s and (p.moved_out_on is null or p.moved_out_on >= %(earliest)s)
        union
        select e.board_id, 'placements', e.placement_id
        from core.current_placement_extras as e
        where e.board_id = %(board_id)s and (e.from_on >= %(earliest)s or e.to_on >= %(earliest)s)
        union
        select s.board_id, 'placements', s.placement_id
        from core.current_placement_secrecy as s
        where s.board_id = %(board_id)s and s.to_on >= %(earliest)s
        union
        select s.board_id, 'placements', s.placement_id from core.stay as s
        where s.board_id = %(board_id)s and s.moved_in_on >= %(earliest)s
        on conflict do nothing
    """,
    "placement_extras": _children_after("placement_extras", "from_on"),
    "placement_legal_bases": _children_after("placement_legal_bases", "valid_from"),
    "placement_absences": _children_after("placement_absences", "greatest(c.from_on, c.to_on)"),
    "interventions": """
        insert into core.touched (board_id, entity, key)
        select i.board_id, 'interventions', i.intervention_id
        from core.current_interventions as i
        where i.board_id = %(board_id)s and (i.started_on >= %(earliest)s or i.ended_on >= %(earliest)s)
        on conflict do nothing
    """,
    "decisions": """
        insert into core.touched (board_id, entity, key)
        select d.board_id, 'decisions', d.decision_id
        from core.current_decisions as d
        where d.board_id = %(board_id)s and d.decided_on >= %(earliest)s
        on conflict do nothing
    """,
}

# Stays that shared days with a touched one as it was, or do with it as it is: of the same person in the same form.
# Those that only meet are taken along: which rule says what sharing is, is not for here.
_TOUCH_SIBLINGS = """
    insert into core.touched (board_id, entity, key)
    select distinct o.board_id, 'siblings', o.placement_id
    from (
        select s.board_id, s.person_key, s.care_form, s.moved_in_on, s.moved_out_on
        from core.touched_stay as s
        union
        select p.board_id, coalesce(a.new_person_key, p.person_key), p.care_form, p.moved_in_on, p.moved_out_on
        from core.touched_placements as p
        left join core.current_person_alias as a
            on p.board_id = a.board_id and p.person_key = a.old_person_key
    ) as q
    inner join core.stay as o
        on q.board_id = o.board_id and q.person_key = o.person_key and q.care_form = o.care_form
    where
        q.board_id = %(board_id)s
        and (o.moved_out_on is null or o.moved_out_on >= q.moved_in_on)
        and (q.moved_out_on is null or q.moved_out_on >= o.moved_in_on)
    on conflict do nothing
"""

_INSERT_STAYS = (
    f"insert into core.stay ({STAY_COLUMNS}) select {STAY_COLUMNS} from core.touched_stay_calculated"
)

_INSERT_SLICES = (
    f"insert into core.slice ({SLICE_COLUMNS}) select {SLICE_COLUMNS} from core.touched_slice_calculated"
)
_ANALYZED = {_INSERT_STAYS: "analyze core.stay", _INSERT_SLICES: "analyze core.slice"}

_REFRESH_TOUCHED = (
    "delete from core.slice as s using core.touched_stay as t where s.stay = t.stay",
    """
    delete from core.stay as s using core.touched as t
    where t.entity = 'placements' and s.board_id = t.board_id and s.placement_id = t.key
    """,
    _INSERT_STAYS,
    _INSERT_SLICES,
    """
    delete from core.finding as f using core.touched as t
    where
        f.board_id = t.board_id and f.key = t.key
        and (f.entity = t.entity or t.entity = 'siblings' and f.entity = 'placements' and f.rule = 'same_form_twice')
    """,
    f"insert into core.finding ({FINDING_COLUMNS}) select {FINDING_COLUMNS} from core.touched_finding_calculated",
    """
    delete from core.waiting as w using core.touched as t
    where t.entity = 'placements' and w.board_id = t.board_id and w.placement_id = t.key
    """,
    f"insert into core.waiting ({WAITING_COLUMNS}) select {WAITING_COLUMNS} from core.touched_waiting_calculated",
)

_FILL = (
    # one pass over everything: sorting and hashing in memory is worth more than keeping it small
    "set local work_mem = '192MB'",
    "set local maintenance_work_mem = '256MB'",
    "truncate core.stay, core.slice, core.finding, core.waiting",
    "alter table core.stay drop constraint stay_pkey",
    "drop index core.stay_placement, core.stay_person, core.slice_month, core.slice_stay",
    f"insert into core.stay ({STAY_COLUMNS}) select {STAY_COLUMNS} from core.current_stay_calculated",
    "alter table core.stay add primary key (stay)",
    "create index stay_placement on core.stay (board_id, placement_id)",
    "create index stay_person on core.stay (board_id, person_key)",
    "analyze core.stay",
    f"insert into core.slice ({SLICE_COLUMNS}) select {SLICE_COLUMNS} from core.current_slice_calculated",
    "create index slice_month on core.slice (board_id, month)",
    "create index slice_stay on core.slice (stay)",
    "analyze core.slice",
    f"insert into core.finding ({FINDING_COLUMNS}) select {FINDING_COLUMNS} from core.current_finding_calculated",
    "analyze core.finding",
    f"insert into core.waiting ({WAITING_COLUMNS}) select {WAITING_COLUMNS} from core.current_waiting_calculated",
)

_COUNT_FINDINGS = """
    select f.rule, count(*) from core.current_found as f
    where f.board_id = %(board_id)s group by f.rule
    union all
    select 'placement_missing', count(*) from core.waiting as w
    where w.board_id = %(board_id)s having count(*) > 0
    order by 1
"""
