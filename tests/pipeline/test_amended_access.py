"""Those who have a paper in large print have its corrections in large print, too."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from amending import amend, corrected, files, printed, said
from page import ValidationProfile, validate_pdf

from examgen.model.blueprint import Access
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# Rivers

### Question 1 {#vienna}

Which *river* runs throgh Vienna, and is $\\frac{a}{b}$ km long?

- [x] a) The Danube
- [ ] b) The Elbe

It is not [[b]].
"""


def largest_of(path: Path, tool: Callable[[str], str]) -> set[float]:
    """Heights of lines of words."""
    command = [tool("pdftotext"), "-bbox", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = [line.split('"') for line in text.splitlines() if "<word" in line]
    return {round(float(word[7]) - float(word[3])) for word in words}


def test_corrections_come_in_large_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Callable[[str], str]
) -> None:
    """an exam with access copies has the sheet for students in large print, proved and accessible, in no bundle."""
    monkeypatch.chdir(tmp_path)
    printed(BANK, variants=2, access=Access.LARGE_PRINT)
    corrected(("throgh", "through"), ("It is not", "It cannot be"), ("{b}$", "{c}$"))

    amend()

    assert said("errata-01-large.pdf", tool) == said("errata-01.pdf", tool)
    assert min(largest_of(Path("out/errata-01-large.pdf"), tool)) >= 18
    assert "Issue 2" in said("exam-02-large.pdf", tool)
    assert validate_pdf("out/errata-02-large.pdf", profile=ValidationProfile.PDF_UA_1).is_compliant
    names = {Path(name).name for name in files()}
    assert not names & {"key-errata-01-large.pdf", "bundle-errata-large.pdf"}
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    assert files("again") == files()
