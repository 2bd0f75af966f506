"""Questions that are answered with several marks, with letters, numbers or words: on pages of any shape."""

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
BANK = f"""# Kinds

## Question 1 {{#primes points=2 scoring=per-option}}

Which of these numbers are prime?

- [x] 2
  > The only even one.
- [ ] 9
  > Three times three.
- [x] 13

## Question 2 {{#long kind=multiple-response}}

Which of these hold?

- [x] A first statement {LONG}
  > It is right {LONG}.

- [ ] A second statement {LONG} {{weight=-0.5}}
- [ ] A third statement

## Question 3 {{#gravity}}

How large is the acceleration of free fall?

= 9.81 ± 0.02 m/s²
= about 9.8

## Question 4 {{#gas}}

Which gas do plants take in?

= carbon dioxide
= $\\ce{{CO2}}$

## Question 5 {{#capitals points=3}}

Which city is the capital of which country?

- France => Paris
- Italy => Rome
- => Madrid

## Question 6 {{#theories}}

Who said what?

- One thing {LONG} => Newton
- Another thing {LONG} => Darwin

## Question 7 {{#roots}}

What belongs together?

- the root of 16 => A first answer {LONG}
- the root of 25 => $\\frac{{50}}{{10}}$

## Question 8 {{#phases kind=ordering}}

Put these in order.

{"".join(f"{n}. step number {n}{chr(10)}" for n in range(1, 27))}
## Question 9 {{#true}}

Water boils at 100 °C everywhere.

- [ ] True
- [x] False

## Question 10 {{#some show-distractors=2}}

What is $\\sqrt{{16}}$?

- [x] 4
- [ ] $\\frac14$
- [ ] $4^2$
- [ ] 2 {LONG}
- [ ] 8
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
def test_every_kind_keeps_the_page_rules(bank: Path, tmp_path: Path, layout: dict[str, object]) -> None:
    """Nothing overlaps, leaves the page or is parted, on papers, keys, large copies, practice sheets and grids."""
    bench = Bench((bank,), tmp_path, **layout)
    for built in (bench.exam(2), bench.large(1), *bench.all()):
        assert broken_rules(built.pages, built.frame) == [], built.name


def test_every_kind_conforms(bank: Path, tmp_path: Path, tool: Callable[[str], str]) -> None:
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
    """Other keys, answers, tolerances, rationales, weights and pairs change no byte of a paper."""
    other = tmp_path / "other.md"
    changes = {
        "- [x] 2\n": "- [ ] 2\n",
        "The only even one": "Even",
        "- [ ] 9\n": "- [x] 9\n",
        "weight=-0.5": "weight=-0.25",
        "9.81 ± 0.02 m/s²\n= about 9.8": "3 ± 0.5 m/s²",
        "= carbon dioxide\n= $\\ce{CO2}$": "= a very long answer of many words that needs much more room",
        "- France => Paris\n- Italy => Rome\n- => Madrid": "- France => Paris\n- Italy => Madrid\n- => Rome",
        "- [ ] True\n- [x] False": "- [x] True\n- [ ] False",
    }
    text = BANK
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    other.write_text(text, encoding="utf-8")

    one, two = (Bench((path,), tmp_path).exam(1) for path in (bank, other))

    # The option that is a distractor now comes last in the bank, so the orders are taken from where it stood.
    assert said(one) == said(two)


def said(built: Built) -> list[str]:
    """What a paper says, piece by piece, letters of options in no order."""
    return sorted(text for _, text in text_of_elements(built.pages))


def pressed(built: Built) -> bytes:
    """The finished file."""
    return Press("any", built.unmapped.fonts, built.unmapped.graphics).press(built.unmapped).file


def test_prompts_and_options_are_lists(bank: Path, tmp_path: Path) -> None:
    """A reader comes upon all prompts with their numbers, then all options with their letters."""
    pieces = text_of_elements(Bench((bank,), tmp_path).exam(1).pages)
    start = pieces.index(("LBody", "France"))

    assert pieces[start - 1 : start + 3] == [("Lbl", "1."), ("LBody", "France"), ("Lbl", "2."), ("LBody", "Italy")]
    assert [text for _, text in pieces[start + 3 : start + 9 : 2]] == ["A", "B", "C"]
