"""Månadsrapport: what the board reads of the month, as it was published, or as a draft for those who make it."""

from functools import partial

import streamlit as st

from domain.board_report import written
from domain.board_report.released import Released
from queries.scope import Role
from report import draft, pdf, publish, warnings, xlsx
from ui import (
    draw,
    explain,
    parts,
    report_chosen,
    report_files,
    report_publishing,
    report_view,
    report_writing,
    sign_in,
    states,
)
from ui.report_kept import kept

user = sign_in.require(Role.BOARD, Role.MANAGER, Role.CONTROLLER, Role.PUBLISHER)
PUBLISHED, DRAFT = "Publicerat", "Utkast"

# Title
draw.title("Månadsrapport", user)
report_publishing.told()
makes = user.role is not Role.BOARD
part = parts.choose([PUBLISHED, DRAFT]) if makes else PUBLISHED

# Filters
with states.told():
    reports = draft.published(user.scope)
if part == PUBLISHED:
    if not reports:
        report_view.nothing_published(makes)
    chosen, report, said = report_chosen.published(reports)
else:
    if user.scope.units is not None:
        report_view.whole_board_only()
    with states.told():
        newest = draft.newest_periods(user.scope)
    if not newest:
        states.nothing_loaded()
    chosen, said = report_chosen.draft(newest)
states.said_of_the_address(said)

# Query
with states.told():
    if part == PUBLISHED:
        cells = draft.published_cells(user.scope, int(report["report_id"]))
        texts = draft.published_texts(user.scope, int(report["report_id"]))
        earlier = draft.version_before(reports, report)
        before = draft.published_cells(user.scope, earlier) if earlier else None
        whole = Released.of(user.scope.board, report, chosen.period, cells, texts, before)
    else:
        made = kept(partial(draft.draft, user.scope), user.scope, chosen.period, reports)
        texts = draft.texts(user.scope, chosen.period)

# Draw
if part == PUBLISHED:
    report_view.head(report, chosen.period)
    report_files.offer(whole, {"PDF": (pdf.to_pdf, pdf.PDF_TYPE), "XLSX": (xlsx.to_xlsx, xlsx.XLSX_TYPE)})
    report_view.show(cells, texts, chosen.period)
    if whole.changed is not None:
        report_view.differences(whole.changed, chosen.period)
else:
    report_view.drafted(made.version, made.load_id, warnings.of_tables(made))
    cells = report_view.choose_cells(made.cells, made.raw, may_see_all=user.role is not Role.PUBLISHER)
    report_view.show(cells, texts, chosen.period)
    st.header("Skriv till rapporten", anchor=False)
    report_writing.write(user, chosen.period, texts)
    if user.role is Role.PUBLISHER:
        report_publishing.publish(
            chosen.period,
            made.version,
            warnings.of_texts(made, texts),
            partial(publish.publish, user.scope, made, texts),
        )

# Explain
report_view.words()
explain.sentence(written.RULE)
