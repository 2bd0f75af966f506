"""Ink with extents, and the styles it is set in; lengths are 1/1000 em of the text around the formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from examgen.typeset.shelf import Shelf

SCALES = (1.0, 1.0, 0.7, 0.55)
"""By level: displayed, in text, script, script of a script (the font's MATH constants say the same)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a part is set; TeX's D, T, S and SS are levels 0 to 3, and a prime is `is_cramped`."""

    level: int
    is_cramped: bool
    shelf: Shelf
    """The faces for words that the formula font lacks."""

    @property
    def scale(self) -> float:
        return SCALES[self.level]

    @property
    def is_display(self) -> bool:
        return self.level == 0

    def at(self, level: int) -> Style:
        return self._with(level, self.is_cramped)

    def cramped(self) -> Style:
        return self._with(self.level, True)

    def superscript(self) -> Style:
        return self._with(2 if self.level < 2 else 3, self.is_cramped)

    def subscript(self) -> Style:
        return self._with(2 if self.level < 2 else 3, True)

    def numerator(self) -> Style:
        return self._with(min(3, self.level + 1), self.is_cramped)

    def denominator(self) -> Style:
        return self._with(min(3, self.level + 1), True)

    def uncramped(self, level: int) -> Style:
        """The style of what stands in a cell of its own."""
        return self._with(level, False)

    def _with(self, level: int, is_cramped: bool) -> Style:
        return Style(level, is_cramped, self.shelf)


Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Ink(NamedTuple):
    """A filled path, scaled and then moved."""

    x: float
    y: float
    scale: float
    path: bytes
    bounds: Bounds
    """Of the path in its own units."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part set: its origin is on the baseline at the left."""

    width: float
    ascent: float = 0.0
    descent: float = 0.0
    inks: tuple[Ink, ...] = ()
    glyph: int = 0
    """Of the formula font, where the box shows nothing but that."""

    slant: float | None = None
    """Italics correction of a slanted letter; ``None`` for anything upright."""

    @property
    def height(self) -> float:
        return self.ascent + self.descent


EMPTY = Box(0)


def overlay(width: float, *placed: tuple[float, float, Box]) -> Box:
    """Boxes at their places as one."""
    inks = tuple(ink._replace(x=ink.x + x, y=ink.y + y) for x, y, box in placed for ink in box.inks)
    ascent = max((y + box.ascent for _, y, box in placed), default=0.0)
    descent = max((box.descent - y for _, y, box in placed), default=0.0)
    return Box(width, ascent, descent, inks)


def beside(boxes: Iterable[Box]) -> Box:
    """Boxes side by side on one baseline."""
    x, placed = 0.0, []
    for box in boxes:
        placed.append((x, 0.0, box))
        x += box.width
    return overlay(x, *placed)


def raised(box: Box, rise: float) -> Box:
    return overlay(box.width, (0, rise, box))


def widened(box: Box, width: float) -> Box:
    """The box in the middle of a width."""
    return overlay(width, ((width - box.width) / 2, 0, box))


def rule(width: float, height: float) -> Box:
    """A bar that stands on the baseline."""
    path = b"0 0 %b %b re " % (number(width), number(height))
    return Box(width, height, 0, (Ink(0, 0, 1, path, (0, 0, width, height)),))


def polygon(points: tuple[tuple[float, float], ...]) -> Box:
    """A filled polygon, without extents of its own."""
    xs, ys = zip(*points, strict=True)
    steps = [b"%b %b %b " % (number(x), number(y), b"l" if i else b"m") for i, (x, y) in enumerate(points)]
    return Box(0, 0, 0, (Ink(0, 0, 1, b"".join(steps), (min(xs), min(ys), max(xs), max(ys))),))


def ink_bounds(box: Box) -> Bounds:
    """How far the ink itself reaches."""
    sides = [
        (ink.x + ink.bounds[0] * ink.scale, ink.y + ink.bounds[1] * ink.scale,
         ink.x + ink.bounds[2] * ink.scale, ink.y + ink.bounds[3] * ink.scale)
        for ink in box.inks
    ]  # fmt: skip
    if not sides:
        return 0.0, 0.0, 0.0, 0.0
    lefts, bottoms, rights, tops = zip(*sides, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def operators(box: Box) -> bytes:
    """The ink as PDF operators."""
    return b"\n".join(
        b"q %b 0 0 %b %b %b cm %bf Q" % (scale := _scale(ink.scale), scale, number(ink.x), number(ink.y), ink.path)
        for ink in box.inks
    )


def _scale(value: float) -> bytes:
    return b"%g" % round(value, 4)


def number(value: float) -> bytes:
    """A number as PDF writes it, to 1/10000 em."""
    return b"%d" % value if value == int(value) else b"%g" % round(value, 1)
