"""Texts in every script, from the bank's file to what two independent readers find in the finished paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf
from script_samples import FAMILIES, LABELLED, SENTENCES, bare

from examgen.model.blueprint import Settings
from examgen.pipeline.build import build
from examgen.pipeline.request import AuditMode, BuildRequest, RunOptions


def bank_of(sentences: tuple[str, ...]) -> str:
    """A bank in which each sentence is a stem, an option and an explanation."""
    questions = (
        f"## {sentence} {number}\n\n- [x] {sentence}\n- [ ] {sentences[number - 1]} {number}\n\n{sentence}\n"
        for number, sentence in enumerate(sentences)
    )
    return "# Scripts\n\n" + "\n".join(questions)


@pytest.fixture(scope="module", params=SENTENCES)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, family: Callable[[str], None]
) -> tuple[tuple[str, ...], Path]:
    """The sentences of a language, and the folder of a build of them, audited by both readers."""
    language: str = request.param
    family(FAMILIES[language])
    folder = tmp_path_factory.mktemp(language)
    (folder / "bank.md").write_text(bank_of(SENTENCES[language]), encoding="utf-8")
    run = RunOptions(out=str(folder / "out"), audit=AuditMode.FULL)
    labelled = language if language in LABELLED else "en"
    settings = Settings(variants=2, seed="scripts", language=labelled)
    build(BuildRequest(banks=(str(folder / "bank.md"),), settings=settings, run=run))
    return SENTENCES[language], folder / "out"


def test_two_readers_find_the_source_text(built: tuple[tuple[str, ...], Path], tool: Callable[[str], str]) -> None:
    """Extracted text is the source's, in logical order, for poppler and for pdfium."""
    sentences, folder = built
    for file in (folder / "exam-01.pdf", folder / "key-02.pdf"):
        poppler = subprocess.run([tool("pdftotext"), file, "-"], capture_output=True, text=True, check=True)
        pdfium = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))

        assert poppler.stderr == ""
        for sentence in sentences:
            assert bare(poppler.stdout).count(bare(sentence)) >= 2
            assert bare(pdfium).count(bare(sentence)) >= 2


def test_papers_in_every_script_conform(built: tuple[tuple[str, ...], Path], tool: Callable[[str], str]) -> None:
    """All rules of PDF/UA-1 are kept, and qpdf finds nothing wrong."""
    _, folder = built
    for file in (folder / "exam-01.pdf", folder / "key-01.pdf"):
        result = validate_pdf(str(file), profile=ValidationProfile.PDF_UA_1)

        assert result.is_compliant, list(result.failures)
        assert subprocess.run([tool("qpdf"), "--check", file], capture_output=True, check=False).returncode == 0
