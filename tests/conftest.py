"""What all tests share: where the repository is, the outside tools that read PDFs, and how hypothesis draws."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

UNDER_CI = os.environ.get("CI") == "true"

# No deadline: the machine may be shared. Under CI the same examples are drawn on every run.
settings.register_profile(
    "suite", deadline=None, derandomize=UNDER_CI, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shipped_banks(repository: Path) -> tuple[Path, ...]:
    """The two real banks that ship with the source."""
    return (repository / "banks/deep-learning-quiz.txt", repository / "banks/generative-models-quiz.md")


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Find an outside program; skip the test where a contributor lacks it, fail where CI does."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None and UNDER_CI:
            pytest.fail(f"{name} is not installed, and CI must run every test")
        if found is None:
            pytest.skip(f"{name} is not installed")
        return found

    return find
