"""The store as built: facts as domain/entities.py describes them, the open model as others rely on it."""

from __future__ import annotations

import psycopg
import pytest

from domain.entities import ENTITIES
from etl.merge import FACT_COLUMNS

CONTRACT = {
    "care_month": (
        "board month care_form sex age_group target_group main_reason procurement outside_reason tender_area "
        "legal_basis provider_code unit placement_days priced_days unpriced_days cost extra_cost "
        "vat_compensation cost_after_vat started ended"
    ),
    "placement": (
        "board placement_id case_id person_key sex birth_year age_at_start provider_code care_form moved_in_on "
        "moved_out_on target_group main_reason procurement outside_reason tender_area legal_basis unit "
        "end_reason day_rule agreement_signed_on agreement_ends_on daily_price care_days cost extra_cost"
    ),
    "intervention": (
        "board intervention_id is_placement case_id person_key intervention_type care_form provider_code "
        "started_on ended_on hours_per_week level unit"
    ),
    "provider": "board provider_code operator municipality_code care_forms",
    "unit": "board unit name valid_from valid_to",
    "goal_change": (
        "board person_key instrument life_area intervention_id first_level goal_level goal last_level first_on "
        "last_on outcome"
    ),
    "level_resource": (
        "board intervention_type unit level month persons hours_per_week full_time_equivalents compensation "
        "without_tariff"
    ),
    "deployment": (
        "board deployment_id technology category count count_approximate placed_at unit started_on ended_on as_of_on "
        "supplier one_off_cost monthly_cost status"
    ),
    "initiative": (
        "board initiative_id name year_from year_to wanted_effect priority cost_text status status_reason "
        "resources_needed resources_given dialogue_users dialogue_providers competence management_support complexity "
        "financing saving quality requirements goal_attainment score feasibility_mean benefit_mean"
    ),
    "initiative_cost": "board initiative_id per low high approximate",
    "benefit": (
        "board benefit_id initiative_id kind baseline target measured measured_on realised_kr freed_hours note"
    ),
    "load": (
        "board load_id started_at finished_at source data_through revision complete files rows_read "
        "rows_accepted rows_rejected undone_by"
    ),
    "rejected_row": "board load_id file line entity column rule message waiting resolved_by_load",
    "finding": "board rule severity entity key message",
}
PUBLISHED = {
    "report": (
        "report_id board dnr kind period_from period_to version published_at sha256 load_id definition_version"
    ),
    "cell": "report_id table_code row_code column_code value suppressed",
    "text": "report_id section kind text",
}
PERSONS_PLACED = ["persons", "placements", "person_days", "placement_days"]
CODES = {
    "absence_kind": 4,
    "activity": 22,
    "age_group": 5,
    "assessment_kind": 3,
    "care_form": 16,
    "consideration_kind": 5,
    "cost_per": 5,
    "day_rule": 4,
    "decided_by": 5,
    "decision_outcome": 6,
    "deployment_status": 4,
    "end_reason": 10,
    "execution_event_kind": 4,
    "goal": 2,
    "income_kind": 4,
    "initiative_status": 5,
    "instrument": 4,
    "intervention_type": 18,
    "invoice_kind": 2,
    "legal_basis": 16,
    "level": 5,
    "life_area": 24,
    "main_reason": 10,
    "operator": 6,
    "outside_reason": 5,
    "preliminary_outcome": 3,
    "procurement": 6,
    "referral_kind": 3,
    "secrecy_kind": 1,
    "sex": 2,
    "step": 5,
    "subject": 2,
    "support_form": 2,
    "target_group": 9,
    "technology_category": 12,
}
ENGLISH = {"the", "of", "and", "row", "rows", "when", "which", "first", "last", "is", "not", "this"}


def columns(store: psycopg.Connection, schema: str) -> dict[str, list[tuple[str, str, bool, str | None]]]:
    """The columns of each table and view: name, type, whether it must be there, comment; in order."""
    found: dict[str, list[tuple[str, str, bool, str | None]]] = {}
    rows = store.execute(
        """
        select
            c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            col_description(c.oid, a.attnum)
        from pg_class as c
        inner join pg_attribute as a on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = %s::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
        order by c.relname, a.attnum
        """,
        (schema,),
    )
    for relation, *column in rows:
        found.setdefault(relation, []).append((column[0], column[1], column[2], column[3]))
    return found


def test_the_facts_have_exactly_the_columns_of_their_entities(store: psycopg.Connection) -> None:
    tables = columns(store, "core")
    for entity in ENTITIES.values():
        own = [(name, kind) for name, kind, _, _ in tables[entity.name] if name not in FACT_COLUMNS]
        assert own == [
            (c.stored, c.sql_type.replace("timestamptz", "timestamp with time zone")) for c in entity.columns
        ]
        assert [name for name, *_ in tables[entity.name][: len(FACT_COLUMNS)]] == list(FACT_COLUMNS)


def test_there_is_no_table_of_facts_without_an_entity(store: psycopg.Connection) -> None:
    rows = store.execute(
        """
        select c.relname from pg_class as c inner join pg_attribute as a on c.oid = a.attrelid
        where c.relnamespace = 'core'::regnamespace and c.relkind = 'r' and a.attname = 'from_load'
        """
    )
    assert {name for (name,) in rows} == set(ENTITIES)


@pytest.mark.parametrize("view", CONTRACT)
def test_the_open_model_has_the_columns_that_others_rely_on(store: psycopg.Connection, view: str) -> None:
    assert set(CONTRACT[view].split()) <= {name for name, *_ in columns(store, "report")[view]}


def test_every_view_of_the_open_model_says_its_board(store: psycopg.Connection) -> None:
    for view, its in columns(store, "report").items():
        assert "board" in {name for name, *_ in its}, view


def test_the_published_tables_have_the_columns_that_others_rely_on(store: psycopg.Connection) -> None:
    found = columns(store, "published")
    for table, names in PUBLISHED.items():
        assert [name for name, *_ in found[table]] == names.split()


def test_persons_placed_takes_a_period_and_gives_four_counts(store: psycopg.Connection) -> None:
    cursor = store.execute(
        "select * from report.persons_placed(from_on => '2025-01-01', to_on => '2025-01-31')"
    )
    assert [column.name for column in cursor.description or ()] == PERSONS_PLACED


@pytest.mark.parametrize("schema", ["report", "published"])
def test_every_view_and_column_has_a_swedish_comment(store: psycopg.Connection, schema: str) -> None:
    said = {
        f"{view}.{name}": comment
        for view, its in columns(store, schema).items()
        for name, _, _, comment in its
    }
    for name, comment in store.execute(
        """
        select relname, obj_description(oid, 'pg_class') from pg_class
        where relnamespace = %s::regnamespace and relkind in ('r', 'v', 'm', 'p')
        """,
        (schema,),
    ):
        said[name] = comment
    assert said
    for name, comment in said.items():
        assert comment and comment.endswith("."), name
        assert not ENGLISH & set(comment.lower().rstrip(".").split()), name


def test_every_function_of_the_open_model_that_others_call_has_a_comment(store: psycopg.Connection) -> None:
    rows = store.execute(
        """
        select p.proname, obj_description(p.oid, 'pg_proc') from pg_proc as p
        where p.pronamespace = 'report'::regnamespace and p.proname in ('persons_placed', 'as_of')
        """
    ).fetchall()
    assert {name for name, _ in rows} == {"persons_placed", "as_of"}
    assert all(comment for _, comment in rows)


def test_each_vocabulary_has_its_codes(store: psycopg.Connection) -> None:
    rows = store.execute("select vocabulary, count(*) from core.code group by vocabulary").fetchall()
    assert dict(rows) == CODES


def test_the_codes_that_decide_rules_are_described(store: psycopg.Connection) -> None:
    for vocabulary in ("care_form", "legal_basis"):
        described = store.execute(f"select {vocabulary} from core.{vocabulary}".encode()).fetchall()
        listed = store.execute("select code from core.code where vocabulary = %s", (vocabulary,)).fetchall()
        assert set(described) == set(listed)
