"""Quality against cost with 400 providers and 50,000 answers: the bootstrap beside a plain loop, and the questions."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.home import empty_store
from bench.measure import Ratio, percentile_95, seconds
from domain.quality.interval import Sample, margins
from domain.quality.settings import Settings
from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store import derive_quality
from store.connect import loader_connection

PROVIDERS, STAYS, FOLLOW_UPS, QUESTIONS = 400, 4_000, 12_500, 4
_BOARD = "Socialnämnden"
_SCOPE = Scope(
    user="bench", role=Role.CONTROLLER, board=_BOARD, units=None, protected=False, individuals=False
)
_MOST_SECONDS, _MOST_MS, _TIMES = 2.0, 300, 20
_LOOPED = 20
_EVERY: dict[str, Any] = {"care_form": None, "target_group": None}
_ONE = {"provider_code": "B7", "care_form": "hvb_privat", "target_group": "ungdom_13_17"}
ASKED: dict[str, dict[str, Any]] = {
    "quality_options": {},
    "provider_quality": {**_EVERY, "years": (2025,), "provider_code": None},
    "provider_case_mix": {**_EVERY, "year": 2025},
    "quality_parameters": {**_ONE},
    "provider_ends": {**_ONE},
    "follow_ups_due": {**_EVERY, "provider_code": None},
    "follow_ups_in_time": {**_EVERY, "provider_code": None},
    "follow_up_answers": {**_EVERY, "years": (2024, 2025, 2026), "provider_code": None},
}


def ratios() -> Iterator[Ratio]:
    """The bootstrap against its limit and against a loop; the questions of the page against theirs."""
    yield from _bootstrap()
    with empty_store() as folder:
        _fill(folder)
        with loader_connection() as connection:
            reckoned = min(seconds(lambda: derive_quality.refresh(connection, 1)) for _ in range(3))
            connection.rollback()
        yield Ratio("kvalitet räknad för nämnden, tid", reckoned, note="s, med läsning och skrivning")
        for name, params in ASKED.items():
            door.run(name, _SCOPE, **params)
            times = [seconds(lambda n=name, p=params: door.run(n, _SCOPE, **p)) for _ in range(_TIMES)]  # type: ignore[misc]
            took = percentile_95(times) * 1000
            yield Ratio(f"{name}, p95 mot {_MOST_MS} ms", took / _MOST_MS, 1.0, note=f"{took:.0f} ms")
        door._engine().dispose()


def _bootstrap() -> Iterator[Ratio]:
    draw = random.Random(6)
    each = FOLLOW_UPS // PROVIDERS
    samples = [
        Sample(tuple(sorted(draw.gauss(65, 15) for _ in range(max(5, each + draw.randint(-12, 12))))), 15.0)
        for _ in range(PROVIDERS)
    ]
    settings = Settings()
    took = min(seconds(lambda: margins(samples, settings)) for _ in range(3))
    looped = seconds(lambda: [_loop(sample, settings) for sample in samples[:_LOOPED]]) * PROVIDERS / _LOOPED
    name = f"{settings.resamples} dragningar av {PROVIDERS} utförare, tid mot {_MOST_SECONDS:g} s"
    yield Ratio(name, took / _MOST_SECONDS, 1.0, note=f"{took:.2f} s")
    yield Ratio(
        "samma, en enkel slinga mot den", looped / took, 5.0, at_least=True, note=f"slingan {looped:.1f} s"
    )


def _loop(sample: Sample, settings: Settings) -> tuple[float, float]:
    """The same resampling, one draw after another, without what mends it."""
    draw = random.Random(6)
    means = sorted(
        statistics.fmean(draw.choices(sample.scores, k=len(sample.scores))) for _ in range(settings.resamples)
    )
    return means[int(0.05 * len(means))], means[int(0.95 * len(means))]


def _fill(folder: Path) -> None:
    draw = random.Random(7)
    forms = ("hvb_privat", "familjehem_konsulent", "stodboende", "jourhem_konsulent")
    targets = ("barn_0_12", "ungdom_13_17", "unga_18_20")
    stays = []
    for n in range(STAYS):
        provider = n % PROVIDERS
        started = f"{draw.randint(2021, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        form, target = forms[provider // 4 % len(forms)], targets[provider // 16 % len(targets)]
        if provider == 7:
            form, target = _ONE["care_form"], _ONE["target_group"]
        ended = f"2026-0{draw.randint(1, 6)}-15" if draw.random() < 0.8 else ""
        reason = "enligt_plan" if ended else ""
        stays.append((f"P{n}", f"K{n}", f"U{provider}", form, target, started, ended, reason))
    answers = []
    for n in range(FOLLOW_UPS):
        stay = stays[draw.randrange(STAYS)]
        day = f"{draw.randint(int(stay[5][:4]), 2026)}-0{draw.randint(1, 9)}-11"
        answers += [f"F{n};q{q};{stay[0]};{day};{draw.randint(1, 5)}" for q in range(QUESTIONS)]
    files = {
        "providers": (
            "provider_id;name;provider_code;operator",
            [f"U{n};U{n};B{n};privat" for n in range(PROVIDERS)],
        ),
        "placements": (
            "placement_id;person_id;provider_id;care_form;target_group;moved_in_on;moved_out_on;end_reason",
            [";".join(stay) for stay in stays],
        ),
        "placement_prices": (
            "placement_id;valid_from;daily_price",
            [f"{stay[0]};{stay[5]};{draw.randint(1500, 6000)}" for stay in stays],
        ),
        "follow_up_parameters": (
            "parameter;valid_from;question;scale_min;scale_max",
            [f"q{q};2020-01-01;Fråga {q}?;1;5" for q in range(QUESTIONS)],
        ),
        "follow_ups": ("follow_up_id;parameter;placement_id;followed_up_on;answer", answers),
    }
    for name, (head, rows) in files.items():
        (folder / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    with loader_connection() as connection:
        options = LoadOptions(source="bench", data_through=date(2026, 10, 31), confirm=True)
        load(connection, [folder], options, lambda _: None)
        connection.commit()
