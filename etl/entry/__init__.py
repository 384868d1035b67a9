"""What people enter on the pages, taken in through the same engine as deliveries. All that pages may use of etl."""

from etl.entry.taking import Became, Change, Entered, Outcome, take_in
from etl.entry.workbook import Line, lines_of

__all__ = ["Became", "Change", "Entered", "Line", "Outcome", "lines_of", "take_in"]
