"""Bank files, read and joined."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import format_names, parse_bank, read_bank, read_draft
from examgen.formats.reading import readable_name
from examgen.model.reading import Reading
from examgen.model.response import Kind
from examgen.model.text import QuestionReference, spans_of, wording

ONE = "1. Which is red?\nA. blood\nB. sky\nAnswer: A\n"
TWO = "1. Which is blue?\nA. blood\nB. sky\nAnswer: B\nExplanation: As in question 1.\n"


def test_files_are_joined_in_order(tmp_path):
    """Questions of several files stand in one bank; the title is the first file's."""
    first, second = tmp_path / "red-questions.txt", tmp_path / "blue.txt"
    first.write_text(ONE)
    second.write_text(f"Blue things\n\n{TWO}")

    bank, diagnostics = read_bank([first, second])

    assert [question.path for question in bank.questions] == [str(first), str(second)]
    assert bank.title == "Red Questions"
    assert bank.paths == (str(first), str(second))
    assert not errors_in(diagnostics)


def test_numbers_refer_within_their_file(tmp_path):
    """A number in an explanation means the question of that number in the same file."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(ONE)
    second.write_text(TWO)

    bank, _ = read_bank([first, second])

    (reference,) = [s for s in spans_of(bank.questions[1].explanation.text) if isinstance(s, QuestionReference)]
    assert reference.target == bank.questions[1].id


def test_the_same_question_in_two_files(tmp_path):
    """A question that two files hold is a warning that names both places."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(ONE)
    second.write_text(f"\n\n{ONE}")

    _, diagnostics = read_bank([first, second])

    (told,) = diagnostics
    assert (told.rule, told.severity, told.path, told.line) == ("duplicate-question", "warning", str(second), 3)
    assert f"{first} line 1" in told.message


@pytest.mark.parametrize(
    ("content", "rule"),
    [("", "empty-file"), ("nothing here\n", "no-questions"), ("<?xml version='1.0'?><quiz/>", "unknown-format")],
)
def test_files_without_questions(tmp_path, content, rule):
    """A file without questions gives an empty bank and an error with a hint."""
    path = tmp_path / "x.txt"
    path.write_text(content)

    bank, (error,) = read_bank([path])

    assert not bank.questions
    assert error.rule == rule
    assert error.hint


def test_an_unknown_format_is_an_error(tmp_path):
    """A format name that does not exist is an error that lists those that do."""
    path = tmp_path / "x.txt"
    path.write_text(ONE)

    _, (error,) = read_bank([path], Reading(format="no-such"))

    assert error.rule == "unknown-format"
    assert all(name in error.hint for name in format_names())


def test_the_format_is_known_by_its_content(shipped_banks, tmp_path):
    """The file ending does not matter: the shipped banks are recognised under any name."""
    for bank in shipped_banks:
        copy = tmp_path / "bank.dat"
        copy.write_bytes(bank.read_bytes())

        assert read_draft(copy).format == read_draft(bank).format
        assert read_draft(copy).draft == read_draft(bank).draft
    assert [read_draft(bank).format.name for bank in shipped_banks] == ["plain-text", "quiz-markdown"]


def test_numbers_and_code_are_plain_text():
    """Program code does not make a numbered exam a Markdown quiz, so its options may stand in one line."""
    source = "1. What is printed?\n```python\nprint(1)\n```\nA) 0  B) 1  C) 2\nAnswer: B\n"

    bank, diagnostics = parse_bank(source)

    (question,) = bank.questions
    assert [wording(option.text) for option in question.options] == ["0", "1", "2"]
    assert question.key == (1,)
    assert not diagnostics


@pytest.mark.parametrize(
    ("name", "title"),
    [("a/deep-learning-quiz.txt", "Deep Learning Quiz"), ("Bio_101.md", "Bio 101"), ("QUIZ.txt", "QUIZ"), ("", "")],
)
def test_readable_names(name, title):
    """A file name makes a title that can be printed."""
    assert readable_name(name) == title


def test_ids_depend_on_content_alone():
    """Order, key, number and explanation do not change an id; a word of the stem or of an option does."""
    base = parse_bank(ONE)[0].questions[0].id
    same = parse_bank("7) Which is  red?\nA. sky\nB. blood\nAnswer: A\nExplanation: x\n")[0].questions[0].id
    others = {parse_bank(ONE.replace(*change))[0].questions[0].id for change in [("red", "Red"), ("sky", "sea")]}

    assert base == same
    assert base not in others
    assert len(others) == 2


_LINES = st.sampled_from(
    """
1|2|1.|2. Which?|3) What (2 pts)|Question 4|Q5: x|A. red|B. blue|*C. green|a) x  b) y|(a) x|- x|* y|[x] z|[ ] w|red
**blue**|Answer: B|Ans: (a)|Answer:|Explanation: **red**|Explanation:|Reason: option A is wrong|Answers|1. B|1 B, 2 C|
    code()|# Part 1|---|The other options are wrong: option B.|Option F is odd|see the previous question|Points: 2|✓ x
`|``x`|Both A and B|None of the above|\u200b|\x00|Topic: x|Solution: y|10000.|99999999999999
""".replace("\n", "|").split("|")
)


@given(st.lists(_LINES, max_size=25))
def test_any_lines(lines):
    """Whatever lines come in whatever order, the outcome is a bank with diagnostics."""
    bank, diagnostics = parse_bank("\n".join(lines))

    assert bank.questions or errors_in(diagnostics)
    for question in bank.questions:
        assert question.line is not None
        one_right = question.kind in (Kind.CHOICE, Kind.TRUE_FALSE)
        is_keyed = len(question.key) == 1 or (question.key and not one_right)
        is_written = not question.options and question.response is not None
        assert is_keyed or is_written or errors_in(diagnostics)


@given(st.text(max_size=300))
def test_any_text(text):
    """Whatever characters come, the outcome is a bank with diagnostics."""
    bank, diagnostics = parse_bank(text)

    assert bank.questions or errors_in(diagnostics)


@given(st.data())
def test_a_damaged_bank(shipped_banks, data):
    """Dropping, doubling or swapping lines of a real bank never raises, and never loses a line unseen."""
    lines = shipped_banks[0].read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["drop", "double", "swap"])):
            case "drop":
                del lines[place]
            case "double":
                lines.insert(place, lines[place])
            case "swap":
                lines[place], lines[other] = lines[other], lines[place]

    bank, diagnostics = parse_bank("\n".join(lines))

    assert bank.questions
    if not errors_in(diagnostics):
        assert all(len(question.key) == 1 for question in bank.questions)
        read = bank.title + "\n" + "\n".join(_everything(question) for question in bank.questions)
        for line in lines:
            words = line.removeprefix("Explanation: ").replace("**", "")
            assert line.isdigit() or words in read


def _everything(question):
    """All words of a question."""
    texts = [question.stem, *(option.text for option in question.options), question.explanation.text]
    return "\n".join(wording(text) for text in texts)


BIG = 10_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a b c " * (BIG // 6),
        "- x\n" * (BIG // 4),
        "1. x\n" * (BIG // 5),
        "*" * BIG,
        "*a **b " * (BIG // 7),
        "(" * BIG,
        "option A " * (BIG // 9),
        "1. Q?\nA. x\nB. y\nExplanation: " + "options A, " * (BIG // 11),
        "\n" * BIG,
    ],
    ids=["words", "bullets", "numbers", "stars", "emphasis", "brackets", "mentions", "explanation", "blank"],
)
def test_large_files_are_refused_quickly(text):
    """Ten megabytes of anything are read or refused within 15 seconds."""
    begun = process_time()
    bank, diagnostics = parse_bank(text)

    assert process_time() - begun < 15
    assert bank.questions or errors_in(diagnostics)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "- x\n" * 300_000,
        "\n" * 399_000,
        "*a **b " * 500_000,
        "Answer: B\n" * 300_000,
        "1. Q\n" + "A. x\nB. y\n" * 5_000,
        "".join(f"{n}. What {n}?\nA. x\nB. y\nAnswer: A\n" for n in range(1, 15_000)),
        "1. Q?\nA. x\nB. y\nExplanation: " + "option A " * 6_000,
        "1\n" * 300_000,
        "Answers\n" * 300_000,
    ],
    ids=["bullets", "blank", "emphasis", "answers", "options", "questions", "mentions", "ones", "headings"],
)
def test_files_below_the_limits_are_read(text):
    """Files that are just small enough to be read take no longer: reading is linear."""
    begun = process_time()
    bank, diagnostics = parse_bank(text)

    assert process_time() - begun < 15
    assert bank.questions or errors_in(diagnostics)


def test_equal_digests_of_different_questions_grow() -> None:
    """two questions among many whose short digests are equal, by chance, have longer ids; no error is left."""
    body = "Which is number {0} of them?\nA. one {0}\nB. two {0}\nC. three {0}\nAnswer: B\n"
    alone = {parse_bank("1. " + body.format(number))[0].questions[0].id for number in (25072, 39127)}
    texts = [f"{place}. {body.format(number)}" for place, number in ((1, 25072), (2, 39127))]
    bank, diagnostics = parse_bank("\n".join(texts))

    assert alone == {"q-0b9e5d7f"}
    assert len({question.id for question in bank.questions}) == 2
    assert "duplicate-id" not in {found.rule for found in diagnostics}
