"""What all tests share: where the repository is, the outside tools that read PDFs, and how hypothesis draws."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from examgen.typeset.font_files import installed

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


@pytest.fixture(scope="session")
def family() -> Callable[[str], None]:
    """Ask for a family of fonts; skip the test where a contributor lacks it, fail where CI does."""
    families = {file.family for file in installed()}

    def ask(name: str) -> None:
        if name not in families and UNDER_CI:
            pytest.fail(f"the fonts {name} are not installed, and CI must run every test")
        if name not in families:
            pytest.skip(f"the fonts {name} are not installed")

    return ask


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites goldens."""
    parser.addoption("--update-goldens", action="store_true", help="write what tests find as the new goldens")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest, repository: Path) -> Callable[[str, str], None]:
    """Compare a text with the file of this name under tests/goldens, or rewrite that file."""
    update = bool(request.config.getoption("--update-goldens"))

    def check(name: str, actual: str) -> None:
        path = repository / "tests/goldens" / name
        found = path.with_name(f"{path.name}.actual")
        if update:
            path.write_text(actual, encoding="utf-8")
        if not path.exists() or path.read_text(encoding="utf-8") != actual:
            found.write_text(actual, encoding="utf-8")
            pytest.fail(f"{path} differs from what was found: compare {found}, or run pytest --update-goldens")
        found.unlink(missing_ok=True)

    return check
