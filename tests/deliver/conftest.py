"""Where the tests of delivery build: a folder that does not exist yet, in one that does not either."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "start/quiz"
