"""Each page test has a store of its own: no connection and no answer of another one is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from queries import door
from tests.etl.loading import loader

__all__ = ["loader"]


@pytest.fixture(autouse=True)
def _fresh_pool(store_url: str) -> Iterator[None]:
    st.cache_data.clear()
    door._engine().dispose()
    yield
    door._engine().dispose()
