"""Levels of text that runs both ways, against another implementation of the same annex and by hand."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from examgen.typeset.bidi import levels, line_runs, paragraph_level, visual_order

SIGNS = "abאבعربى012٣ .,-+%$()[]{}/:\"'«»\u0301\u05b8\u064e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Letters, numbers, marks, brackets and isolates; embeddings are put elsewhere by the other implementation."""


def displayed(text: str, base: int) -> str:
    """The characters of one line from left to right."""
    runs = line_runs(text, levels(text, base), base)
    parts = (runs[index] for index in visual_order([run.level for run in runs]))
    return "".join(text[run.start : run.end][:: -1 if run.level % 2 else 1] for run in parts)


@given(st.text(st.sampled_from(SIGNS), max_size=20), st.sampled_from([0, 1]))
def test_lines_are_ordered_as_by_another_implementation(text: str, base: int) -> None:
    """The order is that of python-bidi, for any mixture of letters, numbers and signs."""
    assert displayed(text, base) == get_display(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("abc", 0, "abc"),
        ("אבג 12 דהו", 1, "והד 12 גבא"),
        ("see אבג (דהו) now", 0, "see )והד( גבא now"),
        ("אב (cd) ef", 1, "ef )cd( בא"),
        ("car \u202babc אבג\u202c end", 0, "car \u202bגבא abc\u202c end"),
        ("\u202edef\u202c", 0, "\u202efed\u202c"),
    ],
)
def test_orders_by_hand(text: str, base: int, wanted: str) -> None:
    """Numbers, brackets, embeddings and overrides stand as the annex says."""
    assert [c for c in displayed(text, base) if c.isprintable()] == [c for c in wanted if c.isprintable()]


@pytest.mark.parametrize(
    ("text", "is_rightward", "wanted"),
    [
        ("plain", False, None),
        ("אבג plain", False, 1),
        ("plain אבג", False, 0),
        ("plain אבג", True, 1),
        ("plain", True, 0),
        ("12", True, 0),
    ],
)
def test_a_paragraph_follows_its_letters(text: str, is_rightward: bool, wanted: int | None) -> None:
    """The first letter decides; on pages from right to left, any letter of such a script."""
    assert paragraph_level(text, is_rightward=is_rightward) == wanted


def test_a_label_without_letters_follows_its_document() -> None:
    """A number and its stop stand as on pages of its language."""
    assert paragraph_level("12.", is_rightward=True, is_label=True) == 1
