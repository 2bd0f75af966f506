"""Tests of Aiken and what tools add to it; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.formats import parse_bank
from examgen.formats.aiken import sniff
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Written
from examgen.model.text import CodeBlock, wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.txt", format="aiken")


def one(source: str) -> Question:
    """The only question of a source that is read without a word."""
    bank, diagnostics = read(source)
    assert [str(each) for each in diagnostics] == []
    (question,) = bank.questions
    return question


def options(question: Question) -> list[tuple[str, str, bool]]:
    return [(option.label, wording(option.text), option.is_key) for option in question.options]


STRICT = "What is it?\nA. red\nB) blue\nC. green\nANSWER: B\n\nAnd this?\nA) yes\nB) no\nANSWER: A\n"


def test_strict_questions() -> None:
    """stems, options and keys are read with their lines."""
    bank, diagnostics = read(STRICT)

    assert diagnostics == ()
    assert [wording(question.stem) for question in bank.questions] == ["What is it?", "And this?"]
    assert options(bank.questions[0]) == [("A", "red", False), ("B", "blue", True), ("C", "green", False)]
    assert [option.line for option in bank.questions[0].options] == [2, 3, 4]
    assert [question.line for question in bank.questions] == [1, 7]


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("ANSWER: B", (1,)),
        ("Answer: b", (1,)),
        ("answer:B.", (1,)),
        ("ANSWER: B. blue", (1,)),
        ("ANSWER: blue", (1,)),
        ("Answer: A, C", (0, 2)),
        ("ANSWERS: A and C", (0, 2)),
        ("ANSWER: AC", (0, 2)),
        ("Correct answer: C", (2,)),
    ],
)
def test_answers(answer: str, key: tuple[int, ...]) -> None:
    """answers are letters in either case, words of an option, or several letters."""
    question = one(f"What is it?\na) red\nb) blue\nc) green\n{answer}")

    assert question.key == key
    assert question.kind is (Kind.MULTIPLE_RESPONSE if len(key) > 1 else Kind.CHOICE)


def test_missing_blank_lines() -> None:
    """an answer ends its question whether a blank line follows or not."""
    bank, diagnostics = read(STRICT.replace("\n\n", "\n").replace("\n", "\r\n"))

    assert (len(bank.questions), diagnostics) == (2, ())


def test_long_texts() -> None:
    """stems hold several lines, paragraphs, tags and code, and options go on below."""
    question = one(
        "E. coli lives\nin <b>us</b>.\n\nWhat prints\n<pre>\n<html>\n  x\n</html>\n</pre>\n"
        "A. much\nand more\nB. nothing\nANSWER: A"
    )

    assert wording(question.stem[:1]) == "E. coli lives in us. What prints"
    assert question.stem[1] == CodeBlock("<html>\n  x\n</html>")
    assert options(question)[0] == ("A", "much and more", True)


def test_feedback() -> None:
    """feedback lines behind the answer explain the question."""
    bank, diagnostics = read("Q?\nA. x\nB. y\nANSWER: A\nFeedback: Because\nof z.\n\nR?\nA. x\nB. y\nANSWER: B")

    assert diagnostics == ()
    assert [wording(question.explanation.text) for question in bank.questions] == ["Because of z.", ""]


def test_numbers_before_stems() -> None:
    """numbers that most stems begin with are the questions', and one alone is part of its stem."""
    numbered, _ = read("1. Q?\nA. x\nB. y\nANSWER: A\n\n2. R?\nA. x\nB. y\nANSWER: A")
    alone, _ = read(f"1. FC Köln won in\nA. x\nB. y\nANSWER: A\n\n{STRICT}")

    assert [(q.number, wording(q.stem)) for q in numbered.questions] == [("1", "Q?"), ("2", "R?")]
    assert wording(alone.questions[0].stem) == "1. FC Köln won in"


def test_title() -> None:
    """a line without a stop above the first stem is the title."""
    bank, _ = read(f"Colours\n\n{STRICT}")

    assert (bank.title, wording(bank.questions[0].stem)) == ("Colours", "What is it?")


def test_a_missing_answer() -> None:
    """a question without an answer is an error, and the next one is read."""
    bank, diagnostics = read("Q?\nA. x\nB. y\n\nR?\nA. x\nB. y\nANSWER: B")

    assert [wording(question.stem) for question in bank.questions] == ["Q?", "R?"]
    assert [(each.rule, each.line) for each in errors_in(diagnostics)] == [("unresolved-key", 1)]


@pytest.mark.parametrize(("source", "rule"), [("ANSWER: D", "unknown-answer"), ("ANSWER:", "unresolved-key")])
def test_wrong_answers(source: str, rule: str) -> None:
    """an answer that names no option, or nothing, is an error."""
    assert [each.rule for each in errors_in(read(f"Q?\nA. x\nB. y\n{source}")[1])] == [rule]


def test_a_missing_option() -> None:
    """letters with one left out are told."""
    assert "option-labels" in [each.rule for each in read("Q?\nA. x\nC. y\nANSWER: C")[1]]


KINDS = """category
Top
Sub

truefalse
It is so.
Answer: False

shortanswer
Who?
Answer: he, she

numerical
How many?
Answer: 5

essay
Discuss.
gfeed. Much.

order
Sort.
1. b
2. c
3. a
ANSWER: 3,1,2

matching
Match.
1. x
match: y
2. z
match: y
"""


def test_stated_kinds() -> None:
    """a line above a question states its kind, and a category the topic of those below it."""
    bank, diagnostics = read(KINDS)
    true_false, short, number, essay, order, matching = bank.questions

    assert diagnostics == ()
    assert {question.topic for question in bank.questions} == {"Top/Sub"}
    assert (true_false.kind, true_false.key) == (Kind.TRUE_FALSE, (1,))
    assert isinstance(short.response, Written)
    assert [wording(text) for text in short.response.accepted] == ["he", "she"]
    assert isinstance(number.response, Numeric)
    assert (essay.kind, wording(essay.explanation.text)) == (Kind.OPEN, "Much.")
    assert [wording(option.text) for option in order.options] == ["a", "b", "c"]
    assert isinstance(matching.response, Matching)
    assert [prompt.target for prompt in matching.response.prompts] == [0, 0]


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        ("description\nRead this.\n", Severity.WARNING),
        ("cloze\nA {1:SHORTANSWER:=b}.\n", Severity.ERROR),
        ("order\nSort.\n1. b\n2. a\nANSWER: 2\n", Severity.ERROR),
        ("matching\nMatch.\n1. b\n2. a\n", Severity.ERROR),
    ],
)
def test_what_is_left_out(source: str, severity: Severity) -> None:
    """what cannot be asked, or not understood, is told with its line."""
    assert (severity, 1) in [(each.severity, each.line) for each in read(f"{source}\n{STRICT}")[1]]


@pytest.mark.parametrize(
    ("source", "is_aiken"),
    [
        (STRICT, True),
        (f"Title\n\n{STRICT}", True),
        ("1. Q?\nA. x\nB. y\nANSWER: A", False),
        ("Q?\nA. x\nB. y\nAnswer: A", False),
        ("# Q\n\nQ?\nA. x\nB. y\nANSWER: A", False),
    ],
)
def test_recognition(source: str, is_aiken: bool) -> None:
    """Aiken is told by ANSWER in capitals below options and a stem without a number, which plain text has."""
    assert (sniff(Source.of(source)) > 0) is is_aiken


LINES = st.sampled_from(
    [
        "",
        "Q?",
        "A. x",
        "B) y",
        "ANSWER: A",
        "Answer:",
        "1. z",
        "order",
        "matching",
        "match: q",
        "category",
        "gfeed. x",
        "<b",
    ]
)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=40))
def test_anything_is_read(source: str) -> None:
    """any text becomes a bank with diagnostics."""
    read(source)


def test_reading_is_linear() -> None:
    """many lines without an end, or much white space, are read at once."""
    for source in ("A. x\n" * 30_000, "\n" * 100_000, "Q\n" * 50_000, "Q?\nA. x\nB. y\nANSWER: A\n" * 5_000):
        cut = Source.of(source)
        sniff(cut)
    read("Q\n" * 50_000)
