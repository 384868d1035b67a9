"""Made-up cases for a municipality of 100,000 in ten years: right in size and order, meant for timing only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from bench.municipality import dates, days_covered, pick

REFERRALS = 45_000
PERSONS = 15_000
SHARE_INVESTIGATED = 0.38
SHARE_GRANTED = 0.6
_UNITS = ("Barn", "Ungdom", "Vuxen", "Mottagning")
_TYPES = ("kontaktperson", "familjebehandling", "oppenvard_program", "boendestod", "ekonomiskt_bistand")


def write_cases(folder: Path, seed: int) -> None:
    """Write referrals, investigations, decisions and interventions into `folder`, beside its placements.

    About 17,000 investigations, and 10,000 decisions with an intervention each. A case is a person's in
    a year; the persons are those of the placements and as many again.
    """
    random = np.random.default_rng(seed)
    received, through = days_covered(random, REFERRALS)
    case = random.integers(0, PERSONS, REFERRALS)
    child = case % 3 > 0
    assessed = received + random.integers(0, 20, REFERRALS)
    investigated = random.random(REFERRALS) < SHARE_INVESTIGATED
    ids = np.arange(REFERRALS)
    common = {
        "case_id": [f"A{n:06d}-{day // 365}" for n, day in zip(case, received, strict=True)],
        "person_id": [f"K{n:07d}" for n in case],
    }
    subject = pl.Series(np.where(child, "barn", "vuxen"))
    unit = pick(random, _UNITS, REFERRALS)
    referrals = pl.DataFrame(
        {
            "referral_id": [f"R{n:07d}" for n in ids],
            **common,
            "received_on": dates(received),
            "kind": pick(random, ("anmalan", "anmalan", "ansokan"), REFERRALS),
            "subject": subject,
            "assessed_on": dates(assessed, assessed <= through),
            "preliminary_outcome": pl.Series(np.where(investigated, "inleds", "inleds_ej")),
            "unit": unit,
        }
    )
    closed = assessed + random.integers(20, 200, REFERRALS)
    investigations = pl.DataFrame(
        {
            "investigation_id": [f"N{n:07d}" for n in ids],
            **common,
            "referral_id": referrals["referral_id"],
            "opened_on": dates(assessed),
            "closed_on": dates(closed, closed <= through),
            "subject": subject,
            "unit": unit,
        }
    ).filter(pl.Series(investigated & (assessed <= through)))
    granted = investigated & (closed <= through) & (random.random(REFERRALS) < SHARE_GRANTED)
    kind = pick(random, _TYPES, REFERRALS)
    decisions = pl.DataFrame(
        {
            "decision_id": [f"D{n:07d}" for n in ids],
            **common,
            "decided_on": dates(closed),
            "outcome": pick(random, ("bifall", "bifall", "bifall", "avslag"), REFERRALS),
            "legal_basis": pick(random, ("sol2001_4_1", "lss_9"), REFERRALS),
            "intervention_type": kind,
            "unit": unit,
        }
    ).filter(pl.Series(granted))
    began = closed + random.integers(0, 120, REFERRALS)
    ended = began + random.exponential(200, REFERRALS).astype(np.int64)
    interventions = pl.DataFrame(
        {
            "intervention_id": [f"I{n:07d}" for n in ids],
            "decision_id": [f"D{n:07d}" for n in ids],
            **common,
            "intervention_type": kind,
            "started_on": dates(began),
            "ended_on": dates(ended, ended <= through),
            "hours_per_week": random.integers(1, 20, REFERRALS),
            "unit": unit,
        }
    ).filter(pl.Series(granted & (began <= through)))
    for name, frame in (
        ("referrals", referrals),
        ("investigations", investigations),
        ("decisions", decisions),
        ("interventions", interventions),
    ):
        frame.write_csv(folder / f"{name}.csv", separator=";")
