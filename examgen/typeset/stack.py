"""Set blocks: strips of ink above one another, and the rules for breaking between them.

Horizontal places are relative to the measure's left edge, in PDF points.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from examgen.model.pages import DOCUMENT, Element, Graphic
from examgen.typeset.galley import Galley, Ink
from examgen.typeset.stamp import Stamp

WIDOW_LINES = 2
"""Fewest lines of a paragraph on either side of a page break."""


class Keep(IntEnum):
    """How firmly a strip holds on to the next."""

    LOOSE = 0
    WHOLE = 1
    """No page break between them if all that hangs together fits on one page."""

    FIRM = 2
    """No page break between them at all."""


class Label(NamedTuple):
    """A short ink on the first baseline of a strip: a number, a letter, the points."""

    x: float
    ink: Ink
    element: int
    grey: float = 0.0
    width: float = 0.0
    dy: float = 0.0
    """Below the first baseline; below the top of a strip without galley."""


class Backdrop(NamedTuple):
    """A drawing under or beside a strip; ``dy`` is measured down from the strip's top."""

    x: float
    dy: float
    graphic: Graphic


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One galley, or a fixed height, at its place in the measure."""

    part: str
    """For the page map, e.g. ``stem``."""

    galley: Galley | None
    x: float
    element: int
    """Index into the elements of the part that it belongs to."""

    before: float = 0.0
    """White space above; dropped at the top of a page."""

    fixed: float = 0.0
    """Height of a strip without galley."""

    lead_labels: tuple[Label, ...] = ()
    """Read before the galley: its number or letter."""

    labels: tuple[Label, ...] = ()
    """Read after it."""

    inlays: tuple[int, ...] = ()
    """The element of each inlay in the galley, in reading order."""

    backdrops: tuple[Backdrop, ...] = ()
    keep: Keep = Keep.LOOSE

    inside: tuple[Inset, ...] = ()
    """Strips that a frame or columns hold; only a strip without galley has any."""

    again: Strip | None = None
    """Comes once more before it where a page begins with it: a table's header."""

    is_solid: bool = False
    """Whether it is white space to write in, which stays where a page ends."""

    is_artifact: bool = False
    """Whether it repeats what is read elsewhere."""

    stamps: dict[tuple[int, int, int], Stamp] = field(init=False, default_factory=dict)
    """Ink of what has been placed of it so far, by the base of its elements, first and last line."""

    height: float = field(init=False)
    line_count: int = field(init=False)
    """Of its galley; 0 without one."""

    is_space: bool = field(init=False)
    """Whether it is nothing but white space, which vanishes where a page ends."""

    @property
    def is_divisible(self) -> bool:
        """Whether a page break may fall between its lines."""
        return self.galley is not None and len(self.galley.lines) >= 2 * WIDOW_LINES

    @property
    def least(self) -> float:
        """Height of the smallest first piece that a page break may leave."""
        return self.galley.extent(0, WIDOW_LINES) if self.galley is not None and self.is_divisible else self.height

    def __post_init__(self) -> None:
        shows = self.galley or self.lead_labels or self.labels or self.backdrops or self.inside or self.is_solid
        object.__setattr__(self, "height", self.galley.height if self.galley else self.fixed)
        object.__setattr__(self, "line_count", len(self.galley.lines) if self.galley else 0)
        object.__setattr__(self, "is_space", not shows)


class Inset(NamedTuple):
    """A strip inside another, at x from the measure's edge and y down from the outer strip's top."""

    x: float
    dy: float
    strip: Strip


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Strips with the structure that holds them; the parent of its outermost elements is `DOCUMENT`."""

    elements: tuple[Element, ...]
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """With the white space above the first strip."""
        return sum(strip.before + strip.height for strip in self.strips)


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """Strips that come below one another wherever they are placed, so that several can be placed with one mark."""

    strips: tuple[tuple[Strip, int], ...]
    """Each with the index in its branch of the first element of the part that it comes from."""

    stacks: dict[int, Stamp] = field(init=False, default_factory=dict)
    """What has been placed at once so far, by its first strip."""

    heights: tuple[float, ...] = field(init=False)
    """From each strip down to the end, with the white space above it."""

    def __post_init__(self) -> None:
        below = accumulate(strip.before + strip.height for strip, _ in reversed(self.strips))
        object.__setattr__(self, "heights", tuple(below)[::-1])


@dataclass
class PartBuilder:
    """Collects the strips and elements of a part."""

    elements: list[Element] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)

    def element(self, role: str, parent: int = DOCUMENT, description: str = "") -> int:
        self.elements.append(Element(role, parent, description))
        return len(self.elements) - 1

    def alike(self, role: str, parent: int, count: int) -> range:
        """So many elements that say the same of themselves."""
        first = len(self.elements)
        self.elements += [Element(role, parent)] * count
        return range(first, first + count)

    def inlays(self, galley: Galley, parent: int) -> tuple[int, ...]:
        """Elements for all inlays of a galley; the pieces of one formula share one."""
        elements: list[int] = []
        for inlay in galley.inlays:
            elements.append(self.element(inlay.role, parent, inlay.description) if inlay.is_first else elements[-1])
        return tuple(elements)

    def keep_whole(self) -> None:
        """Let all strips so far hang together with what follows."""
        self.strips[:] = [replace(strip, keep=max(strip.keep, Keep.WHOLE)) for strip in self.strips]

    def bind_blank(self, first: int) -> None:
        """From a strip on, let those without ink hold on to the first with ink: signs stand beside them."""
        for index, strip in enumerate(self.strips[first:-1], start=first):
            if strip.galley is None or any(line.ink for line in strip.galley.lines):
                break
            self.strips[index] = replace(strip, keep=Keep.FIRM)

    def part(self) -> Part:
        return Part(tuple(self.elements), tuple(self.strips))
