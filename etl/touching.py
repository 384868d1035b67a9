"""What a change touches beside its own key: cases, persons and placements of which something is then computed anew.

store/derive_flow.py follows what is noted here to cases and persons, store/derive_invoices.py to invoice lines.
"""

from __future__ import annotations

from domain.entities import Entity

_NOTED: dict[str, tuple[tuple[str, str], ...]] = {
    "person_merges": (("flow_merged", "old_person_key"), ("flow_merged", "new_person_key")),
    "referrals": (("flow_case", "case_id"),),
    "investigations": (("flow_case", "case_id"), ("flow_referral", "referral_id")),
    "decisions": (("flow_case", "case_id"),),
    "execution_events": (("flow_decision", "decision_id"),),
    "interventions": (
        ("flow_case", "case_id"),
        ("flow_decision", "decision_id"),
        ("decisions", "decision_id"),
        ("flow_person", "person_key"),
    ),
    "placements": (
        ("flow_case", "case_id"),
        ("flow_decision", "decision_id"),
        ("decisions", "decision_id"),
        ("flow_person", "person_key"),
    ),
    "placement_legal_bases": (("flow_placement", "placement_id"),),
    "follow_ups": (("flow_placement", "placement_id"), ("flow_intervention", "intervention_id")),
    "case_events": (("flow_case", "case_id"),),
    "assessments": (("flow_person", "person_key"),),
    # an invoice line is held against its placement and its other lines; one without, against its provider's
    "invoices": (("placements", "placement_id"), ("invoice_provider", "provider_id")),
}
"""By entity: what is noted, and the column that says it."""


def noted(entity: Entity, alias: str) -> str:
    """The rows (entity, key) to note for a row of facts, as a list of SQL values; empty where there is nothing."""
    return ", ".join(f"('{what}', {alias}.{column})" for what, column in _NOTED.get(entity.name, ()))
