"""Tests of how long odd files take to be read; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from time import process_time

import pytest

from examgen.formats import parse_bank

LENGTH = 50_000
"""Characters that a way of reading which looks at each from each would take minutes for."""

PLAIN = "1. What {}?\nA. x\nB. y\nAnswer: A\n"
ANSWERED = "1. What?\nA. x\nB. y\nAnswer: A{}\n"
OPTION = "1. What?\nA. x{}y\nB. y\nAnswer: A\n"
OWN = "## Question 1\n\nWhat {}?\n\n- [x] a\n- [ ] b\n"
MOODLE = (
    '<quiz><question type="essay"><name><text>Q</text></name><questiontext format="moodle_auto_format">'
    "<text>a{}b</text></questiontext></question></quiz>"
)
LATEX = (
    "\\begin{{questions}}\\question[{}x] What?\n\\begin{{choices}}\\CorrectChoice a\\choice b\\end{{choices}}"
    "\\end{{questions}}"
)
CASES = [
    ("plain-text", PLAIN, " "),
    ("plain-text", PLAIN, "_"),
    ("plain-text", "1. What?\nA. x\nB. y\nAnswer: A\nReason{}x\n", " "),
    ("plain-text", "1. What?\n{}x\nA. x\nB. y\nAnswer: A\n", "_"),
    ("plain-text", ANSWERED, " "),
    ("plain-text", OPTION, " "),
    ("plain-text", OPTION, "<- "),
    ("examgen-markdown", OWN, " "),
    ("examgen-markdown", OWN, "\u00a0"),
    ("examgen-markdown", OWN, "### 1. x\n"),
    ("examgen-markdown", "## Question 1 {{kind=matching}}\n\nWhat?\n\n- a{}b\n", " "),
    ("respondus", "Type: MC\n1) What?\n*a. x{}y\nb. z\n", "\t"),
    ("csv", "question,option A,option B,answer\nWhat?,a,b,A{}B\n", " "),
    ("moodle-xml", MOODLE, "\n"),
    ("moodle-xml", MOODLE, " "),
    ("moodle-xml", MOODLE.replace("a{}b", "&lt;p a=b{}&gt;").replace("moodle_auto_format", "html"), " c=d"),
    ("latex", LATEX, " "),
]


@pytest.mark.parametrize(("name", "template", "unit"), CASES)
def test_reading_is_linear(name: str, template: str, unit: str) -> None:
    """a long row of signs anywhere in a question is read or refused at once."""
    text = template.format(unit * (LENGTH // len(unit)))
    begun = process_time()
    bank, diagnostics = parse_bank(text, format=name)

    assert process_time() - begun < 5
    assert bank.questions or diagnostics
