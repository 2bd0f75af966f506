"""Mentions of other questions in text."""

from __future__ import annotations

import pytest

from examgen.markup.mentions import Direction, with_question_references
from examgen.markup.plain import parse
from examgen.markup.words import speech_of
from examgen.model.text import QuestionReference, spans_of, wording

IDS = {str(number): f"q-{number}" for number in range(1, 8)}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("as in question 4", ["q-4"]),
        ("Questions 3 and 5", ["q-3", "q-5"]),
        ("see Q3", ["q-3"]),
        ("Question #2", ["q-2"]),
        ("in Q3 of the year", []),
        ("question 5% of people", []),
        ("research question 2", []),
        ("two questions", []),
    ],
)
def test_numbers_become_references(text, targets):
    """A number that names a question of the file becomes a reference to it; the words stay."""
    result, spoken = with_question_references(parse(text), IDS, speech_of())

    assert [span.target for span in spans_of(result) if isinstance(span, QuestionReference)] == targets
    assert wording(result) == text
    assert not spoken


@pytest.mark.parametrize(
    ("text", "source", "direction"),
    [
        ("as in the previous question", "the previous question", Direction.PREVIOUS),
        ("discussed in previous questions while", "previous questions", Direction.UNKNOWN),
        ("the next question", "the next question", Direction.NEXT),
        ("the question above", "the question above", Direction.PREVIOUS),
        ("the last two questions", "the last two questions", Direction.UNKNOWN),
        ("see question 40", "question 40", Direction.UNKNOWN),
    ],
)
def test_words_are_collected(text, source, direction):
    """Words without a number that can be resolved are collected with the direction in which they point."""
    _, spoken = with_question_references(parse(text), IDS, speech_of())

    assert [(one.source, one.direction) for one in spoken] == [(source, direction)]


def test_an_instruction_is_no_mention():
    """The words "answer the following question" mean the question itself."""
    assert with_question_references(parse("Answer the following question."), IDS, speech_of())[1] == ()
