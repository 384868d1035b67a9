"""What entities, rules and fields are called on screens. Held against the code by tests/unit/test_titles.py."""

from __future__ import annotations

ENTITIES: dict[str, str] = {
    "persons": "Personer",
    "person_merges": "Sammanförda personer",
    "units": "Enheter",
    "referrals": "Aktualiseringar",
    "investigations": "Utredningar",
    "decisions": "Beslut",
    "execution_events": "Verkställighetshändelser",
    "interventions": "Insatser",
    "placements": "Placeringar",
    "placement_prices": "Placeringarnas priser",
    "placement_extras": "Placeringarnas tillägg",
    "placement_legal_bases": "Placeringarnas lagrum",
    "placement_absences": "Placeringarnas frånvaro",
    "placement_secrecy": "Placeringarnas sekretess",
    "placement_additions": "Kompletterade placeringar",
    "price_additions": "Kompletterade priser",
    "considerations": "Överväganden och omprövningar",
    "providers": "Utförare",
    "framework_agreements": "Ramavtal",
    "invoices": "Fakturarader",
    "incomes": "Intäkter",
    "ledger_entries": "Bokförda poster",
    "budgets": "Budget",
    "follow_ups": "Uppföljningar",
    "follow_up_parameters": "Uppföljningens frågor",
    "assessments": "Bedömningar",
    "level_tariffs": "Nivåernas ersättning",
    "services_without_assessment": "Insatser utan behovsprövning",
    "case_events": "Händelser i ärenden",
    "population": "Befolkning",
    "codes": "Egna koder",
    "deployments": "Välfärdsteknik i drift",
    "initiatives": "Planerad välfärdsteknik",
    "initiative_costs": "Planerad välfärdsteknik, kostnader",
    "benefits": "Nyttor",
}

RULES: dict[str, str] = {
    "error_cell": "Felcell från kalkylark",
    "personnummer_in_key": "Personnummer där inget får stå",
    "missing": "Obligatorisk uppgift saknas",
    "ambiguous_number": "Tal som kan läsas på två sätt",
    "wrong_type": "Fel slags värde",
    "unknown_code": "Okänd kod",
    "negative_price": "Negativt pris",
    "out_of_range": "Utanför skalan",
    "ends_before_start": "Slutar före sin början",
    "field_count": "Fel antal fält",
    "key_twice": "Samma nyckel två gånger",
    "revision_needed": "Två filer säger olika",
    "placement_missing": "Placeringen saknas",
    "personnummer_removed": "Personnummer borttaget",
    "free_text_unread": "Fritext som inte kunde läsas",
    "price_overlap": "Prisperioder som överlappar",
    "entered_differs": "Inmatat annat än levererat",
    "entered_price_differs": "Inmatat pris annat än levererat",
    "price_gap": "Dygn utan pris",
    "price_missing": "Inget pris alls",
    "price_both_kinds": "Både dygnspris och månadsbelopp",
    "same_form_twice": "Två placeringar samtidigt i samma vårdform",
    "legal_basis_not_in_force": "Lagrum som inte gällde",
    "unknown_person": "Personen är inte levererad",
    "unknown_provider": "Utföraren är inte levererad",
    "after_cut_off": "Efter sista täckta dag",
    "period_reversed": "Perioden slutar före sin början",
    "step_reversed": "Steget slutar före sin början",
    "case_missing": "Ärendet är okänt",
    "never_delivered": "Aldrig levererat",
}

FIELDS: dict[str, str] = {
    "sex": "Kön",
    "birth_year": "Födelseår",
    "target_group": "Målgrupp",
    "main_reason": "Huvudorsak",
    "legal_basis": "Lagrum",
    "price": "Pris alla dygn",
    "unit": "Enhet",
    "procurement": "Upphandling",
    "tender_area": "Anbudsområde",
    "outside_reason": "Skäl utanför ramavtal",
    "agreement_signed_on": "Avtal undertecknat",
    "agreement_ends_on": "Avtalets sista dag",
    "end_reason": "Orsak till avslut",
    "provider_id": "Utförare",
    "decision_id": "Beslut",
    "hours_per_week": "Timmar i veckan",
    "level": "Nivå",
    "source": "Vem som anmälde eller ansökte",
    "reason": "Orsak",
    "preliminary_outcome": "Förhandsbedömningens utfall",
    "referral_id": "Aktualisering",
    "investigation_id": "Utredning",
    "decided_by": "Beslutsfattare",
}
"""The fields of report.completeness."""


def entity(code: str) -> str:
    """An entity's name; its code where it has none."""
    return ENTITIES.get(code, code)


def rule(code: str) -> str:
    """A rule's name; its code where it has none."""
    return RULES.get(code, code)


def field(code: str) -> str:
    """A field's name; its code where it has none."""
    return FIELDS.get(code, code)
