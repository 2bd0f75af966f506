"""What `check` learns by setting every question: what does not fit, and what is set unevenly."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.diagnostics import Diagnostic
from examgen.errors import TypesetError
from examgen.lint import RULES
from examgen.model.blueprint import Settings
from examgen.pipeline.advice import Wanted
from examgen.pipeline.build import build
from examgen.pipeline.check import check
from examgen.pipeline.request import BuildRequest, RunOptions

HEAD = "# Trial\n\n## Question 1 {#one}\n\nWhich?\n\n- [x] a\n- [ ] b\n\n"
WIDE_TABLE = f"| {' | '.join('abcdefgh')} |\n|{'---|' * 8}\n| {' | '.join(['internationalisation'] * 8)} |\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'
LOOSE = "Because of " + " ".join(["www.example.org/" + "x" * 60] * 3)
QUIET = Wanted(ignored=tuple(rule.name for rule in RULES))
"""Without advice on how questions are written."""


def found(tmp_path: Path, text: str) -> list[Diagnostic]:
    bank = tmp_path / "bank.md"
    bank.write_text(text, encoding="utf-8")
    return list(check([str(bank)], wanted=QUIET).diagnostics)


def test_shipped_banks_are_set_evenly(shipped_banks: tuple[Path, ...]) -> None:
    """Neither bank has a line or a word that a trial would complain of."""
    rules = {diagnostic.rule for diagnostic in check([str(bank) for bank in shipped_banks]).diagnostics}

    assert not rules & {"uneven-line", "overlong-word", "does-not-fit"}


def test_uneven_lines_are_advice(tmp_path: Path) -> None:
    """A justified line whose spaces had to fill it is quoted, with its question."""
    messages = found(tmp_path, HEAD + LOOSE + "\n")

    assert messages
    assert {(m.rule, m.severity.value, m.question, m.line) for m in messages} == {("uneven-line", "advice", "1", 3)}
    assert "www.example.org" in messages[0].message


@pytest.mark.parametrize("text", ["Because " + "some words of usual length are here " * 20, "Because " + "a " * 400])
def test_even_lines_are_not_reported(text: str, tmp_path: Path) -> None:
    """Ordinary text gives no advice."""
    assert found(tmp_path, HEAD + text + "\n") == []


def test_ragged_text_is_never_uneven(tmp_path: Path) -> None:
    """Stems and options keep the spaces that they have."""
    assert found(tmp_path, HEAD.replace("Which?", LOOSE)) == []


def test_what_does_not_fit_is_an_error(tmp_path: Path) -> None:
    """A table that no page can hold is told before anything is built, and the other questions are set all the same."""
    table = HEAD.replace("Which?", WIDE_TABLE)
    other = "\n## Question 2 {#two}\n\nWhich?\n\n- [x] a\n- [ ] " + "Donaudampfschifffahrtsgesellschaft" * 6 + "\n"
    messages = found(tmp_path, table + other)

    assert [(m.rule, m.severity.value, m.question) for m in messages] == [
        ("overlong-word", "warning", "2"),
        ("does-not-fit", "error", "1"),
    ]
    assert "a table is at least" in messages[1].message


def test_pictures_reduced_in_tables_are_told(tmp_path: Path) -> None:
    """A size that a table has no room for is a warning, whether the bank is checked or built."""
    (tmp_path / "wide.svg").write_text(DRAWING, encoding="utf-8")
    text = HEAD.replace("Which?", "Which?\n\n| ![one](wide.svg){width=10cm} | ![two](wide.svg){width=10cm} |\n|-|-|\n")

    (message,) = found(tmp_path, text)
    settings = Settings(variants=1)
    report = build(
        BuildRequest(
            banks=(str(tmp_path / "bank.md"),), settings=settings, run=RunOptions(out=str(tmp_path / "out"), jobs=1)
        )
    )

    assert (message.rule, message.severity.value, message.line) == ("image-size", "warning", 3)
    assert "“wide.svg” has no room in its table" in message.message
    assert report.noticed == (message,)


def test_what_cannot_be_set_is_named_with_its_line(tmp_path: Path) -> None:
    """A build says where in the bank the question stands."""
    bank = tmp_path / "bank.md"
    bank.write_text(HEAD.replace("Which?", WIDE_TABLE), encoding="utf-8")

    with pytest.raises(TypesetError) as error:
        build(
            BuildRequest(banks=(str(bank),), settings=Settings(variants=1), run=RunOptions(out=str(tmp_path / "out")))
        )
    assert error.value.message.startswith(f"{bank}:3: the question “")


def test_questions_with_errors_are_not_set(tmp_path: Path) -> None:
    """One mistake gives one message: what cannot be read right is not tried."""
    rules = [message.rule for message in found(tmp_path, HEAD.replace("Which?", "Which 🜀︎𓀀 $\\frac{1}{$?"))]

    assert rules and "does-not-fit" not in rules
