"""Taking rows about individuals out of the store for good when they are due (docs/decisions/0020-disposal.md)."""
