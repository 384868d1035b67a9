"""Tests of small parts, without a database."""
