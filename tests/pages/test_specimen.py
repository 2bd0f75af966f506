"""The specimen of everything that a question can hold, from the file to proved and conforming papers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from examgen.lint import RULES
from examgen.model.blueprint import Settings
from examgen.pipeline.advice import Wanted
from examgen.pipeline.build import build
from examgen.pipeline.check import check
from examgen.pipeline.request import AuditMode, BuildRequest, RunOptions

SPECIMEN = Path(__file__).parents[2] / "banks/specimen/specimen.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of it, audited by both readers."""
    out = tmp_path_factory.mktemp("specimen") / "out"
    run = RunOptions(out=str(out), audit=AuditMode.FULL)
    build(BuildRequest(banks=(str(SPECIMEN),), settings=Settings(variants=2, seed="specimen"), run=run))
    return out


def test_nothing_is_said_against_it() -> None:
    """No error, no warning, no advice but that on how questions are written."""
    quiet = Wanted(ignored=tuple(rule.name for rule in RULES))

    assert check([str(SPECIMEN)], wanted=quiet).diagnostics == ()


def test_its_papers_and_keys_conform(folder: Path, tool: Callable[[str], str]) -> None:
    """All rules of PDF/UA-1 are kept; qpdf and poppler find nothing wrong."""
    files = [*folder.glob("exam-*.pdf"), *folder.glob("key-*.pdf")]
    assert len(files) == 4
    for file in files:
        result = validate_pdf(str(file), profile=ValidationProfile.PDF_UA_1)

        assert result.is_compliant, list(result.failures)
        assert subprocess.run([tool("qpdf"), "--check", file], capture_output=True, check=False).returncode == 0
        read = subprocess.run([tool("pdftotext"), file, "-"], capture_output=True, text=True, check=True)
        assert read.stderr == ""


def test_formulas_and_pictures_are_described(folder: Path) -> None:
    """A screen reader is told the source of each formula, and what each picture shows."""
    reader = PdfReader(folder / "exam-01.pdf")
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    said = {
        (element["/S"], str(element.get("/Alt", "")))
        for element in objects
        if isinstance(element, DictionaryObject) and element.get("/S") in ("/Formula", "/Figure")
    }

    assert ("/Formula", r"c = \sqrt{a^2 + b^2}") in said
    assert ("/Figure", "A parabola that opens upwards") in said
    assert all(description for _, description in said)
