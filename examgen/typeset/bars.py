"""Segments of a line at their places in, the lines under, through and across them out; what touches is drawn in one."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from examgen.typeset.galley import Bar, Inlay
from examgen.typeset.tokens import BAR, Segment

SLASH = 0.6
"""Thickness of the line that crosses out what is drawn, in PDF points."""


class Bars:
    """Collects the bars of one line of text."""

    def __init__(self) -> None:
        self._bars: list[Bar] = []
        self._crossed: list[tuple[float, float, list[Inlay]]] = []
        """Where what is crossed begins and ends, and the pieces that it is in."""

    def add(self, segment: Segment, x: float, width: float) -> None:
        """Go on under, through or across the next segment."""
        manner = segment.manner
        if manner.is_crossed and isinstance(segment.content, Inlay):
            self._cross(segment.content, x, width)
        for height in manner.bars:
            thickness = BAR * manner.size
            before = next((bar for bar in self._bars if bar.y == height and abs(bar.x + bar.width - x) < 0.01), None)
            if before:
                self._bars[self._bars.index(before)] = before._replace(width=before.width + width)
            else:
                self._bars.append(Bar(x, height, width, thickness))

    def _cross(self, inlay: Inlay, x: float, width: float) -> None:
        """Go on across the next piece of a formula."""
        if inlay.is_first or not self._crossed:
            self._crossed.append((x, x + width, [inlay]))
            return
        start, end, pieces = self._crossed.pop()
        self._crossed.append((min(start, x), max(end, x + width), [*pieces, inlay]))

    def drawn(self) -> tuple[Bar, ...]:
        """All of them."""
        return (*self._bars, *(_slash(*crossed) for crossed in self._crossed))


def _slash(start: float, end: float, pieces: Sequence[Inlay]) -> Bar:
    """From the lower left corner to the upper right one, as thick as other lines wherever it is steep."""
    low, high = -max(piece.descent for piece in pieces), max(piece.ascent for piece in pieces)
    width, rise = end - start, high - low
    return Bar(start, low, width, SLASH * hypot(width, rise) / width, rise)
