"""Room to write, as people ask for it."""

from __future__ import annotations

import pytest

from examgen.model.answer_space import AnswerSpace, Pattern, parse_answer_space


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("none", AnswerSpace()),
        ("20mm", AnswerSpace(height=56.69)),
        ("6 lines", AnswerSpace(lines=6)),
        ("1 line", AnswerSpace(lines=1)),
        ("boxes 10", AnswerSpace(boxes=10)),
        ("10 boxes", AnswerSpace(boxes=10)),
        ("grid 20mm", AnswerSpace(height=56.69, pattern=Pattern.GRID)),
        ("dots 20mm", AnswerSpace(height=56.69, pattern=Pattern.DOTS)),
        ("rest", AnswerSpace(is_rest=True)),
        ("lines rest", AnswerSpace(is_rest=True, pattern=Pattern.LINES)),
    ],
)
def test_a_space_is_read_and_written_back(text: str, space: AnswerSpace) -> None:
    """A space reads as what was asked for, and what it writes reads as the same space."""
    read = parse_answer_space(text)

    assert read == space
    assert parse_answer_space(space.written) == space


@pytest.mark.parametrize(
    "text", ["", "0 lines", "61 lines", "201 boxes", "grid", "grid 3", "1mm", "squares 5cm", "rest 5cm"]
)
def test_what_cannot_be_had_is_no_space(text: str) -> None:
    """Nothing is made of a text that asks for no space that can be had."""
    assert parse_answer_space(text) is None
