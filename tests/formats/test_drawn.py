"""Tests of what is concluded from formulas and pictures; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.diagnostics import Severity
from examgen.formats import parse_bank
from examgen.model.bank import KeyOrigin, Question
from examgen.model.text import Formula, Image, OptionReference, spans_of, wording

PICTURES = {"cell.png": b"cell", "leaf.png": b"leaf", "copy.png": b"leaf"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures, two of them the same."""
    for name, data in PICTURES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def read(source: str, folder: Path | None = None) -> tuple[tuple[Question, ...], list[str]]:
    """Questions, and the rules of their errors and warnings."""
    bank, diagnostics = parse_bank(source, "quiz.md", folder=folder)
    return bank.questions, [d.rule for d in diagnostics if d.severity is not Severity.ADVICE]


def one(*options: str, stem: str = "S", rest: str = "") -> str:
    """A question in examgen's own format whose first option is right."""
    listed = "\n".join(f"- [{'x' if place == 0 else ' '}] {option}" for place, option in enumerate(options))
    return f"## Question 1\n{stem}\n\n{listed}\n\n{rest}\n"


def test_pictures_with_one_description_are_two_options(folder: Path) -> None:
    """options are compared by what they show: pictures with the same words are not duplicates, a copy is one."""
    different = one("![It](cell.png)", "![It](leaf.png)")
    same = one("![One](copy.png)", "![Other](leaf.png){width=2cm}")

    assert read(different, folder)[1] == []
    assert read(same, folder)[1] == ["duplicate-options"]


def test_ids_follow_what_is_shown(folder: Path) -> None:
    """an id depends on the bytes of pictures and the source of formulas, not on names, descriptions and sizes."""

    def identity(*options: str) -> str:
        return read(one(*options), folder)[0][0].id

    assert identity("![It](cell.png)", "a") != identity("![It](leaf.png)", "a")
    assert identity("![It](copy.png)", "a") == identity("![That](leaf.png){width=1cm}", "a")
    assert identity("$x^2$", "a") != identity("$x^3$", "a")


def test_capitals_in_formulas_differ() -> None:
    """$A$ and $a$ are two options that nobody confuses."""
    assert read(one("$A$", "$a$"))[1] == []
    assert read(one("Red", "red"))[1] == ["duplicate-options"]


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("$x^2$", 0),
        ("$X^2$", 1),
        (r"$\frac{1}{x}$", 2),
        ("C. $\\frac{1}{x}$", 2),
        ("Option 3: $\\frac{1}{x}$", 2),
        ("the square $x^2$ of it", 3),
    ],
)
def test_key_by_text(answer: str, place: int) -> None:
    """an answer may repeat the words of an option with its formulas."""
    options = ("$x^2$", "$X^2$", r"$\frac{1}{x}$", "the square $x^2$ of it")
    labels = "123" if "Option" in answer else "ABCD"
    listed = "\n".join(f"{label}. {option}" for label, option in zip(labels, options, strict=False))

    (question,), rules = read(f"## Question 1\nWhich?\n\n{listed}\n\n**Answer:** {answer}\n")

    assert rules == []
    assert question.key == (place,)


def test_letters_beside_formulas_follow_options() -> None:
    """mentions are found in the words between formulas, and never in a formula."""
    (question,), _ = read(
        one("$x$", "$y$", "$z$", rest="For $B$ option B gives $x_B$, and $a$, so C is out: options A and $C$.")
    )

    references = [span for span in spans_of(question.explanation.text) if isinstance(span, OptionReference)]
    assert [reference.targets for reference in references] == [(1,), (0,)]


def test_formulas_are_no_labels() -> None:
    """an option such as "$A$ and $B$" speaks of the letters of a formula, not of options."""
    (question,), rules = read(one("red", "blue", "$A$ and $B$", "$B$ only"))

    assert rules == []
    assert [option.pinned for option in question.options] == [False] * 4


def quiz(explanation: str) -> Question:
    """A question whose key only the explanation says."""
    source = f"## Question 1\nWhich?\n\nA. $n$\nB. $n^2$\nC. it grows\n\n**Explanation:** {explanation}\n"
    return parse_bank(source, "quiz.md")[0].questions[0]


def test_evidence_takes_formulas_whole() -> None:
    """an opening statement repeats an option only with the same formula, not with a part of it."""
    proved = quiz("**The cost is $n^2$, since both loops run.** Options A and C are wrong.")
    open_question = quiz("**The cost is $n \\log n$, since both loops run.** It is so.")

    assert (proved.key, proved.key_origin) == ((1,), KeyOrigin.DERIVED)
    assert open_question.key_origin is KeyOrigin.UNRESOLVED


def test_answer_with_a_picture(folder: Path) -> None:
    """an answer may repeat the description of a picture."""
    source = "## Question 1\nWhich?\n\n- A. ![A cell](cell.png)\n- B. ![A leaf](leaf.png)\n\n**Answer:** A leaf\n"

    (question,), rules = read(source, folder)

    assert rules == []
    assert question.key == (1,)
    assert wording(question.options[1].text) == "A leaf"


LINES_IN_MARKDOWN = """## Question 1
a
b $x_3$ and

| c | $x_5$ |
|---|---|
| $x_7$ | d |

$$
x_9
$$

- [x] e
- [ ] f

  g $x_16$

h

- i ![j](cell.png) $x_20$
"""
LINES_IN_TEXT = """1. a
b $x_2$ and
c $x_3$?

$$x_5$$
A) d
*B) e
  f $x_8$
C) g $x_9$
Explanation: h
i **j** $x_11$

k $x_13$
"""


@pytest.mark.parametrize("source", [LINES_IN_MARKDOWN, LINES_IN_TEXT], ids=["markdown", "text"])
def test_formulas_and_pictures_know_their_lines(source: str, folder: Path) -> None:
    """each formula and picture knows the line of the file that it stands in."""
    (question,), _ = read(source, folder)

    texts = (question.stem, *(option.text for option in question.options), question.explanation.text)
    drawn = [span for text in texts for span in spans_of(text) if isinstance(span, Formula | Image)]
    assert len(drawn) > 5
    assert [span.line for span in drawn] == [
        int(span.source.removeprefix("x_")) if isinstance(span, Formula) else 20 for span in drawn
    ]
