"""Lines of closing answer lists; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import pytest

from examgen.formats.plain_text.entries import entries_of


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("1. C (both) · 2. A", {"1": "C (both)", "2": "A"}),
        ("1) C; 2) A (why not)", {"1": "C", "2": "A (why not)"}),
        ("1. C. red, 2. A. blue", {"1": "C. red", "2": "A. blue"}),
        ("**1.** C **2.** A", {"1": "C", "2": "A"}),
        ("1: C, 2: A, 3: B and C", {"1": "C", "2": "A", "3": "B and C"}),
        ("1 a 2 b", {"1": "a", "2": "b"}),
        ("1c 2a", {"1": "c", "2": "a"}),
        ("1. True 2. False", {"1": "True", "2": "False"}),
        ("Q1: C (both) Q2: A", {"1": "C (both)", "2": "A"}),
        ("1. C\t6. A\t11. B", {"1": "C", "6": "A", "11": "B"}),
        ("1 – C / 2 – A", {"1": "C", "2": "A"}),
        ("1. B (see p. 3), 2. C", {"1": "B (see p. 3)", "2": "C"}),
        ("1. C (both 1. and 2. A)", {"1": "C (both 1. and 2. A)"}),
        ("1. B. In step 2. A happens", {"1": "B. In step 2. A happens"}),
        ("1. Option 2: y (z)", {"1": "Option 2: y (z)"}),
        ("1. B, C", {"1": "B, C"}),
    ],
)
def test_entries_in_a_line(line: str, entries: dict[str, str]) -> None:
    """each entry of a line is found, whatever stands between them, and words that hold a number stay whole."""
    assert dict(entries_of(line)) == entries
