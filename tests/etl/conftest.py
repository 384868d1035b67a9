"""Fixtures of the tests of loading."""

from tests.etl.loading import loader

__all__ = ["loader"]
