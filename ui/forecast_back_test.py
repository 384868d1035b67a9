"""How good was the forecast: worked out when it is asked for, from what was known at each earlier month's end."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import forecast as definitions
from domain.forecast import back_test
from domain.forecast.back_test import HORIZONS, Tried, Verdict
from domain.forecast.basis import Basis
from ui import cards, draw, explain, forecast_charts, forecast_kept
from ui.cards import Card
from ui.exports import Account
from ui.reading import StoreState, read
from ui.sign_in import User
from ui.tables import Column, Kind, Table

_COLUMNS = (
    Column("horizon", "Månader framåt", Kind.LABEL),
    Column("number", "Jämförda", Kind.COUNT, "Jämförda månader"),
    Column("error", "Prognosens fel", Kind.SHARE),
    Column("naive_error", "Enkel prognos fel", Kind.SHARE, "Den enkla prognosens fel"),
    Column("within", "Inom intervallet", Kind.SHARE),
)


def show(user: User, state: StoreState, basis: Basis, account: Account) -> None:
    """The question, and when it is opened the answer."""
    st.header("Hur bra var prognosen?", anchor=False)
    folded = st.expander("Jämför tidigare prognoser med vad det blev", key="hur-bra", on_change="rerun")
    if not folded.open:
        return
    with folded:
        results = _results(user, state, basis)
        if not results:
            st.info(
                "Det finns ännu ingen tidigare månad att jämföra med. Det krävs inläsningar som slutade vid en månads "
                "slut, med minst tre månaders historik, och minst en hel månad efter dem."
            )
            return
        verdict = back_test.verdict(results)
        assert verdict is not None
        cards.show(_cards(verdict))
        explain.note(st, *_words(results))
        rows = _rows(results)
        better = "närmare" if verdict.is_better else "inte närmare"
        title = f"Prognosen låg {better} än de tre senaste månaderna"
        draw.chart(
            st.container(),
            forecast_charts.horizons(rows, title),
            "efter månader framåt. Värdena står i tabellen.",
        )
        draw.table(
            Table("Tidigare prognoser efter månader framåt", _COLUMNS, rows),
            account,
            "prognosens-traffsakerhet",
        )


def _results(user: User, state: StoreState, basis: Basis) -> list[Tried]:
    """All that has been said of months that have come since."""
    origins = [
        row
        for row in read("forecast_origins", user.scope, state).to_dict("records")
        if row["cut_off"] < basis.cut_off
    ]
    came = back_test.came(basis.months, basis.whole_until)
    results: list[Tried] = []
    place = st.empty()
    for number, row in enumerate(origins, 1):
        when = formats.date(row["cut_off"])
        place.progress(number / len(origins), f"Räknar om prognosen som den var {when}")
        told = forecast_kept.said(user.scope, int(row["load_id"]), state.latest_load)
        results.extend(back_test.tried(told, came))
    place.empty()
    return results


def _cards(verdict: Verdict) -> list[Card]:
    return [
        Card("Prognosens fel", formats.share(verdict.error), definitions.ERROR, note="median per månad"),
        Card(
            "Enkel prognos",
            formats.share(verdict.naive_error),
            definitions.NAIVE,
            note="dess fel, median per månad",
        ),
        Card(
            "Utfall inom intervallet",
            formats.share(verdict.within, 0),
            definitions.WITHIN,
            note=f"ska vara nära 80 %; {formats.with_unit(verdict.number, 'jämförelser')}",
        ),
    ]


def _words(results: list[Tried]) -> list[str]:
    origins = sorted({one.said.origin for one in results})
    return [
        f"Prognoser gjorda vid slutet av {formats.period(origins[0], origins[-1])}, en till elva månader framåt, med "
        "bara det som då var känt. De jämförs med vad månaderna nu visar, också med det som registrerats i efterhand.",
        "Månaderna hänger ihop: många jämförelser är inte lika många oberoende prov.",
    ]


def _rows(results: list[Tried]) -> pd.DataFrame:
    rows = []
    for horizon in HORIZONS:
        verdict = back_test.verdict([one for one in results if one.said.horizon == horizon])
        if verdict is not None:
            rows.append((horizon, verdict.number, verdict.error, verdict.naive_error, verdict.within))
    return pd.DataFrame(rows, columns=[column.name for column in _COLUMNS], dtype=object)
