"""Banks that hold a question twice, in one file or in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble.selection import printable
from examgen.diagnostics import errors_in
from examgen.formats import parse_bank, read_bank
from examgen.formats.registry import writer_named
from examgen.lint import lint
from examgen.model.text import QuestionReference, spans_of

RED = "Which is red?\nA. Tomato\nB. Lime\nAnswer: {}\n"
BLUE = "Which is blue?\nA. Sea\nB. Lime\nAnswer: A\nExplanation: Unlike in question {}.\n"


def numbered(*questions: str) -> str:
    return "\n".join(f"{number}. {question}" for number, question in enumerate(questions, 1))


def test_a_repeat_is_told_and_printed_once():
    """The second of two equal questions stays in the bank under its own id; papers leave it out."""
    bank, diagnostics = parse_bank(numbered(RED.format("A"), BLUE.format(9), RED.format("A")), "bank.txt")

    first, blue, second = bank.questions
    assert (second.id, second.repeats) == (f"{first.id}-2", first.id)
    assert printable(bank.questions, skip_unresolved=False) == (first, blue)
    (told,) = (diagnostic for diagnostic in diagnostics if diagnostic.rule == "duplicate-question")
    assert (told.rule, told.severity, told.line) == ("duplicate-question", "warning", 12)
    assert "question 1 in bank.txt line 1" in told.message


def test_the_order_of_options_makes_no_difference():
    """Equal options in another order, with the same right one, ask the same."""
    turned = "Which is red?\nA. Lime\nB. Tomato\nAnswer: B\n"

    bank, diagnostics = parse_bank(numbered(RED.format("A"), turned))

    assert bank.questions[1].repeats == bank.questions[0].id
    assert not errors_in(diagnostics)


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        (RED.format("B"), "with another key"),
        ("(2 points) " + RED.format("A"), "with other points"),
        ("Which is red?\nA. Tomato\nB. Lime\nAnswer: A, B\n", "of another kind"),
    ],
)
def test_what_differs_is_an_error(second, apart):
    """Two questions that look alike and are not marked alike cannot both be right."""
    _, diagnostics = parse_bank(numbered(RED.format("A"), second))

    (error,) = errors_in(diagnostics)
    assert error.rule == "duplicate-question"
    assert error.message.endswith(apart)


def test_a_mention_of_a_repeat_means_the_first():
    """What speaks of a question that is not printed leads to the one that is."""
    bank, _ = parse_bank(numbered(RED.format("A"), RED.format("A"), BLUE.format(2)))

    (mention,) = [s for s in spans_of(bank.questions[2].explanation.text) if isinstance(s, QuestionReference)]
    assert mention.target == bank.questions[0].id


def test_repeats_across_files(tmp_path):
    """A question of another file keeps the id that it has there, and is printed once all the same."""
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    for path in (one, two):
        path.write_text(numbered(RED.format("A"), RED.format("A")))

    bank, diagnostics = read_bank([one, two])

    first = bank.questions[0].id
    assert [question.id for question in bank.questions] == [first, f"{first}-2"] * 2
    assert [question.repeats for question in bank.questions] == ["", first, first, first]
    assert len(printable(bank.questions, skip_unresolved=False)) == 1
    assert not errors_in(diagnostics)


def test_an_id_for_two_questions_is_an_error():
    """Equal ids of questions that differ are never changed."""
    options = "\n\n- [x] Tomato\n- [ ] Sea\n\n"
    source = f"# T\n\n## Which is red? {{#one}}{options}## Which is not blue? {{#one}}{options}"

    _, diagnostics = parse_bank(source, format="examgen-markdown")

    assert [error.rule for error in errors_in(diagnostics)] == ["duplicate-id"]


def test_repeats_are_not_called_similar():
    """The rule for similar questions says nothing of what reading has told already."""
    bank, _ = parse_bank(numbered(RED.format("A"), BLUE.format(9), RED.format("A")))

    assert not [found for found in lint(bank) if found.rule == "similar-questions"]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_a_bank_with_repeats_is_written_whole(drawn):
    """Written in examgen's own format and read back, all questions are there, with their ids and what they repeat."""
    bank, _ = parse_bank(numbered(*(f"Which is {n}?\nA. {n}\nB. other\nAnswer: A\n" for n in drawn)))

    again, diagnostics = parse_bank(writer_named("examgen-markdown").dump(bank).data.decode())

    assert [(q.id, q.repeats) for q in again.questions] == [(q.id, q.repeats) for q in bank.questions]
    assert len(printable(again.questions, skip_unresolved=False)) == len(set(drawn))
    assert not errors_in(diagnostics)
