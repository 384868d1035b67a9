"""What people enter on the pages, taken in through the same engine as deliveries. All that pages may use of etl."""

from etl.entry.change import Became, Change, Entered, Outcome
from etl.entry.taking import take_in
from etl.entry.workbook import Line, lines_of

__all__ = ["Became", "Change", "Entered", "Line", "Outcome", "lines_of", "take_in"]
