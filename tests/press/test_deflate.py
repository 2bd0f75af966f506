"""Deflated pages hold what their marks say, and the texts that they share only once."""

from __future__ import annotations

import zlib
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from examgen.model.pages import DOCUMENT, Mark, Page
from examgen.press.deflate import SEAM, STORED, Deflater

INK = st.binary(max_size=2 * STORED).map(lambda ink: ink.replace(b"%", b"%%").replace(SEAM, b" ") + b" ")
"""Operators, in whose strings any byte may stand that codes have (`test_codes_fill_one_byte_before_two`)."""

MARKS = st.lists(st.lists(INK, min_size=1, max_size=5), max_size=4)


def mark(*frames: bytes, texts: tuple[bytes, ...] = (), elements: tuple[int, ...] = ()) -> Mark:
    return Mark(1.0, 2.0, frames, texts, DOCUMENT, elements)


@given(MARKS, st.binary(min_size=1, max_size=3000))
def test_a_page_says_its_frames_and_texts_by_turns(marks: list[list[bytes]], text: bytes) -> None:
    """Whatever stands in them, and however long they are."""
    page = Page(tuple(mark(*frames, texts=(text,) * (len(frames) - 1)) for frames in marks))

    placed = (text.join([frame % () for frame in frames]) for frames in marks)
    whole = b"".join(b"q 1 0 0 1 1.00 2.00 cm\n" + ink + b"Q\n" for ink in placed)
    assert zlib.decompress(Deflater().page(page)) == whole


def test_pieces_of_marked_content_are_numbered_through_a_page() -> None:
    """Across frames, texts and marks."""
    page = Page(
        (
            mark(b"<%d ", b" %d>", texts=(b"%d",), elements=(0, 0)),
            mark(b"<%d>", elements=(0,)),
        )
    )

    assert zlib.decompress(Deflater().page(page)).split() == (
        b"q 1 0 0 1 1.00 2.00 cm <0 %d 1>Q q 1 0 0 1 1.00 2.00 cm <2>Q".split()
    )


def test_what_was_pressed_before_changes_nothing() -> None:
    """A page is the same bytes whichever worker presses it, after whatever others."""
    text = bytes(range(256)) * 4
    first, second = (Page((mark(frame * STORED, b"", texts=(text,)),)) for frame in (b"a b ", b"c d "))
    used = Deflater()
    used.page(first)

    assert used.page(second) == Deflater().page(second)


def test_threads_do_not_mix_their_pages() -> None:
    """One deflater serves several threads at once, and every page is as if it were pressed alone."""
    pages = [Page((mark(b"%d " % number * 20 * STORED, b"", texts=(b"text",)),)) for number in range(40)]
    alone = [Deflater().page(page) for page in pages]
    shared = Deflater()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shared.page, pages)) == alone
