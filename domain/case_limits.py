"""Limits of the pages about cases, in one place; docs/figures.md tells of them."""

from __future__ import annotations

FEWEST_CASES = 20
"""A unit with fewer cases in the selection is not told of by itself: shares of few say little and point at somebody."""

FEWEST_PERSONS = 5
"""What leaves the board tells of no fewer persons by themselves (domain: secrecy presumed, OSL 26:1)."""

STILL_DAYS = 90
"""A step stands still when nothing has happened in its case for so many days."""

MOST_ACTIVITIES = 14
"""So many activities the map draws; the rest is said, and stands in the table."""

MOST_EDGES = 30
"""So many transitions the map draws at most."""

MOST_VARIANTS = 15
"""So many of the commonest variants the page shows; the file has all."""
