"""Strips and where they are placed in, the entries of the page map out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from examgen.model.pages import Spot
from examgen.typeset.stack import Pile, Strip


class MapPlace(NamedTuple):
    """A column of a page, and the question that strips in it belong to."""

    page: int
    edges: tuple[float, float]
    is_rightward: bool
    question: int | None

    def pile(self, pile: Pile, first: int, top: float) -> Iterator[Spot]:
        """Where the strips of a pile stand from one of them on, the white space above it beginning at the top."""
        for strip, _ in pile.strips[first:]:
            if not strip.is_space:
                yield from self.strip(strip, 0.0, top - strip.before, strip.height)
            top -= strip.before + strip.height

    def strip(self, strip: Strip, start: float, top: float, height: float) -> Iterator[Spot]:
        """Where a strip stands, counted from where lines begin; one that only holds others leaves it to them."""
        if strip.inside and not strip.backdrops:
            for inset in strip.inside:
                yield from self.strip(inset.strip, start + inset.x, top - inset.dy, inset.strip.height)
        elif height:
            left, right = self._sides(strip, start + strip.x)
            yield Spot(self.page, strip.part, self.question, top, left, top - height, right)

    def _sides(self, strip: Strip, start: float) -> tuple[float, float]:
        """Left and right edge of a strip."""
        left, right = self.edges
        if not self.is_rightward:
            return left + start, left + start + strip.galley.width if strip.galley else right
        if strip.galley is None:
            return left, right - start
        edge = right - start - strip.galley.measure
        near, far = strip.galley.sides
        return edge + near, edge + far
