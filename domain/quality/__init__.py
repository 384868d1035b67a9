"""Quality against cost: the placement index of a provider, and how sure it is (docs/decisions/0016)."""

from __future__ import annotations
