"""Questions whose answer is not known; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from examgen.errors import BankError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import build
from examgen.pipeline.request import BankReading, BuildRequest, RunOptions

BANK = "Quiz\n\n1. Known?\nA. x\nB. y\nAnswer: A\n\n2. Unknown?\nA. x\nB. y\n\n3. Known, too?\nA. x\nB. y\n"


def built(bank: Path, *, skip: bool) -> list[dict[str, str]]:
    """The answers of a build."""
    out = bank.parent / "out"
    build(
        BuildRequest(
            banks=(str(bank),),
            settings=Settings(seed="skip", variants=1),
            reading=BankReading(skip_unresolved=skip),
            run=RunOptions(out=str(out), jobs=1),
        )
    )
    return list(csv.DictReader((out / "answers.csv").read_text(encoding="utf-8").splitlines()))


def test_unresolved_questions_are_left_out_when_asked(tmp_path: Path) -> None:
    """a question without a known answer stops a build, and is left out alone where the user says so."""
    bank = tmp_path / "quiz.txt"
    bank.write_text(f"{BANK}Answer: B\n", encoding="utf-8")

    with pytest.raises(BankError):
        built(bank, skip=False)
    assert len(built(bank, skip=True)) == 2


def test_other_errors_still_refuse(tmp_path: Path) -> None:
    """leaving out unresolved questions hides no other mistake."""
    bank = tmp_path / "quiz.txt"
    bank.write_text(f"{BANK}Answer: E\n", encoding="utf-8")

    with pytest.raises(BankError) as refused:
        built(bank, skip=True)

    assert {diagnostic.rule for diagnostic in refused.value.diagnostics} >= {"unknown-answer"}
    assert not (tmp_path / "out").exists()
