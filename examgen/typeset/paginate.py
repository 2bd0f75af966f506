"""Strips in, pages out: fills pages from the top, keeps together what belongs together, splits paragraphs between lines.

A paragraph leaves at least two lines on either side of a page break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from examgen.model.pages import Element, Mark, Page, Spot
from examgen.typeset.galley import Filling
from examgen.typeset.stack import WIDOW_LINES, Part, Strip
from examgen.typeset.stamp import Graphics, stamp_of


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the page that holds the text; PDF points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass
class Paginator:
    """Places strips one after another; `pages` at the end."""

    frame: Frame
    graphics: Graphics
    mapped: bool = False
    """Whether a page map is kept."""

    elements: list[Element] = field(default_factory=list)
    _pages: list[Page] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _spots: list[Spot] = field(default_factory=list)
    _y: float = 0.0
    """Where the next strip's white space begins."""

    def __post_init__(self) -> None:
        self._y = self.frame.top

    @property
    def _at_top(self) -> bool:
        return self._y == self.frame.top

    def pages(self) -> list[Page]:
        """All pages; the last one is closed by this."""
        if self._marks or not self._pages:
            self.break_page()
        return self._pages

    def break_page(self) -> None:
        """Go on at the top of a new page."""
        self._pages.append(Page(tuple(self._marks), tuple(self._spots)))
        self._marks, self._spots, self._y = [], [], self.frame.top

    def adopt(self, part: Part, parent: int) -> int:
        """Take a part's elements into the document; returns the index of its first."""
        base = len(self.elements)
        self.elements += [
            Element(role, parent if holder < 0 else holder + base) for role, holder in part.elements
        ]
        return base

    def place_whole(self, height: float, strips: Sequence[tuple[Strip, int]], question: int | None, fill: Filling) -> None:
        """Place strips that stay on one page if any page can hold them; `height` leaves out the first white space."""
        if height <= self.frame.height:
            before = 0.0 if self._at_top else strips[0][0].before
            if self._y - before - height < self.frame.bottom - 0.01:
                self.break_page()
            for strip, base in strips:
                self._put(strip, base, question, fill)
        else:
            self.flow(strips, question, fill)

    def flow(self, strips: Sequence[tuple[Strip, int]], question: int | None, fill: Filling) -> None:
        """Place strips in turn, breaking pages where that is allowed."""
        secured = 0
        for index, (strip, base) in enumerate(strips):
            if index >= secured and not self._at_top:
                wanted, secured = self._wanted(strips, index)
                if wanted > self._y - strip.before - self.frame.bottom + 0.01:
                    self.break_page()
            self._put_split(strip, base, question, fill)

    def _wanted(self, strips: Sequence[tuple[Strip, int]], index: int) -> tuple[float, int]:
        """Room that must be left for a strip to start here with what it keeps, and the first strip beyond those."""
        strip = strips[index][0]
        height, end = 0.0, index
        for follower, _ in strips[index:]:
            height += follower.before if end > index else 0.0
            end += 1
            if not follower.keep or end == len(strips):
                height += follower.least
                break
            height += follower.height
        return (height, end) if height <= self.frame.height else (strip.least, index + 1)

    def _put_split(self, strip: Strip, base: int, question: int | None, fill: Filling) -> None:
        galley, first = strip.galley, 0
        if galley is None:
            self._put(strip, base, question, fill)
            return
        count = len(galley.lines)
        while first < count:
            before = strip.before if first == 0 and not self._at_top else 0.0
            fitting = int((self._y - before - self.frame.bottom + 0.01) / galley.leading)
            last = min(count, first + max(fitting, 0))
            if last < count:
                last = min(last, max(count - WIDOW_LINES, first))
                if last - first < min(WIDOW_LINES, count - first) and not self._at_top:
                    self.break_page()
                    continue
                last = max(last, first + 1)
            self._put(strip, base, question, fill, first, last)
            first = last
            if first < count:
                self.break_page()

    def _put(
        self, strip: Strip, base: int, question: int | None, fill: Filling, first: int = 0, last: int | None = None
    ) -> None:
        if first == 0 and not self._at_top:
            self._y -= strip.before
        galley = strip.galley
        if galley is None:
            height = strip.fixed
        else:
            last = len(galley.lines) if last is None else last
            height = (last - first) * galley.leading
        stamp = stamp_of(strip, first, last or 0, self.graphics)
        if stamp.ink:
            self._marks.append(stamp.mark(self.frame.left, self._y, base, fill))
        if self.mapped:
            width = galley.width if galley else self.frame.right - self.frame.left - strip.x
            left = self.frame.left + strip.x
            page = len(self._pages) + 1
            self._spots.append(Spot(page, strip.part, question, self._y, left, self._y - height, left + width))
        self._y -= height


def based(strips: Iterable[Strip], base: int) -> list[tuple[Strip, int]]:
    """Strips with the index of their part's first element."""
    return [(strip, base) for strip in strips]
