"""Questions in parts, with gaps, in sets, and for free writing: on pages of any shape."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from built_documents import Bench, Built
from ink_reading import text_of_elements
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules

from examgen.model.blueprint import AnswerPlace, Paper
from examgen.press import Press

LONG = "which is said at such length that it needs more than a single line on any sheet of paper that schools buy"
BANK = f"""# Structures

## Question 1 {{#pendulum}}

A pendulum is watched.

| Length | 1 | 4 |
|---|--:|--:|
| Period | 2 | 4 |

### (a) By what factor does its period grow? {{points=2}}

= 2 ± 0.1 times

It is the root of four.

### (b) Which of these is right, {LONG}? {{points=1}}

- [ ] The first {LONG}
  > This is wrong.
- [x] The second

Only [[b]] is.

### (c) Plot it. {{points=2.5 answer-space="grid 6cm"}}

**Answer:** A curve.

**Rubric:**

- (1 point) axes with units
- (1.5 points) all points {LONG}

### (d) Match them. {{points=2}}

- one => I
- two => II

### (e) Say why. {{points=1 answer-space="dots rest"}}

**Answer:** Because $T^2$ grows as the length.

## Question 2 {{#leaf points=3}}

Leaves take up ____{{carbon dioxide | the gas}} through ____{{[x] stomata [ ] veins}} and need ____{{= 6 g}} of water.

**Explanation:** They do so by day.

## Question 3 {{#essay points=4 answer-space="lines rest"}}

Explain it.

**Answer:** An answer {LONG}.

**Rubric:**

- (4 points) all of it

## Question 4 {{#name answer-space="40 boxes"}}

Write your name.

= Anna

## Question 5 {{#open points=2 kind=open}}

Write freely.

## The text {{.set #text}}

{"A sentence of a text that is read before questions are answered. " * 40}

A second paragraph {LONG}.

### Question 6 {{#six}}

What is it?

- [x] This
- [ ] That

### Question 7 {{#seven}}

How many?

= 7
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.md"
    path.write_text(BANK, encoding="utf-8")
    return path


LAYOUTS: list[dict[str, object]] = [
    {},
    {"columns": 2},
    {"paper": Paper.A5, "landscape": True},
    {"paper": Paper.A5, "columns": 2, "size": 8.0},
    {"size": 18.0},
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_they_keep_the_page_rules(bank: Path, tmp_path: Path, layout: dict[str, object]) -> None:
    """Nothing overlaps, leaves the page or is parted, on papers, keys, large copies, practice sheets and grids."""
    bench = Bench((bank,), tmp_path, **layout)
    for built in (bench.exam(2), bench.exam(3), bench.large(1), *bench.all()):
        assert broken_rules(built.pages, built.frame) == [], built.name


def test_they_conform(bank: Path, tmp_path: Path, tool: Callable[[str], str]) -> None:
    """Papers and keys are tagged for PDF/UA-1, sound for qpdf, and read without a complaint."""
    bench = Bench((bank,), tmp_path)
    for built in (bench.exam(1), bench.key(1), bench.practice(1, AnswerPlace.END)):
        file = tmp_path / f"{built.name}.pdf"
        file.write_bytes(pressed(built))

        result = validate_pdf(str(file), profile=ValidationProfile.PDF_UA_1)
        assert result.is_compliant, list(result.failures)
        assert subprocess.run([tool("qpdf"), "--check", file], capture_output=True, check=False).returncode == 0
        assert subprocess.run([tool("pdftotext"), file, "-"], capture_output=True, check=True).stderr == b""


def test_a_paper_is_the_same_whatever_is_right(bank: Path, tmp_path: Path) -> None:
    """Other answers, tolerances, rubrics, accepted words and right options change no byte of a paper."""
    other = tmp_path / "other.md"
    changes = {
        "= 2 ± 0.1 times": "= 17 times",
        "- [ ] The first": "- [x] The first",
        "- [x] The second": "- [ ] The second",
        "A curve.": "A long description of what should be drawn here.",
        "(1 point) axes with units\n- (1.5 points)": "(2 points) axes\n- (0.5 points)",
        "____{carbon dioxide | the gas}": "____{an answer of very many words that needs a lot of room}",
        "[x] stomata [ ] veins": "[ ] stomata [x] veins",
        "= Anna": "= Maximilian",
        "- [x] This\n- [ ] That": "- [ ] This\n- [x] That",
    }
    text = BANK
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    other.write_text(text, encoding="utf-8")

    one, two = (pressed(Bench((path,), tmp_path).exam(1)) for path in (bank, other))

    assert one == two


def pressed(built: Built) -> bytes:
    """The finished file."""
    return Press("any", built.unmapped.fonts, built.unmapped.graphics).press(built.unmapped).file


def test_parts_are_headings_below_their_question(bank: Path, tmp_path: Path) -> None:
    """A reader moves from question to part, in the bank's order, and meets every gap and criterion."""
    bench = Bench((bank,), tmp_path)
    pieces = text_of_elements(bench.key(1).pages)
    labels = [(role, text) for role, text in pieces if role == "H3"]

    assert labels == [("H3", label) for label in ("(a)", "(b)", "(c)", "(d)", "(e)")] or ("H3", "(2)") in labels
    assert ("TH", "Criterion") in [(role.partition(":")[0], text) for role, text in pieces]
    assert any("(1)" in text and "___" in text for _, text in text_of_elements(bench.exam(1).pages))
