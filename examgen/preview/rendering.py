"""A PDF's bytes in, bitmaps of its pages out, as pdfium draws them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pypdfium2

from examgen.preview.bitmap import CHANNELS, Bitmap

POINTS_PER_INCH = 72


def page_count(file: bytes) -> int:
    """How many pages a file has."""
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def render(file: bytes, pages: Iterable[int], dpi: int) -> list[Bitmap]:
    """Draw some pages, counted from 1."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [_drawn(document[number - 1], dpi) for number in pages]
    finally:
        document.close()


def _drawn(page: Any, dpi: int) -> Bitmap:
    drawn = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
    assert drawn.n_channels == CHANNELS, drawn.mode
    samples, length = bytes(drawn.buffer), CHANNELS * drawn.width
    starts = range(0, drawn.height * drawn.stride, drawn.stride)
    return Bitmap(drawn.width, drawn.height, tuple(samples[start : start + length] for start in starts))
