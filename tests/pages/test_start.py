"""How the app starts: half a setting for sign-in is one sentence and no page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_half_a_setting_for_sign_in_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKOLLEN_OIDC_CLIENT_ID", "insatskollen")
    command = [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.port", "0"]
    started = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert started.returncode == 1
    assert "INSATSKOLLEN_OIDC_METADATA_URL saknas" in started.stderr
    assert "Traceback" not in started.stderr
