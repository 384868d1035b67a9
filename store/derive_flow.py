"""The flow of cases, the steps of the process, parallel interventions and goals, kept up to date by a load.

What a change touches is noted while it is taken in (etl/touching.py): cases as flow_case, persons as flow_person,
and what leads to a case as flow_decision, flow_placement, flow_intervention and flow_referral. Here those are
followed to cases and persons, which are then computed anew.
"""

from __future__ import annotations

import psycopg

CASE_FLOW_COLUMNS = "board_id, case_id, subject, kind, started_at, activities, times, units"
STEP_COLUMNS = (
    "board_id, step, key, case_id, person_key, unit, subject, kind, started_on, ended_on, deadline_on, "
    "until_on"
)
SPELL_COLUMNS = (
    "board_id, person_key, seen_by, started_on, ended_on, kinds, interventions, is_transfer, units, stays, "
    "other_facts"
)
GOAL_COLUMNS = (
    "board_id, person_key, instrument, life_area, intervention_id, case_id, goal, first_level, goal_level, "
    "last_level, first_on, goal_on, last_on, followed_up_on, said_on, preliminary, outside_scale, has_goal, "
    "is_contradicted, outcome, unknown_because"
)


def fill(connection: psycopg.Connection) -> None:
    """Write everything into the empty tables, their indexes built afterwards."""
    for statement in _FILL:
        connection.execute(statement)


def refresh(connection: psycopg.Connection, board_id: int) -> None:
    """Compute anew the cases and persons of the board that the load has touched."""
    named = {"board_id": board_id}
    for statement in _SPREAD:
        connection.execute(statement, named)
    connection.execute("analyze core.touched")
    for statement in _REFRESH:
        connection.execute(statement)


def _to_case(entity: str, table: str, key: str) -> str:
    """Touch the cases that rows of a table lead to, by the key noted; a row without a case has its decision's."""
    return f"""
        insert into core.touched (board_id, entity, key)
        select distinct f.board_id, 'flow_case', coalesce(f.case_id, d.case_id)
        from core.touched as t
        inner join core.current_{table} as f on t.board_id = f.board_id and t.key = f.{key}
        left join core.current_decisions as d
            on f.case_id is null and f.board_id = d.board_id and f.decision_id = d.decision_id
        where
            t.entity = '{entity}' and t.board_id = %(board_id)s
            and coalesce(f.case_id, d.case_id) is not null
        on conflict do nothing
    """


def _straight_to_case(entity: str, table: str, key: str) -> str:
    """Touch the cases of rows that always have one."""
    return f"""
        insert into core.touched (board_id, entity, key)
        select distinct f.board_id, 'flow_case', f.case_id
        from core.touched as t
        inner join core.current_{table} as f on t.board_id = f.board_id and t.key = f.{key}
        where t.entity = '{entity}' and t.board_id = %(board_id)s
        on conflict do nothing
    """


def _keys_of_person(entity: str) -> str:
    """Touch every key of a person of whom one key is touched."""
    return f"""
        insert into core.touched (board_id, entity, key)
        select distinct a.board_id, '{entity}', k.key
        from core.touched as t
        inner join core.current_person_alias as a
            on t.board_id = a.board_id and t.key in (a.old_person_key, a.new_person_key)
        inner join core.current_person_alias as o
            on a.board_id = o.board_id and a.new_person_key = o.new_person_key
        cross join lateral (values (o.old_person_key), (o.new_person_key)) as k (key)
        where t.entity = '{entity}' and t.board_id = %(board_id)s
        on conflict do nothing
    """


_SPREAD = (
    # a person with another key: all that was said under any of the keys
    _keys_of_person("flow_merged"),
    """
    insert into core.touched (board_id, entity, key)
    select t.board_id, 'flow_person', t.key
    from core.touched as t
    where t.entity = 'flow_merged' and t.board_id = %(board_id)s
    on conflict do nothing
    """,
    _keys_of_person("flow_person"),
    _straight_to_case("flow_merged", "referrals", "person_key"),
    _straight_to_case("flow_merged", "investigations", "person_key"),
    _straight_to_case("flow_merged", "decisions", "person_key"),
    _to_case("flow_merged", "placements", "person_key"),
    _to_case("flow_merged", "interventions", "person_key"),
    """
    insert into core.touched (board_id, entity, key)
    select distinct f.board_id, 'flow_case', f.case_id
    from core.touched as t
    inner join core.current_decisions as f
        on t.board_id = f.board_id and t.key = 'legal_basis|' || f.legal_basis
    where t.entity = 'codes' and t.board_id = %(board_id)s
    on conflict do nothing
    """,
    _straight_to_case("flow_decision", "decisions", "decision_id"),
    _straight_to_case("flow_referral", "referrals", "referral_id"),
    _to_case("flow_placement", "placements", "placement_id"),
    _to_case("flow_intervention", "interventions", "intervention_id"),
)


def _delete(table: str, column: str, entity: str) -> str:
    return f"""
        delete from core.{table} as f using core.touched as t
        where t.entity = '{entity}' and f.board_id = t.board_id and f.{column} = t.key
    """


def _insert(table: str, columns: str, source: str) -> str:
    return f"insert into core.{table} ({columns}) select {columns} from core.{source}_{table}_calculated"


_REFRESH = (
    _delete("case_flow", "case_id", "flow_case"),
    _insert("case_flow", CASE_FLOW_COLUMNS, "touched"),
    _delete("step", "case_id", "flow_case"),
    _insert("step", STEP_COLUMNS, "touched"),
    _delete("spell", "person_key", "flow_person"),
    _insert("spell", SPELL_COLUMNS, "touched"),
    _delete("goal", "person_key", "flow_person"),
    _insert("goal", GOAL_COLUMNS, "touched"),
)

_FILL = (
    "truncate core.case_flow, core.step, core.spell, core.goal",
    "drop index core.case_flow_case, core.case_flow_started, core.step_case, core.step_person, core.spell_person, "
    "core.goal_person",
    _insert("case_flow", CASE_FLOW_COLUMNS, "current"),
    "create index case_flow_case on core.case_flow (board_id, case_id)",
    "create index case_flow_started on core.case_flow (board_id, started_at)",
    _insert("step", STEP_COLUMNS, "current"),
    "create index step_case on core.step (board_id, case_id)",
    "create index step_person on core.step (board_id, person_key)",
    _insert("spell", SPELL_COLUMNS, "current"),
    "create index spell_person on core.spell (board_id, person_key)",
    _insert("goal", GOAL_COLUMNS, "current"),
    "create index goal_person on core.goal (board_id, person_key)",
    "analyze core.case_flow, core.step, core.spell, core.goal",
)
