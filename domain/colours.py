"""The two colours that charts have in common, on the page and in files."""

ACCENT = "#0b6e75"
"""What is shown."""
QUIET = "#8a8f94"
"""What it is compared with."""
