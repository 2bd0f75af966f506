"""Strips in, pages out: pages are filled from the top, what belongs together stays together.

A paragraph that is split between lines leaves at least two lines on either side of a page break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from examgen.errors import TypesetError
from examgen.model.pages import Branch, Mark, Page, Spot
from examgen.typeset.galley import Filling, Galley, Slot
from examgen.typeset.stack import WIDOW_LINES, Keep, Strip
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


Strips: TypeAlias = Sequence[tuple[Strip, int]]
"""Each with the index in its branch of the first element of the part that it comes from."""


class Owner(NamedTuple):
    """What some strips belong to."""

    branch: int
    question: int | None
    fill: Filling


@dataclass
class Paginator:
    """Places strips one after another; `pages` at the end."""

    frame: Frame
    graphics: Graphics
    mapped: bool = False
    """Whether a page map is kept."""

    branches: list[Branch] = field(default_factory=list)
    _pages: list[Page] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _spots: list[Spot] = field(default_factory=list)
    _held: list[tuple[Strip, Owner]] = field(default_factory=list)
    _y: float = 0.0
    """Where the next strip's white space begins."""

    def __post_init__(self) -> None:
        self._y = self.frame.top

    @property
    def _at_top(self) -> bool:
        return self._y == self.frame.top

    @property
    def _room(self) -> float:
        """Height that is left on this page; a hundredth of a point is forgiven."""
        return self._y - self.frame.bottom + 0.01

    def pages(self) -> list[Page]:
        """All pages; the last one is closed by this."""
        self._put_held()
        if self._marks or not self._pages:
            self._break_page()
        return self._pages

    def turn_page(self) -> None:
        """Go on at the top of a new page, as asked for."""
        self._put_held()
        self._break_page()

    def adopt(self, branch: Branch) -> int:
        """Take a branch into the document; returns its index."""
        self.branches.append(branch)
        return len(self.branches) - 1

    def hold(self, strips: Sequence[Strip], branch: int) -> None:
        """Keep a heading until what it heads is placed, to go on the same page."""
        owner = Owner(branch, None, _no_slots)
        self._held += [(strip, owner) for strip in strips]

    def place_whole(self, height: float, strips: Strips, owner: Owner) -> None:
        """Place strips that stay on one page if any page can hold them; `height` leaves out the first white space."""
        before = 0.0 if self._at_top and not self._held else strips[0][0].before
        if self.held_height + (before if self._held else 0.0) + height <= self.frame.height:
            if self.held_height + before + height > self._room:
                self._break_page()
            self._put_held()
            for strip, base in strips:
                self._put(strip, base, owner)
        else:
            self.flow(strips, owner)

    def flow(self, strips: Strips, owner: Owner) -> None:
        """Place strips in turn, breaking pages where that is allowed.

        What hangs together but fits on no page is set as if it did not; only firm bonds hold then.
        """
        secured = torn = 0
        for index, (strip, base) in enumerate(strips):
            if index >= secured and not strip.is_space:
                secured, torn = self._secure(strips, index, torn)
            after = 0.0
            if strip.keep is Keep.FIRM and secured <= index + 1 < len(strips):
                after = strips[index + 1][0].before + _start(strips, index + 1)
            self._put_split(strip, base, owner, after)

    def _break_page(self) -> None:
        self._pages.append(Page(tuple(self._marks), tuple(self._spots)))
        self._marks, self._spots, self._y = [], [], self.frame.top

    def _secure(self, strips: Strips, index: int, torn: int) -> tuple[int, int]:
        """Turn the page unless a strip can start here with what it keeps.

        Strips before ``torn`` hang together with earlier ones that they had to part from.
        Returns the first strip beyond those that are sure of their place, and the new ``torn``.
        """
        above = self.held_height + (strips[index][0].before if self._held or not self._at_top else 0.0)
        wanted, end = _together(strips, index)
        secured = end
        if index < torn or (above if self._held else 0.0) + wanted > self.frame.height:
            wanted, secured, torn = _start(strips, index), index + 1, end
        if above + wanted > self._room and not self._at_top:
            self._break_page()
        self._put_held()
        return secured, torn

    @property
    def held_height(self) -> float:
        return sum(strip.before + strip.height for strip, _ in self._held)

    def _put_held(self) -> None:
        held, self._held = self._held, []
        for strip, owner in held:
            self._put_split(strip, 0, owner, 0.0)

    def _put_split(self, strip: Strip, base: int, owner: Owner, after: float) -> None:
        """Place a strip over as many pages as it needs; ``after`` is the room that its last line must leave."""
        above = 0.0 if self._at_top else strip.before
        if strip.galley is None or above + strip.height + after <= self._room:
            self._put(strip, base, owner)
            return
        count, first = strip.line_count, 0
        while first < count:
            last = self._last_fitting(strip, strip.galley, first, after)
            if last > first:
                self._put(strip, base, owner, first, last)
            if last < count:
                self._break_page()
            first = last

    def _last_fitting(self, strip: Strip, galley: Galley, first: int, after: float) -> int:
        """The line before which a page break may fall; ``first`` itself where nothing should go on this page."""
        count = len(galley.lines)
        room = self._room - (strip.before if first == 0 and not self._at_top else 0.0)
        fitting = last = galley.fitting(first, room)
        if last == count and galley.extent(first, count) + after > room:
            last = count - 1
        if last < count:
            last = min(last, count - WIDOW_LINES)
            if last - first < WIDOW_LINES:
                last = max(first + 1, fitting) if self._at_top else first
        return last

    def _put(self, strip: Strip, base: int, owner: Owner, first: int = 0, last: int | None = None) -> None:
        if strip.again and self._at_top:
            self._put(strip.again, base, owner)
        elif first == 0 and not self._at_top:
            self._y -= strip.before
        if strip.is_space:
            self._y = self._y if self._at_top else max(self._y - strip.fixed, self.frame.bottom)
            return
        if last is None:
            last, height = strip.line_count, strip.height
        else:
            assert strip.galley is not None
            height = strip.galley.extent(first, last)
        if height > self._room:
            raise _too_tall(strip.part, height, self.frame.height)
        stamp = stamp_of(strip, base, first, last, self.graphics)
        if stamp.ink:
            self._marks.append(stamp.mark(self.frame.left, self._y, owner.branch, owner.fill))
        if self.mapped:
            self._map(strip, owner.question, self.frame.left, self._y, height)
        self._y -= height

    def _map(self, strip: Strip, question: int | None, left: float, top: float, height: float) -> None:
        """Record where a strip stands; one that only holds others is recorded by them."""
        if strip.inside and not strip.backdrops:
            for inset in strip.inside:
                self._map(inset.strip, question, left + inset.x, top - inset.dy, inset.strip.height)
        elif height:
            width = strip.galley.width if strip.galley else self.frame.right - left - strip.x
            x = left + strip.x
            self._spots.append(Spot(len(self._pages) + 1, strip.part, question, top, x, top - height, x + width))


def _together(strips: Strips, index: int) -> tuple[float, int]:
    """Height of a strip with all that hangs together with it, and the first strip beyond."""
    height, end = -strips[index][0].before, index
    for strip, _ in strips[index:]:
        end += 1
        if strip.keep is Keep.LOOSE or end == len(strips):
            height += strip.before + strip.least
            break
        height += strip.before + strip.height
    return height, end


def _start(strips: Strips, index: int) -> float:
    """Least height that a strip can start with: its first lines, or all of it and the start of what it holds on to."""
    height = -strips[index][0].before
    for strip, _ in strips[index:]:
        height += strip.before + strip.least
        if strip.is_divisible or strip.keep is not Keep.FIRM:
            break
    return height


def _too_tall(part: str, height: float, room: float) -> TypesetError:
    return TypesetError(
        f"a piece of the page ({part}) is {height:.0f} pt tall, and a page has room for {room:.0f} pt",
        remedy="shorten or divide it in the template, or make margins and leading in style.toml smaller",
    )


def _no_slots(slot: Slot) -> bytes:
    raise AssertionError(f"a heading holds no {slot.reference}")
