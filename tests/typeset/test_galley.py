from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ink_reading import pieces_of_mark

from examgen.model.pages import DOCUMENT, Mark
from examgen.model.variant import LETTERS
from examgen.typeset.galley import padded_ink, plain_ink
from examgen.typeset.shape import FontSet, Look

LOOK = Look("serif")


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
