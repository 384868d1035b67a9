"""Each page test has a store of its own: no answer of another one is left."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.etl.loading import loader

__all__ = ["loader"]


@pytest.fixture(autouse=True)
def _fresh_answers(store_url: str) -> None:
    st.cache_data.clear()
