"""Bitmaps in, bitmaps out: several beside one another, or one without the white around what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CHANNELS = 3
WHITE, DESK = b"\xff", b"\xb4"
"""Paper, and what sheets lie on."""

GAP = 12
"""Pixels around each sheet."""

MOST_ABREAST = 4


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of pixels from the top, three bytes each: red, green and blue."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def contact_sheet(pages: Sequence[Bitmap]) -> Bitmap:
    """Pages in reading order, at most four beside one another; a single one as it is."""
    if len(pages) == 1:
        return pages[0]
    abreast = min(MOST_ABREAST, len(pages))
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    empty = Bitmap(width, height, (DESK * CHANNELS * width,) * height)
    rows = [_desk(abreast * (width + GAP) + GAP)] * GAP
    for first in range(0, len(pages), abreast):
        beside = [*(_padded(page, width, height) for page in pages[first : first + abreast]), *[empty] * abreast]
        gap = _desk(GAP)
        for line in zip(*(page.rows for page in beside[:abreast]), strict=True):
            rows.append(gap + b"".join(pixels + gap for pixels in line))
        rows += [_desk(abreast * (width + GAP) + GAP)] * GAP
    return Bitmap(abreast * (width + GAP) + GAP, len(rows), tuple(rows))


def trimmed(page: Bitmap) -> Bitmap:
    """What a page shows, with a little white around it; an empty page keeps that alone."""
    blank = WHITE * CHANNELS * page.width
    inked = [number for number, row in enumerate(page.rows) if row != blank] or [0]
    top, bottom = max(0, inked[0] - GAP), min(page.height, inked[-1] + 1 + GAP)
    shown = page.rows[top:bottom]
    left = min(len(row) - len(row.lstrip(WHITE)) for row in shown) // CHANNELS
    right = -(-max(len(row.rstrip(WHITE)) for row in shown) // CHANNELS)
    left, right = max(0, min(left, right) - GAP), min(page.width, right + GAP)
    rows = tuple(row[left * CHANNELS : right * CHANNELS] for row in shown)
    return Bitmap(right - left, len(rows), rows)


def _desk(pixels: int) -> bytes:
    return DESK * CHANNELS * pixels


def _padded(page: Bitmap, width: int, height: int) -> Bitmap:
    """A page on a piece of the desk that is as large as the largest page."""
    aside = _desk(width - page.width)
    return Bitmap(width, height, (*(row + aside for row in page.rows), *[_desk(width)] * (height - page.height)))
