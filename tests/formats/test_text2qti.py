"""text2qti's Markdown: each construct of its manual, what is refused, and the way back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.formats import parse_bank
from examgen.formats.carried import differences
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.formats.text2qti import FORMAT, WRITER
from examgen.model.bank import Bank, Explanation, Option, Question
from examgen.model.response import Kind, Numeric, Open, Written
from examgen.model.text import paragraph, wording

QUIZ = """Quiz title: Addition
Quiz description: Checking
  addition.

% a remark
Title: First
Points: 2
1.  What is 2+3?

    ```python
    2 + 3
    ```
... General.
+   Well done.
-   Try again.
a)  6
... Too much.
b)  1
*c) 5

2.  Which are even?
[*] 2
[ ] 3
[*] 4

COMMENT
3.  Not here.
END_COMMENT

GROUP
pick: 1
points per question: 3
3.  Root of 2?
=   1.4142 +- 0.0001
4.  Cube root of 2?
=   [1.2598, 1.2600]
END_GROUP

5.  How many?
=   1_000
6.  Roughly?
=   50 +- 5%
7.  Name a colour.
*   red
*   blue
8.  Write.
!   A good answer says why.
____
"""


def read(text: str) -> tuple[Bank, list[tuple[str, int | None]]]:
    bank, diagnostics = parse_bank(text)
    return bank, [(found.rule, found.line) for found in diagnostics if found.severity == "error"]


def test_every_construct() -> None:
    """kinds, keys, points, feedback, groups and comments."""
    bank, errors = read(QUIZ)
    first, even, root, cube, many, share, colour, essay = bank.questions

    assert errors == [] and bank.title == "Addition" and recognised(Source.of(QUIZ)) is FORMAT
    assert (first.points, first.key, first.kind) == (Decimal(2), (2,), Kind.CHOICE)
    assert wording(first.stem) == "What is 2+3?\n2 + 3"
    assert wording(first.explanation.text) == "General.\nWell done.\nTry again."
    assert wording(first.options[0].rationale) == "Too much."
    assert (even.kind, even.key) == (Kind.MULTIPLE_RESPONSE, (0, 2))
    assert (root.points, root.tags) == (Decimal(3), ("group-1",))
    assert root.response == Numeric(value=Decimal("1.4142"), tolerance=Decimal("0.0001"))
    assert cube.response == Numeric(value=Decimal("1.2599"), tolerance=Decimal("0.0001"))
    assert many.response == Numeric(value=Decimal(1000)) and many.points == 1 and many.tags == ()
    assert share.response == Numeric(value=Decimal(50), tolerance=Decimal("0.05"), is_relative=True)
    assert colour.response == Written(accepted=(paragraph("red"), paragraph("blue")))
    assert essay.response == Open(answer=paragraph("A good answer says why."))


def test_what_is_for_a_screen_is_named() -> None:
    """descriptions, picks and names of questions are reported, each at its line."""
    _, diagnostics = parse_bank(QUIZ)

    assert [found.line for found in diagnostics if found.rule == "not-carried"] == [2, 6, 31]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("1. Which?\n*a) x\n#b) y\nc) z\n", "stray-text", 3),
        ("1. Which?\n", "too-few-options", 1),
        ("1. Which?\n*a) x\n= 5\n", "mixed-kinds", 3),
        ("1. How many?\n= about five\n", "unclear-number", 2),
        ("1. How many?\n= [2, 1]\n", "unclear-number", 2),
        ("1. Which?\na) x\nb) y\n", "unresolved-key", 1),
        ("1. Which?\n*a) x\n*b) y\n[*] z\n", "mixed-kinds", 4),
        ("Points: many\n1. Which?\n*a) x\nb) y\n", "points", 2),
        ("```{.python .run}\nprint(1)\n```\n", "runs-code", 1),
        ("COMMENT\n1. Which?\n", "stray-text", 3),
        ("*a) x\n", "stray-text", 1),
    ],
)
def test_faults_are_located(text: str, rule: str, line: int) -> None:
    """what is wrong is an error at its line; no key is guessed."""
    _, diagnostics = parse_bank(text, format="text2qti")

    assert (rule, line) in [(found.rule, found.line) for found in diagnostics if found.severity == "error"]


WORDS = st.text(ascii_letters + "äß *_`#-+.)[]=<>&%$\\", min_size=1, max_size=24).map(lambda s: " ".join(s.split()))
TEXTS = WORDS.filter(lambda words: any(sign.isalpha() for sign in words)).map(paragraph)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of a kind that the format holds."""
    kind = draw(st.sampled_from([Kind.CHOICE, Kind.MULTIPLE_RESPONSE, Kind.NUMERIC, Kind.SHORT_ANSWER, Kind.OPEN]))
    question = Question(id="q", stem=draw(TEXTS), kind=kind, points=draw(st.sampled_from([Decimal(1), Decimal("2.5")])))
    question = replace(question, explanation=Explanation(text=draw(st.just(()) | TEXTS)))
    if kind in (Kind.CHOICE, Kind.MULTIPLE_RESPONSE):
        texts = draw(st.lists(TEXTS, min_size=2, max_size=4, unique_by=wording))
        keys = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=1 if kind is Kind.CHOICE else None))
        options = (Option(text=text, is_key=place in keys) for place, text in enumerate(texts))
        return replace(question, options=tuple(options))
    number = Numeric(
        value=draw(st.decimals(-1000, 1000, places=2)),
        tolerance=draw(st.sampled_from([Decimal(0), Decimal(1), Decimal("0.5")])),
    )
    responses = {Kind.NUMERIC: number, Kind.SHORT_ANSWER: Written(accepted=(draw(TEXTS),)), Kind.OPEN: Open()}
    return replace(question, response=responses[kind])


@given(questions())
def test_losses_are_told(question: Question) -> None:
    """what is read back is the same, or the writer says what is not; the key never changes in silence."""
    bank = Bank(title="", questions=(question,))
    dumped = WRITER.dump(bank)

    back, _ = parse_bank(dumped.data.decode(), format="text2qti")
    if any(found.severity == "error" for found in dumped.lost):
        return
    (read_back,) = back.questions
    assert read_back.key == question.key
    told = [found.message.removeprefix("text2qti cannot carry ") for found in dumped.lost]
    assert told == list(differences(question, read_back))


def test_a_clean_bank_comes_back() -> None:
    """the quiz above, written and read again, is the same."""
    bank, _ = read(QUIZ)
    dumped = WRITER.dump(bank)

    told = {found.message for found in dumped.lost}
    assert told <= {"text2qti cannot carry the tags", "text2qti cannot carry the wording of the explanation"}


@given(st.lists(st.sampled_from([*QUIZ.splitlines(), "  x", "[*", "= ", "1.", "*a) $x", "{", "\t\ty"]), max_size=30))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join(lines), format="text2qti")
