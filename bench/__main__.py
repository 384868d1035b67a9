"""python -m bench [PART…]: measure, print each ratio beside its limit, and fail if one is outside."""

from __future__ import annotations

import importlib
import sys

PARTS = (
    "loading",
    "asking",
    "page",
    "flows",
    "forecast",
    "desk",
    "invoices",
    "quality",
    "crash",
    "disclosure",
    "report",
)


def main(asked: list[str]) -> int:
    """Run the parts asked for (all without an argument); 1 if a ratio is outside its limit."""
    outside = 0
    for part in asked or PARTS:
        if part not in PARTS:
            print(f"Delarna är: {', '.join(PARTS)}.", file=sys.stderr)
            return 2
        for ratio in importlib.import_module(f"bench.{part}").ratios():
            print(ratio.line(), flush=True)
            outside += not ratio.holds
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
