"""Letters that head what an explanation says of single options."""

from __future__ import annotations

import pytest

from examgen.formats import parse_bank
from examgen.model.text import OptionReference, spans_of

_HEAD = "1. Which?\nA) one\nB) two\nC) three\nD) four\nAnswer: B\nExplanation: "


def targets(explanation: str) -> list[int]:
    """The options that the explanation of a question with four options, A) to D), speaks of."""
    bank, _ = parse_bank(f"{_HEAD}{explanation}\n")
    spans = spans_of(bank.questions[0].explanation.text)
    return [span.targets[0] for span in spans if isinstance(span, OptionReference)]


@pytest.mark.parametrize(
    ("explanation", "expected"),
    [
        ("So it is.\nA) Too small.\nC) Too large.\nD) No.", [0, 2, 3]),
        ("- A) Too small.\n- C) Too large.", [0, 2]),
        ("A) Too small.\nB) Right.\nC) Too large.\nD) No.", [0, 1, 2, 3]),
        ("C) Too large. A) Too small.", [2, 0]),
        ("A. Too small.\n\nC. Too large.", [0, 2]),
        ("A. Too small.\nB. Right.\nC. Too large.\nD. No.", [0, 1, 2, 3]),
        ("解：A、太小；B、对；C、太大；D、不对。", [0, 1, 2, 3]),
        ("A、太小\n\nB、对\n\nD、不对", [0, 1, 3]),
    ],
)
def test_heads_of_what_is_said_of_options(explanation: str, expected: list[int]) -> None:
    """This test ensures that letters at the head of lines follow the shuffle where they can be no other list."""
    assert targets(explanation) == expected


@pytest.mark.parametrize(
    "explanation",
    [
        "A) First this. B) Then that.",
        "A) Too small. A) Too large.",
        "A) Too small. F) Too large.",
        "By A. Smith. See C. Jones.",
        "By A. Smith. B. Jones. C. Brown.",
        "A、B、C、D 都不对。",
    ],
)
def test_lists_and_names_stay(explanation: str) -> None:
    """This test ensures that points of a list, letters that come twice, and initials are no options."""
    assert targets(explanation) == []


def test_doubtful_heads_are_told() -> None:
    """This test ensures that letters with brackets that may mean options are not passed over in silence."""
    _, diagnostics = parse_bank(f"{_HEAD}A) First this. B) Then that.\n")

    assert [each.rule for each in diagnostics] == ["unclear-mention"]
