"""What `check` learns by setting every question: what does not fit, and what is set unevenly."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.diagnostics import Diagnostic
from examgen.pipeline.check import check

HEAD = "# Trial\n\n## Question 1 {#one}\n\nWhich?\n\n- [x] a\n- [ ] b\n\n"
WIDE_TABLE = f"| {' | '.join('abcdefgh')} |\n|{'---|' * 8}\n| {' | '.join(['internationalisation'] * 8)} |\n"
LOOSE = "Because of " + " ".join(["www.example.org/" + "x" * 60] * 3)


def found(tmp_path: Path, text: str) -> list[Diagnostic]:
    bank = tmp_path / "bank.md"
    bank.write_text(text, encoding="utf-8")
    return list(check([str(bank)]).diagnostics)


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


def test_questions_with_errors_are_not_set(tmp_path: Path) -> None:
    """One mistake gives one message: what cannot be read right is not tried."""
    rules = [message.rule for message in found(tmp_path, HEAD.replace("Which?", "Which 🜀︎𓀀 $\\frac{1}{$?"))]

    assert rules and "does-not-fit" not in rules
