"""Bitmaps and PNG files: what is drawn, put side by side and written can be read again, pixel by pixel."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from examgen.preview import Bitmap, contact_sheet, is_ours, png, trimmed
from examgen.preview.bitmap import GAP

WHITE, BLACK = b"\xff\xff\xff", b"\0\0\0"


def page(width: int, height: int, *inked: tuple[int, int]) -> Bitmap:
    """A white page with some black pixels at (x, y)."""
    rows = (b"".join(BLACK if (x, y) in inked else WHITE for x in range(width)) for y in range(height))
    return Bitmap(width, height, tuple(rows))


def black_of(bitmap: Bitmap) -> list[tuple[int, int]]:
    return [(x, y) for y, row in enumerate(bitmap.rows) for x in range(bitmap.width) if row[3 * x : 3 * x + 3] == BLACK]


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_a_png_holds_its_pixels(width: int, height: int, data: st.DataObject) -> None:
    """Another program reads the same pixels, and the file says who wrote it."""
    bitmap = Bitmap(
        width, height, tuple(data.draw(st.binary(min_size=3 * width, max_size=3 * width)) for _ in range(height))
    )
    file = png(bitmap)
    read = Image.open(io.BytesIO(file))

    assert (read.size, read.mode) == ((width, height), "RGB")
    assert read.tobytes() == b"".join(bitmap.rows)
    assert is_ours(file[:256])


def test_other_files_are_not_ours() -> None:
    """Pictures of other programs, and what is no picture, are not taken for previews."""
    foreign = io.BytesIO()
    Image.new("RGB", (3, 3)).save(foreign, "PNG")

    assert not is_ours(foreign.getvalue())
    assert not is_ours(b"Software\0examgen")


def test_a_contact_sheet_keeps_the_order() -> None:
    """Pages stand side by side, four in a row, with a gap around each; smaller ones keep their corner."""
    sheet = contact_sheet([page(10, 20, (0, 0))] * 4 + [page(8, 5, (7, 4))])

    assert (sheet.width, sheet.height) == (4 * 10 + 5 * GAP, 2 * 20 + 3 * GAP)
    assert all(len(row) == 3 * sheet.width for row in sheet.rows)
    assert black_of(sheet) == [(GAP + n * (10 + GAP), GAP) for n in range(4)] + [(GAP + 7, 2 * GAP + 20 + 4)]
    assert contact_sheet([page(10, 20)]) == page(10, 20)


@given(st.sets(st.tuples(st.integers(0, 59), st.integers(0, 79)), min_size=1, max_size=4))
def test_trimming_loses_no_ink(inked: set[tuple[int, int]]) -> None:
    """What is cut off is white, and at most the gap of white is left around what is shown."""
    cut = trimmed(page(60, 80, *inked))
    black = black_of(cut)
    left, top = min(x for x, _ in inked), min(y for _, y in inked)
    shift = min(left, GAP) - left, min(top, GAP) - top

    assert set(black) == {(x + shift[0], y + shift[1]) for x, y in inked}
    assert cut.width <= max(x for x, _ in black) + 1 + GAP and cut.height <= max(y for _, y in black) + 1 + GAP


def test_an_empty_page_can_be_trimmed() -> None:
    """White alone stays a small piece of white."""
    assert black_of(trimmed(page(60, 80))) == []
