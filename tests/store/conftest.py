"""Fixtures of the tests of the store."""

from tests.etl.loading import loader

__all__ = ["loader"]
