"""Tests of the ETL."""
