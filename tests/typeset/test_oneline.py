"""Short texts, which never break."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from examgen.model.style import Tone
from examgen.typeset.oneline import MIDDLE, OneLineSetter
from examgen.typeset.shape import FontSet
from examgen.typeset.shelf import Shelf

TONE = Tone(size=10, leading=14)


def test_the_middle_of_capitals_is_half_their_height() -> None:
    """Rings round the letters of the shipped fonts stand at one height, whatever the letters."""
    lines = OneLineSetter(FontSet())

    assert lines.middle(["A", "Q"], TONE) == lines.middle(["J"], TONE) == pytest.approx(MIDDLE * TONE.size)


def test_letters_that_reach_below_the_line_are_centred(family: Callable[[str], None]) -> None:
    """A ring round Arabic letters stands lower the further they reach down, half-way between their ends."""
    family("Noto Naskh Arabic")
    lines = OneLineSetter(FontSet(Shelf("ar")))

    standing, hanging = lines.middle(["أ"], TONE), lines.middle(["ج"], TONE)
    assert hanging < MIDDLE * TONE.size < standing
    assert hanging < lines.middle(["أ", "ج"], TONE) < standing
