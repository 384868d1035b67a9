"""Streamlit's English words are still where we exchange them, and nothing else is touched."""

from __future__ import annotations

import pytest

from ui import swedish

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in swedish.FOLDER.glob("*.js")}


@pytest.mark.parametrize("english", swedish.WORDS)
def test_each_fragment_is_in_the_installed_streamlit_and_gone_in_what_is_sent(english: str) -> None:
    holding = [name for name, text in SCRIPTS.items() if english in text]
    assert holding
    for name in holding:
        sent = swedish.script(name)
        assert sent is not None and english not in sent.decode()


def test_a_script_without_our_words_and_a_name_from_outside_are_left_alone() -> None:
    untouched = next(
        name for name, text in SCRIPTS.items() if not any(word in text for word in swedish.WORDS)
    )
    for name in (untouched, "finns-inte.js", "../index.html", "..%2findex.html", ""):
        assert swedish.script(name) is None
