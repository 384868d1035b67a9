"""Computing everything that is derived anew from the facts and comparing it with what is written."""

from __future__ import annotations

import psycopg

from store import derive_quality
from store.derive import FINDING_COLUMNS, SLICE_COLUMNS, STAY_COLUMNS, WAITING_COLUMNS
from store.derive_flow import CASE_FLOW_COLUMNS, GOAL_COLUMNS, SPELL_COLUMNS, STEP_COLUMNS
from store.derive_invoices import CHECK_COLUMNS

_DERIVED = (
    ("stay", "placeringarnas vistelser", STAY_COLUMNS),
    ("slice", "vårddygn och kostnader per månad", SLICE_COLUMNS),
    ("finding", "iakttagelser", FINDING_COLUMNS),
    ("waiting", "rader som väntar på sin placering", WAITING_COLUMNS),
    ("case_flow", "ärendenas flöden", CASE_FLOW_COLUMNS),
    ("step", "processens steg", STEP_COLUMNS),
    ("spell", "parallella insatser", SPELL_COLUMNS),
    ("goal", "mål i livsområden", GOAL_COLUMNS),
    ("invoice_check", "fakturarader mot sina placeringar", CHECK_COLUMNS),
)


def check(connection: psycopg.Connection) -> list[str]:
    """One Swedish line per table that differs from its facts; none when all is well."""
    lines = []
    with connection.transaction():
        connection.execute("set local role ik_loader")
        for table, label, columns in _DERIVED:
            computed = f"select {columns} from core.current_{table}_calculated"
            written = f"select {columns} from core.{table}"
            row = connection.execute(
                f"""
                select
                    (select count(*) from ({written} except all {computed}) as extra),
                    (select count(*) from ({computed} except all {written}) as missing)
                """
            ).fetchone()
            assert row is not None
            extra, missing = row
            if extra or missing:
                lines.append(
                    f"{label}: {extra} rader för mycket och {missing} rader för lite (core.{table})."
                )
        lines += derive_quality.differences(connection)
    return lines
