"""The monthly report to the board: drafted from live figures, protected, frozen, and rendered."""
