"""Papers in languages with letters of their own, from the bank to the finished and audited files."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from examgen.audit import Readers, audit_exam, audit_key
from examgen.compose import load_template
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle, Letters, Settings
from examgen.model.manuscript import DocumentKind
from examgen.pipeline.build import build
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.practice import practice
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.proof import wording_of
from examgen.pipeline.request import AuditMode, BuildRequest, PracticeRequest, RunOptions

BANK = """---
title: Клетка
language: ru
---

## Что верно? {points=2.5}

- [ ] a) Ядро
- [x] b) Мембрана
- [ ] c) Вакуоль
- [ ] d) Хлоропласт

Верно [[b]], но не [[d]]; неверны [[c]], [[a]].
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """One question in Russian whose explanation names all options."""
    path = tmp_path / "bank.md"
    path.write_text(BANK, encoding="utf-8")
    return path


def built(bank: Path, letters: Letters | None = None, language: str | None = None) -> Path:
    """The folder of a build in which every page was proved by both readers."""
    settings = Settings(seed="s", variants=4, letters=letters, language=language, date="2026-06-12")
    out = bank.parent / f"out-{letters}-{language}"
    build(BuildRequest(banks=(str(bank),), settings=settings, run=RunOptions(out=str(out), audit=AuditMode.FULL)))
    return out


def test_an_accent_goes_on_with_a_word(tmp_path: Path) -> None:
    """the heading "Réponses" behind a question is not taken for an R and its option "e"."""
    path = tmp_path / "bank.md"
    path.write_text("# T\n\n## Q1\n\nQuoi ?\n\n- [x] e\n- [ ] d\n", encoding="utf-8")
    settings, run = Settings(seed="s", variants=2, language="fr"), RunOptions(out=str(tmp_path / "out"))

    practice(PracticeRequest(banks=(str(path),), settings=settings, run=run))


def text_of(path: Path, pdftotext: str) -> str:
    """What another reader finds in a file."""
    done = subprocess.run([pdftotext, "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("letters", "language", "alphabet"),
    [(None, None, "АБВГ"), (Letters.LATIN, None, "ABCD"), (None, "el", "ΑΒΓΔ"), (None, "de", "ABCD")],
)
def test_printed_letters_are_those_of_the_exam(
    bank: Path, letters: Letters | None, language: str | None, alphabet: str, tool: Callable[[str], str]
) -> None:
    """Options, grid and references have the letters of the exam's language or Latin ones; answers.csv has Latin."""
    out = built(bank, letters, language)
    answers = list(csv.DictReader((out / "answers.csv").read_text(encoding="utf-8").splitlines()))

    for row in answers:
        key = text_of(out / f"key-{int(row['variant']):02d}.pdf", tool("pdftotext"))
        right = alphabet["ABCD".index(row["letters"])]
        assert f"✔ {right} Мембрана" in " ".join(key.split())
        assert f"Верно {right}, но не" in " ".join(key.split())
        one, other = key.split("неверны ")[1].split(".")[0].split(", ")
        assert alphabet.index(one) < alphabet.index(other)


def test_facts_are_in_the_language(bank: Path, tool: Callable[[str], str]) -> None:
    """Date, points and the number of questions are printed in the bank's language."""
    text = text_of(built(bank) / "exam-01.pdf", tool("pdftotext"))

    for words in ("12 июня 2026 г.", "2,5 балла", "1 вопрос", "страница 1 из 1", "Вариант 1"):
        assert words in text


def test_practice_sheets_have_these_letters_too(bank: Path, tmp_path: Path) -> None:
    """A sheet with its answers at the end is proved with the letters of the language."""
    request = PracticeRequest(
        banks=(str(bank),),
        settings=Settings(seed="s", variants=2),
        answers=AnswerPlace.END,
        run=RunOptions(out=str(tmp_path / "sheets"), audit=AuditMode.FULL),
    )

    assert len(practice(request).sheets) == 2


def test_options_may_be_numbered(bank: Path, tmp_path: Path, tool: Callable[[str], str]) -> None:
    """Digits in the rings are proved like letters, and a screen reader hears that the list is numbered."""
    (tmp_path / "mine" / "labels").mkdir(parents=True)
    (tmp_path / "mine" / "labels" / "ru.toml").write_text('letters = ["1", "2", "3", "4"]', encoding="utf-8")
    settings = Settings(seed="s", variants=2, template=str(tmp_path / "mine"))
    out = tmp_path / "numbered"

    build(BuildRequest(banks=(str(bank),), settings=settings, run=RunOptions(out=str(out), audit=AuditMode.FULL)))

    shown = subprocess.run([tool("pdfinfo"), "-struct", out / "exam-01.pdf"], capture_output=True, check=True)
    assert b"ListNumbering /Decimal" in shown.stdout


def test_reprint_reads_the_bank_in_the_same_language(bank: Path) -> None:
    """A build of a bank without a language of its own is printed again from the words of the flag."""
    bank.write_text(BANK.replace("language: ru\n", "").replace("[[b]]", "вариант b"), encoding="utf-8")
    out = built(bank, language="ru")
    key = (out / "key-01.pdf").read_bytes()

    build(BuildRequest(from_manifest=str(out / "manifest.json")))

    assert (out / "key-01.pdf").read_bytes() == key


def test_paper_with_other_letters_is_refused(bank: Path, tmp_path: Path) -> None:
    """The audit reads the letters themselves: a paper lettered A, B, C is no paper lettered А, Б, В."""
    found, _ = read_bank([bank])
    blueprint = Blueprint(title="T", seed="s", language="ru", letters=Letters.LATIN, variants=1)
    template = load_template()
    plan = PrintPlan(blueprint, template, found.questions, tmp_path, AuditMode.OFF)
    PrintShop(plan).print(1)
    latin = wording_of(template.labels("ru", Letters.LATIN))
    cyrillic = replace(latin, letters=template.labels("ru").letters)
    exam, key = (plan.path(kind, 1) for kind in (DocumentKind.EXAM, DocumentKind.KEY))

    audit_exam(exam, plan.variant(1), latin, Readers.BOTH)
    with pytest.raises(AuditError, match="the letter А"):
        audit_exam(exam, plan.variant(1), cyrillic, Readers.BOTH)
    with pytest.raises(AuditError):
        audit_key(key, plan.variant(1), cyrillic, KeyStyle.FULL, Readers.BOTH)
