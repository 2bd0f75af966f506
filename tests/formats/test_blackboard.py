"""Tests of Blackboard's files of questions with tabs; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.formats import parse_bank
from examgen.formats.blackboard import sniff
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import Style, Words, spans_of, wording


def read(*lines: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank("\n".join(lines), "pool.txt", format="blackboard")


def one(*cells: str) -> Question:
    """The only question of a row that is read without a word."""
    bank, diagnostics = read("\t".join(cells))
    assert [str(each) for each in diagnostics] == []
    (question,) = bank.questions
    return question


def options(question: Question) -> list[tuple[str, bool]]:
    return [(wording(option.text), option.is_key) for option in question.options]


def accepted(question: Question) -> list[str]:
    assert isinstance(question.response, Written)
    return [wording(text) for text in question.response.accepted]


def test_choices() -> None:
    """each answer is right or wrong as the next cell says."""
    single = one("MC", "Which?", "a", "incorrect", "b", "Correct", "c", "incorrect")
    several = one("ma", "Which?", "a", "correct", "b", "incorrect", "c", "correct", "", "")

    assert (single.kind, options(single)) == (Kind.CHOICE, [("a", False), ("b", True), ("c", False)])
    assert (several.kind, several.key) == (Kind.MULTIPLE_RESPONSE, (0, 2))


def test_true_false() -> None:
    """true and false are options."""
    assert options(one("TF", "It is so.", "false")) == [("True", False), ("False", True)]


@pytest.mark.parametrize("kind", ["ESS", "SR"])
def test_open_questions(kind: str) -> None:
    """open questions may have a sample answer."""
    assert one(kind, "Why?").response == Open()
    response = one(kind, "Why?", "Because.").response
    assert isinstance(response, Open)
    assert wording(response.answer) == "Because."


def test_ordering() -> None:
    """the steps stand in their right order."""
    question = one("ORD", "Sort.", "first", "second", "third")

    assert (question.kind, [wording(o.text) for o in question.options]) == (Kind.ORDERING, ["first", "second", "third"])


def test_matching() -> None:
    """pairs are read, and equal matches are one option."""
    question = one("MAT", "Match.", "Rome", "Italy", "Bern", "Switzerland", "Milan", "Italy")

    assert isinstance(question.response, Matching)
    assert [prompt.target for prompt in question.response.prompts] == [0, 1, 0]
    assert [wording(option.text) for option in question.options] == ["Italy", "Switzerland"]


def test_blanks() -> None:
    """answers fill the one blank of a stem, or stand below it."""
    gap = one("FIB", "Rome lies in ____.", "Italy", "Italia")
    line = one("FIB", "Where does Rome lie?", "Italy")

    assert (gap.kind, wording(gap.stem), accepted(gap.parts[0])) == (
        Kind.FILL_IN,
        "Rome lies in ____.",
        ["Italy", "Italia"],
    )
    assert (line.kind, accepted(line)) == (Kind.SHORT_ANSWER, ["Italy"])


def test_gaps_without_empty_cells_between() -> None:
    """This test ensures that a name in brackets of the stem begins a gap where no empty cell parts the gaps."""
    question = one("FIB_PLUS", "A [x] and a [y].", "x", "cat", "tom", "y", "dog")

    assert [accepted(part) for part in question.parts] == [["cat", "tom"], ["dog"]]


def test_several_blanks() -> None:
    """gaps with names stand in the stem, whatever their order in the cells."""
    question = one("FIB_PLUS", "A [x] and a [y].", "y", "dog", "", "x", "cat", "tom")

    assert wording(question.stem) == "A ____ and a ____."
    assert [accepted(part) for part in question.parts] == [["cat", "tom"], ["dog"]]


def test_jumbled_sentence() -> None:
    """the gaps of a sentence share all choices."""
    question = one("JUMBLED_SENTENCE", "[a] is [b].", "Snow", "a", "coal", "", "white", "b")

    assert [part.kind for part in question.parts] == [Kind.CHOICE, Kind.CHOICE]
    assert [options(part) for part in question.parts] == [
        [("Snow", True), ("coal", False), ("white", False)],
        [("Snow", False), ("coal", False), ("white", True)],
    ]


@pytest.mark.parametrize(
    ("cells", "value", "tolerance"), [(("3.14", "0.01"), "3.14", "0.01"), (("5",), "5", "0"), (("-2", "0"), "-2", "0")]
)
def test_numbers(cells: tuple[str, ...], value: str, tolerance: str) -> None:
    """numbers may have a tolerance."""
    response = one("NUM", "How many?", *cells).response

    assert isinstance(response, Numeric)
    assert (response.value, response.tolerance) == (Decimal(value), Decimal(tolerance))


def test_what_paper_lacks() -> None:
    """files and question words are told, and opinions are named and left out."""
    bank, diagnostics = read("FIL\tHand in.", "OP\tI like it.", "QUIZ_BOWL\tFirst king\twho\twhat\tSaul")

    assert [question.kind for question in bank.questions] == [Kind.OPEN, Kind.SHORT_ANSWER]
    assert accepted(bank.questions[1]) == ["Saul"]
    assert [(each.rule, each.severity, each.line) for each in diagnostics] == [
        ("not-carried", Severity.WARNING, line) for line in (1, 2, 3)
    ]


def test_cells() -> None:
    """cells may hold HTML, quotes of a spreadsheet, and plain signs."""
    question = one("MC", "Is <b>it</b>?", '"a ""b"", c"', "correct", "AT&T < x", "incorrect")

    assert Words("it", Style(bold=True)) in spans_of(question.stem)
    assert [words for words, _ in options(question)] == ['a "b", c', "AT&T < x"]


@pytest.mark.parametrize(
    "row",
    [
        "MC\tWhich?\ta\tcorrect\tb",
        "MC\tWhich?\ta\tright\tb\twrong",
        "TF\tIt is.\tmaybe",
        "TF\tIt is.",
        "MAT\tMatch.\ta\tb\tc",
        "FIB_PLUS\tA [x].\ty\tz",
        "FIB_PLUS\tA [x].\tx\tz\t\tx\tq",
        "FIB_PLUS\tA.",
        "NUM\tHow many?",
        "MC",
        "XX\tWhich?",
        "just words",
    ],
)
def test_wrong_rows(row: str) -> None:
    """a row that is wrong is an error with its line, and the others are read."""
    bank, diagnostics = read("TF\tA.\ttrue", row, "TF\tB.\ttrue")

    assert [wording(question.stem) for question in bank.questions] == ["A.", "B."]
    assert [(each.rule, each.line) for each in errors_in(diagnostics)] == [("blackboard-row", 2)]


def test_keys_are_not_guessed() -> None:
    """a choice with no right answer, or with two, is an error."""
    none = read("MC\tWhich?\ta\tincorrect\tb\tincorrect")[1]
    two = read("MC\tWhich?\ta\tcorrect\tb\tcorrect")[1]

    assert [[each.rule for each in errors_in(found)] for found in (none, two)] == [["unresolved-key"], ["several-keys"]]


@pytest.mark.parametrize(
    ("source", "is_blackboard"),
    [
        ("MC\tWhich?\ta\tcorrect\tb\tincorrect\nTF\tSo.\ttrue", True),
        ("\ufeffTF\tSo.\ttrue\r\n", True),
        ("question\tanswer\nWhich?\ta", False),
        ("TF: is it so?\n\ttrue", False),
    ],
)
def test_recognition(source: str, is_blackboard: bool) -> None:
    """files are told by the kinds in their first cells."""
    assert (sniff(Source.of(source)) > 0) is is_blackboard


CELLS = st.sampled_from(
    ["MC", "FIB_PLUS", "JUMBLED_SENTENCE", "NUM", "", "[a]", "a", "correct", "<b", "\n", "____", '"x"', "3"]
)


@settings(max_examples=150)
@given(st.lists(CELLS, max_size=25).map("\t".join) | st.text(max_size=40))
def test_anything_is_read(source: str) -> None:
    """any text becomes a bank with diagnostics."""
    read(source)
