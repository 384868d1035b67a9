"""What makes a row unusable: one rule, one function, with its code, severity, columns and Swedish sentence.

RULES lists them all, in the order in which they are tried within a column; rules of the row come after those
of its cells.
"""

from etl.rules.cells import CELL_RULES
from etl.rules.notes import NOTES
from etl.rules.registry import Rule, Severity
from etl.rules.row import ROW_RULES

RULES: tuple[Rule, ...] = (*CELL_RULES, *ROW_RULES, *NOTES)

__all__ = ["CELL_RULES", "NOTES", "ROW_RULES", "RULES", "Rule", "Severity"]
