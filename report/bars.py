"""A report's bars as SVG, for the PDF: drawn by hand, since there are bars and nothing else."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from domain.board_report.printed import Bars
from domain.colours import ACCENT, QUIET

WIDTH = 482
"""Points: as wide as the text of the page."""
_LABELS, _TOLD = 150, 62
_BAR, _BETWEEN, _LEGEND = 11, 8, 18
_INK = "#1a1a1a"


def to_svg(bars: Bars) -> str:
    """Rows from the top, one bar for each period, from zero, with what it is written beside it."""
    rows = list(dict.fromkeys(bar.row for bar in bars.bars))
    colours = dict(zip(bars.periods, (ACCENT, QUIET), strict=False))
    many = len(bars.periods)
    top = _LEGEND if many > 1 else 0
    step = _BAR * many + _BETWEEN
    most = max((bar.value for bar in bars.bars), default=Decimal(0)) or Decimal(1)
    room = WIDTH - _LABELS - _TOLD
    drawn = [_legend(bars.periods, colours)] if many > 1 else []
    for number, row in enumerate(rows):
        y = top + number * step + _BETWEEN / 2
        drawn.append(_text(_LABELS - 6, y + _BAR * many / 2, row, anchor="end"))
        for bar in (bar for bar in bars.bars if bar.row == row):
            at = y + _BAR * bars.periods.index(bar.when)
            length = float(max(bar.value, Decimal(0)) / most) * room
            drawn.append(_bar(at, length, colours[bar.when]))
            drawn.append(_text(_LABELS + length + 4, at + _BAR / 2, bar.told))
    height = top + len(rows) * step
    drawn.append(
        f'<line x1="{_LABELS}" y1="{top}" x2="{_LABELS}" y2="{height}" stroke="{_INK}" stroke-width="0.6"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}pt" height="{height}pt" '
        f'viewBox="0 0 {WIDTH} {height}">{"".join(drawn)}</svg>'
    )


def _bar(y: float, length: float, colour: str) -> str:
    return (
        f'<rect x="{_LABELS}" y="{y:.1f}" width="{length:.1f}" height="{_BAR - 1}" fill={quoteattr(colour)}/>'
    )


def _legend(periods: tuple[str, ...], colours: dict[str, str]) -> str:
    drawn, x = [], float(_LABELS)
    for name in periods:
        drawn.append(f'<rect x="{x:.1f}" y="2" width="9" height="9" fill="{colours[name]}"/>')
        drawn.append(_text(x + 13, 6.5, name))
        x += 13 + 5 * len(name) + 18
    return "".join(drawn)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """A line of text whose middle is at `y`."""
    return (
        f'<text x="{x:.1f}" y="{y + 3:.1f}" text-anchor="{anchor}" font-family="Insatskollen Sans" '
        f'font-size="8.5" fill="{_INK}">{escape(words)}</text>'
    )
