"""The manual keeps its word: its commands run, its links lead somewhere, and its index is complete.

Commands stand in ``console`` blocks after ``$ ``, or as lines of ``sh`` blocks.
Those of one page run in order in one folder that holds copies of the shipped banks, both there and under ``banks/``.
A comment ``<!-- exits: 1 -->`` on the line before a block says that its commands end with another code than 0.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?:^<!-- exits: (\d+) -->\n)?^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^(`{3,}).*?^\1$|(`+)[^`].*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
SET_UP = ("git", "cd", "pip", "pipx", "python", "python3")
"""Commands that a page may show and that are not run: they install, or fetch the source."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One command as a page shows it."""

    command: str
    exits: int

    @property
    def program(self) -> str:
        return self.command.split()[0]


def shown_in(page: Path) -> Iterator[Shown]:
    """All commands of a page, in order."""
    for exits, language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if language == "sh" and line.strip():
                yield Shown(line.split("  #")[0].strip(), int(exits or 0))
            elif line.startswith("$ "):
                yield Shown(line.removeprefix("$ ").split("  #")[0].strip(), int(exits or 0))


def by_page(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors_of(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {"#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


each_page = pytest.mark.parametrize("page", PAGES, ids=by_page)


@pytest.fixture
def desk(tmp_path: Path, shipped_banks: tuple[Path, ...]) -> Path:
    """A folder as a reader of the manual would have it."""
    (tmp_path / "banks").mkdir()
    for bank in shipped_banks:
        shutil.copy(bank, tmp_path)
        shutil.copy(bank, tmp_path / "banks")
    shutil.copytree(ROOT / "banks/kinds", tmp_path / "banks/kinds")
    return tmp_path


@each_page
def test_commands_run(page: Path, desk: Path) -> None:
    """Every examgen command that a page shows ends with the exit code that the page promises."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    for shown in shown_in(page):
        if shown.program == "examgen":
            done = subprocess.run(
                shown.command, shell=True, cwd=desk, env={**os.environ, "PATH": path}, capture_output=True, text=True
            )
            assert done.returncode == shown.exits, f"{shown.command}\n{done.stdout}{done.stderr}"


@each_page
def test_commands_are_known(page: Path) -> None:
    """Whatever else a page tells a reader to type is a target of the Makefile, or sets up."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    for shown in shown_in(page):
        if shown.program == "make":
            assert shown.command.split()[1] in targets
        else:
            assert shown.program in {"examgen", *SET_UP}, shown.command


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link points at a file, and every anchor at a heading, that exists."""
    for target, anchor in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        goal = page.parent / target if target else page

        assert goal.exists(), target
        assert not anchor or anchor in anchors_of(goal), target + anchor


def test_index_names_every_page() -> None:
    """The manual's index links to every page of the manual."""
    index = ROOT / "docs/README.md"
    linked = {target for target, _ in LINK.findall(index.read_text(encoding="utf-8"))}

    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"} <= linked


def test_readme_shows_the_two_commands() -> None:
    """The README names the command that makes the demo and the one that runs the tests."""
    commands = {shown.command for shown in shown_in(ROOT / "README.md")}

    assert {"make demo", "make test"} <= commands
