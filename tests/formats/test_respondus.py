"""Tests of text as Respondus and ExamView write it; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import parse_bank
from examgen.formats.respondus import sniff
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "bank.txt", format="respondus")


def one(source: str) -> Question:
    """The only question of a source that is read without a word."""
    bank, diagnostics = read(source)
    assert [str(each) for each in diagnostics] == []
    (question,) = bank.questions
    return question


def options(question: Question) -> list[tuple[str, bool]]:
    return [(wording(option.text), option.is_key) for option in question.options]


def accepted(question: Question) -> list[str]:
    assert isinstance(question.response, Written)
    return [wording(text) for text in question.response.accepted]


# Respondus


def test_starred_options() -> None:
    """stars mark right options, and feedback goes with the option above it or explains the question."""
    question = one("Points: 2\n3) Who?\n@ See chapter 3.\na. he\n@ No.\n*b. she\n~ Yes.\nc. they")

    assert (question.number, question.points, question.line) == ("3", 2, 2)
    assert options(question) == [("he", False), ("she", True), ("they", False)]
    assert [wording(option.rationale) for option in question.options] == ["No.", "Yes.", ""]
    assert wording(question.explanation.text) == "See chapter 3."


def test_types() -> None:
    """a line before a question states its kind, and counts for it alone."""
    bank, diagnostics = read(
        "Type: MA\n1. Which?\n*a) x\n*b) y\nc) z\n\nType: E\n2. Why?\na. Because\nof it.\n\n"
        "Type: F\n3. Who?\na. he\nb. she\n\n"
        "Type: MT\n4. Match.\na. left = right\nb. one=two\n\n5. Which?\n*a. x\nb. y\n\n"
        "Type: ORD\n6. Sort.\na. x\nb. y\n"
    )
    several, essay, short, matching, choice, order = bank.questions

    assert diagnostics == ()
    assert (several.kind, several.key) == (Kind.MULTIPLE_RESPONSE, (0, 1))
    assert isinstance(essay.response, Open)
    assert wording(essay.response.answer) == "Because of it."
    assert accepted(short) == ["he", "she"]
    assert isinstance(matching.response, Matching)
    assert [wording(option.text) for option in matching.options] == ["right", "two"]
    assert (choice.kind, order.kind) == (Kind.CHOICE, Kind.ORDERING)


def test_answers_at_the_end() -> None:
    """a list of answers at the end names them by number."""
    bank, diagnostics = read("Type: MC\n1. Which?\na. x\nb. y\n\n2. Who?\na. he\nb. she\n\nAnswers:\n1. B\n2) A\n")

    assert diagnostics == ()
    assert [question.key for question in bank.questions] == [(1,), (0,)]


def test_what_respondus_leaves_open() -> None:
    """titles are told once, a kind that does not exist is an error, and no key is guessed."""
    found = read("Title: One\nType: XX\n1. Which?\na. x\nb. y\n\nTitle: Two\n2. Who?\n*a. he\nb. she")[1]

    assert {(each.rule, each.severity) for each in found} == {
        ("unresolved-key", Severity.ERROR),
        ("not-carried", Severity.WARNING),
        ("respondus-type", Severity.ERROR),
    }


# ExamView

SECTIONS = """Chapter 1

MULTIPLE CHOICE

\t1.\tWhich organelle makes ATP?
\ta.\tNucleus\tc.\tRibosome
\tb.\tMitochondrion\td.\tGolgi body

ANS:\tB\tPTS:\t2\tDIF:\tEasy
REF:\tp. 12\tTOP:\tCells\tKEY:\torganelle | energy
NOT:\tIt burns sugar.

MULTIPLE RESPONSE

1. Which are gases?
a. air
b. iron
c. steam

ANS: A, C  PTS: 1

TRUE/FALSE

____\t1.\tAll cells have a nucleus.

ANS:\tF\tPTS:\t1

MODIFIED TRUE/FALSE

2. Plants are consumers.

ANS: F, producers
PTS: 1

COMPLETION

1. The powerhouse of the cell is the ________.

ANS:
mitochondrion
mitochondria

PTS: 1

NUMERIC RESPONSE

1. How many?

ANS: 12

MATCHING

Match each term.
a.\tcell\tc.\ttissue
b.\torgan

\t1.\tsmallest unit
\t2.\tmany cells

\t1.\tANS:\tA\tPTS:\t1
\t2.\tANS:\tC\tPTS:\t1

SHORT ANSWER

1. Why?

ANS:
Because.

It is slow.

PTS: 3
"""


def test_sections() -> None:
    """headings state the kinds of the questions below, and tags behind them what is right and known."""
    bank, diagnostics = read(SECTIONS)
    choice, several, statement, mended, gap, number, matching, essay = bank.questions

    assert diagnostics == ()
    assert bank.title == "Chapter 1"
    assert options(choice) == [("Nucleus", False), ("Mitochondrion", True), ("Ribosome", False), ("Golgi body", False)]
    assert (choice.points, choice.difficulty, choice.source) == (2, "Easy", "p. 12")
    assert (choice.topic, choice.tags) == ("Cells", ("organelle", "energy"))
    assert wording(choice.explanation.text) == "It burns sugar."
    assert (several.kind, several.key) == (Kind.MULTIPLE_RESPONSE, (0, 2))
    assert options(statement) == options(mended) == [("True", False), ("False", True)]
    assert wording(mended.explanation.text) == "producers"
    assert (gap.kind, accepted(gap.parts[0])) == (Kind.FILL_IN, ["mitochondrion", "mitochondria"])
    assert number.response == Numeric(value=Decimal(12))
    assert isinstance(matching.response, Matching)
    assert [(wording(p.text), p.target) for p in matching.response.prompts] == [("smallest unit", 0), ("many cells", 2)]
    assert (wording(matching.stem), matching.points) == ("Match each term.", 2)
    assert isinstance(essay.response, Open)
    assert [wording((block,)) for block in essay.response.answer] == ["Because.", "It is slow."]


ANSWER_SECTION = """Biology

Multiple Choice
Identify the choice.

____\t1.\tWhat?
a.\tthis
b.\tthat

True/False

____\t1.\tIt is so.

Biology
Answer Section

MULTIPLE CHOICE

\t1.\tANS:\tA\tPTS:\t1\tOBJ:\tx

TRUE/FALSE

\t1.\tANS:\tT\tPTS:\t1
"""


def test_answer_section() -> None:
    """answers may stand at the end, below the headings once more; instructions and other tags are told."""
    bank, diagnostics = read(ANSWER_SECTION)

    assert [question.key for question in bank.questions] == [(0,), (0,)]
    assert [(each.rule, each.line) for each in diagnostics] == [("not-carried", 4), ("not-carried", 19)]


def test_reasons() -> None:
    """what stands behind words for feedback explains the question."""
    question = one("MULTIPLE CHOICE\n\n1. Q?\na. x\nb. y\n\nANS: B\nREF: p. 3\nFeedback: So\nit is.\n")

    assert (question.source, wording(question.explanation.text)) == ("p. 3", "So it is.")


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("MULTIPLE CHOICE\n\n1. Q?\na. x\nb. y\nANS: D\n", "unknown-answer"),
        ("MULTIPLE CHOICE\n\n1. Q?\na. x\nb. y\nANS: A PTS: many\n", "points"),
        ("MULTIPLE CHOICE\n\n1. Q?\na. x\nc. y\nANS: A\n", "option-labels"),
        ("MATCHING\n\nMatch.\na. x\nb. y\n\n1. z\n2. q\n\n1. ANS: D\n2. ANS: A\n", "matching-pairs"),
        ("MULTIPLE CHOICE\n\n1. Q?\na. x\nb. y\nANS: A\n\nAnswer Section\n\n7. ANS: A\n", "unmatched-answer"),
        ("Type: MT\n1. Match.\na. x = y\nb. z\n", "matching-pairs"),
    ],
)
def test_mistakes(source: str, rule: str) -> None:
    """what cannot be understood is told."""
    assert rule in [each.rule for each in read(source)[1]]


@pytest.mark.parametrize(
    ("source", "is_its_own"),
    [
        (SECTIONS, True),
        (ANSWER_SECTION, True),
        ("Type: MA\n1. Q?\n*a. x\n*b. y", True),
        ("1. Q?\na. x\n@ No.\n*b. y\n@ Yes.", True),
        ("1. Q?\na. x\n*b. y", False),
        ("1. Q?\na. x\nb. y\nANS: B PTS: 1", False),
        ("MULTIPLE CHOICE\n\n1. Q?\nA. x\nB. y\nAnswer: B", False),
    ],
)
def test_recognition(source: str, is_its_own: bool) -> None:
    """the two are told by types, by feedback below options, or by headings with ANS; the rest is plain text."""
    assert (sniff(Source.of(source)) > 0) is is_its_own


LINES = st.sampled_from(
    ["", "1. Q?", "2) R?", "a. x", "*b) y", "@ z", "ANS: A PTS: 1", "ANS:", "MATCHING", "ESSAY", "Type: MT", "Type: q",
     "Answer Section", "1. ANS: B", "Title: t", "Points: x", "a. l = r", "words", "a.\tx\tb.\ty", "MULTIPLE CHOICE"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=40))
def test_anything_is_read(source: str) -> None:
    """any text becomes a bank with diagnostics."""
    read(source)


def test_reading_is_linear() -> None:
    """many lines of one sort are read at once."""
    for line in ("a. x\n", "1. ANS: A\n", "\n", "words\n", "@ z\n", "\t" * 20 + "\n"):
        cut = Source.of(line * 20_000)
        sniff(cut)
    read("MATCHING\n" * 3_000)
    read("MULTIPLE CHOICE\n" + "1. Q?\na. x\nb. y\nANS: A\n\n" * 2_000)


def test_what_to_do_in_a_section_is_no_title() -> None:
    """what ExamView says below the heading of a section is told, and names no exam."""
    words = "Identify the choice that best completes the statement."
    bank, diagnostics = parse_bank(f"Multiple Choice\n{words}\n\n1.\tWhich?\na.\tone\nb.\ttwo\n\nANS: B\n")

    assert (bank.title, len(bank.questions)) == ("Bank", 1)
    assert [each.rule for each in diagnostics if words in each.message] == ["not-carried"]
