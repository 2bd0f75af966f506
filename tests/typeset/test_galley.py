from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ink_reading import pieces_of_mark

from examgen.model.pages import DOCUMENT, Mark
from examgen.model.text import QuestionReference
from examgen.model.variant import LETTERS
from examgen.typeset.galley import Inker, Slot, padded_ink, plain_ink
from examgen.typeset.shape import FontSet, Look

LOOK = Look("serif")
MORE = 0.7
"""Added to each space of a line, in PDF points."""


@given(
    st.sampled_from([*LETTERS, "17", "A⊙"]),
    st.sampled_from([8.0, 9.5, 12.0]),
    st.floats(-2, 12),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_a_filled_slot_is_as_wide_as_its_slot(filling: str, size: float, extra: float, lean: float) -> None:
    """Whatever letter fills it, what follows stands at the same place, and the letter is in the middle or at a side."""
    fonts = FontSet()
    shaped = fonts.word(filling, LOOK)
    width = shaped.width * size / 1000 + extra

    ink = padded_ink(shaped, size, width, lean)

    pieces = pieces_of_mark(Mark(0.0, 0.0, (b"", b""), (b"BT " + ink + b"ET",), DOCUMENT, ()), fonts.close())
    assert pieces[-1].right == pytest.approx(width, abs=0.02)
    assert int(ink.split(b"[")[1].split(b"(")[0].split(b"]")[0]) == pytest.approx(-lean * extra * 1000 / size, abs=1)
    assert "".join(piece.text for piece in pieces) == filling


def test_words_one_after_another_leave_no_gap() -> None:
    """Words and spaces of one font share an operator, and the line is as wide as all of them."""
    fonts = FontSet()
    words = [fonts.word(text, LOOK) for text in ("one", " ", "⊙", " ", "two")]

    ink = plain_ink(words, 10.0)

    pieces = pieces_of_mark(Mark(0.0, 0.0, (b"", b""), (ink,), DOCUMENT, ()), fonts.close())
    assert "".join(piece.text for piece in pieces) == "one ⊙ two"
    assert pieces[-1].right == pytest.approx(sum(word.width for word in words) / 100, abs=0.05)
    assert len(pieces) == 3


def test_word_spacing_widens_plain_spaces_of_all_sizes() -> None:
    """It is given once for neighbours that hold spaces, whatever their size, and none is left behind."""
    fonts, inker = FontSet(), Inker(MORE)
    bold, mono = Look("serif", bold=True), Look("mono")
    parts = [
        ("one", LOOK, 10.0), (" ", LOOK, 10.0), ("two", LOOK, 10.0), (" ", bold, 10.0), ("three", bold, 10.0),
        (" ", mono, 8.8), ("x", mono, 8.8), ("\u00a0", LOOK, 10.0), ("10", LOOK, 6.6), (" ", LOOK, 10.0),
    ]  # fmt: skip
    end = 0.0
    for text, look, size in parts:
        shaped = fonts.word(text, look)
        width = shaped.width * size / 1000 + MORE * (text == " ")
        inker.word(shaped, size, width, 3.0 if text == "10" else 0.0)
        end += width

    (ink,) = inker.ink

    (*_, last) = pieces_of_mark(Mark(0.0, 0.0, (b"", b""), (b"BT " + ink + b"ET",), DOCUMENT, ()), fonts.close())
    assert last.right == pytest.approx(end, abs=0.02)
    assert ink.count(b"0.7 Tw ") == 2
    assert ink.count(b"0 Tw ") == 2
    assert ink.endswith(b"0 Tw ")
    assert b"( )]TJ" in ink


def test_word_spacing_ends_before_a_slot() -> None:
    """What fills a slot may hold spaces of its own."""
    fonts, inker = FontSet(), Inker(MORE)
    space = fonts.word(" ", LOOK)
    width = space.width / 100 + MORE
    slot = Slot(QuestionReference("q1", "4"), LOOK, 10.0, 9.0)
    inker.word(space, 10.0, width)
    inker.slot(slot)
    inker.word(space, 10.0, width)

    assert inker.ink == (b"0.7 Tw /F1 10 Tf[( )]TJ 0 Tw ", slot, b"0.7 Tw /F1 10 Tf[( )]TJ 0 Tw ")


def test_a_space_that_is_wider_or_narrower_is_told_by_itself() -> None:
    """One that a line's end swallowed stays as wide as it is."""
    fonts, inker = FontSet(), Inker(MORE)
    space = fonts.word(" ", LOOK)
    inker.word(space, 10.0, space.width / 100 + MORE)
    inker.word(space, 10.0, space.width / 100)

    assert inker.ink == (b"0.7 Tw /F1 10 Tf[(  )70()]TJ 0 Tw ",)
