"""Strips in, pages out: pages are filled from the top, what belongs together stays together.

A paragraph that is split between lines leaves at least two lines on either side of a page break.
Where questions run in columns, a column is filled like a page; what stands before the first question spans them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from examgen.errors import TypesetError
from examgen.model.pages import DOCUMENT, Branch, Mark, Page, Spot
from examgen.typeset.bonds import Strips, start_of, together
from examgen.typeset.frame import Frame
from examgen.typeset.galley import Filling, Galley, Slot
from examgen.typeset.page_map import MapPlace
from examgen.typeset.stack import WIDOW_LINES, Keep, Pile, Strip
from examgen.typeset.stamp import CLOSE, OPEN_ARTIFACT, Graphics, stack_of, stamp_of

HAIRLINE, RULE_GREY = 0.5, 0.6
"""Of the rule between columns: lighter than any other, for it only keeps the eye in its column."""


class Owner(NamedTuple):
    """What some strips belong to."""

    branch: int
    question: int | None
    fill: Filling


class Run(NamedTuple):
    """Strips of one owner; those of a pile can be placed at once."""

    strips: Strips
    owner: Owner
    pile: Pile | None = None
    repeated: Strip | None = None
    """Comes behind them again and again down to the end of the page."""


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

    _column: int | None = None
    """Which column is being filled; ``None`` where strips span all of them."""

    _top: float = 0.0
    """Where the columns of this page begin, or the page itself."""

    _deepest: float = 0.0
    """Where the deepest of the page's columns that are filled ends."""

    def __post_init__(self) -> None:
        self._y = self._top = self._deepest = self.frame.top

    @property
    def measure(self) -> float:
        """The width in which strips stand now."""
        return self.frame.measure if self._column is None else self.frame.column

    @property
    def _edges(self) -> tuple[float, float]:
        frame = self.frame
        return (frame.left, frame.right) if self._column is None else frame.column_edges[self._column]

    @property
    def _mirror(self) -> float | None:
        """The measure, on pages from right to left."""
        return self.measure if self.frame.is_rightward else None

    @property
    def _at_top(self) -> bool:
        return self._y == self._top

    @property
    def _is_fresh(self) -> bool:
        """Whether no page or column holds more than what is left of this one."""
        return self._y == self.frame.top

    @property
    def _room(self) -> float:
        """Height that is left on this page or in this column; a hundredth of a point is forgiven."""
        return self._y - self.frame.bottom + 0.01

    def pages(self) -> list[Page]:
        """All pages; the last one is closed by this."""
        self._put_held()
        if self._marks or not self._pages:
            self._break_page()
        return self._pages

    def turn_page(self) -> None:
        """Go on at the top of a new page, as asked for; what comes next spans its columns."""
        self._put_held()
        self._break_page()
        self._column = None

    def adopt(self, branch: Branch) -> int:
        """Take a branch into the document; returns its index."""
        self.branches.append(branch)
        return len(self.branches) - 1

    def hold(self, strips: Sequence[Strip], branch: int) -> None:
        """Keep a heading until what it heads is placed, to go on the same page."""
        owner = Owner(branch, None, _no_slots)
        self._held += [(strip, owner) for strip in strips]

    def place_whole(self, strips: Strips, pile: Pile, owner: Owner) -> None:
        """Place strips without height, then a pile, on one page if any can hold them."""
        before, height = strips[0][0].before, pile.heights[0]
        if self._above(before, at_top=True) + height <= self.frame.height:
            self._make_room(height, before)
            self._put_held()
            self._open_columns(owner, before)
            for strip, base in strips:
                self._put(strip, base, owner)
            self._put_rest(pile, 0, owner)
        else:
            self.flow(strips, owner, (pile,))

    def flow(self, strips: Strips, owner: Owner, piles: Sequence[Pile] = ()) -> None:
        """Place strips in turn, then those of piles, breaking pages where that is allowed."""
        self.flow_runs((Run(strips, owner), *[Run(pile.strips, owner, pile) for pile in piles]))

    def flow_runs(self, runs: Sequence[Run]) -> None:
        """Place the strips of runs in turn, breaking pages where that is allowed.

        What hangs together but fits on no page is parted between its paragraphs; only firm bonds hold then.
        As soon as all that is left of a pile is sure of its place on the page, it is placed at once.
        """
        whole = [pair for run in runs for pair in run.strips]
        secured = torn = end = 0
        for strips, owner, pile, repeated in runs:
            start, end = end, end + len(strips)
            for index in range(start, end):
                strip, base = whole[index]
                if index >= secured and not strip.is_space:
                    secured, torn = self._secure(whole, index, torn, owner)
                if pile and (end < secured or end == len(whole)) and self._fits(pile, index - start):
                    self._put_rest(pile, index - start, owner)
                    break
                after = 0.0
                if strip.keep is Keep.FIRM and secured <= index + 1 < len(whole):
                    after = whole[index + 1][0].before + start_of(whole, index + 1)
                self._put_split(strip, base, owner, after)
            if repeated:
                self._fill_page(repeated, owner)

    def _fill_page(self, row: Strip, owner: Owner) -> None:
        """Repeat a strip down to the end of the page or column, of which nothing is left then."""
        while row.height <= self._room:
            self._put(row, 0, owner)
        self._y = self.frame.bottom

    def _make_room(self, height: float, before: float) -> None:
        """Go on until a height fits with what is held and the white space above it, or there is no more room to win."""
        while not self._is_fresh and self._above(before, at_top=self._at_top) + height > self._room:
            self._go_on()

    def _above(self, before: float, *, at_top: bool) -> float:
        """Height of what is held and the white space before a strip; at the top, what comes first has none above."""
        if not self._held:
            return 0.0 if at_top else before
        gaps = [*(strip.before for strip, _ in self._held), before]
        return sum(strip.height for strip, _ in self._held) + sum(gaps[1:] if at_top else gaps)

    def _open_columns(self, owner: Owner, before: float) -> None:
        """From the first question on, strips stand in columns, whose first lines are level."""
        if self._column is None and owner.question is not None and self.frame.columns > 1:
            self._y -= 0.0 if self._at_top else before
            self._column, self._top = 0, self._y

    def _go_on(self) -> None:
        """At the top of the next column, or of a new page after the last."""
        if self._column is None or self._column + 1 == self.frame.columns:
            self._break_page()
        else:
            self._deepest = min(self._deepest, self._y)
            self._column, self._y = self._column + 1, self._top

    def _break_page(self) -> None:
        if self._column:
            self._rule_columns(min(self._deepest, self._y))
        self._pages.append(Page(tuple(self._marks), tuple(self._spots)))
        self._marks, self._spots = [], []
        self._y = self._top = self._deepest = self.frame.top
        self._column = None if self._column is None else 0

    def _rule_columns(self, bottom: float) -> None:
        """A thin line before each column that holds anything, as deep as the deepest."""
        for left, right in self.frame.column_edges[1 : (self._column or 0) + 1]:
            x = right + self.frame.gap / 2 if self.frame.is_rightward else left - self.frame.gap / 2
            line = b"q %g w %g G 0 0 m 0 %.2f l S Q" % (HAIRLINE, RULE_GREY, bottom - self._top)
            ink = OPEN_ARTIFACT + line + CLOSE
            self._marks.append(Mark(x, self._top, (ink,), (), DOCUMENT, ()))

    def _secure(self, strips: Strips, index: int, torn: int, owner: Owner) -> tuple[int, int]:
        """Turn the page unless a strip can start here with what it keeps.

        Strips before ``torn`` hang together with earlier ones that they had to part from.
        Returns the first strip beyond those that are sure of their place, and the new ``torn``.
        """
        strip, _ = strips[index]
        before = strip.before
        # most strips stand for themselves, and most of them have room: no bond need be followed
        if strip.keep is Keep.LOOSE and before + strip.height <= self._room and not self._held:
            self._open_columns(owner, before)
            return index + 1, torn
        room = self.frame.height - self._above(before, at_top=True)
        # what hangs together up to `torn` is known not to fit; to follow it from each row of a table takes its square
        wanted, secured = (0.0, index) if index < torn else together(strips, index, Keep.WHOLE)
        if wanted > room:
            torn = secured
        if index < torn:
            wanted, secured = together(strips, index, Keep.FIRM)
            is_held = index > 0 and strips[index - 1][0].keep is Keep.FIRM
            if is_held or wanted > room:
                wanted, secured = start_of(strips, index), index + 1
        self._make_room(wanted, before)
        self._put_held()
        self._open_columns(owner, before)
        return secured, torn

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
                self._go_on()
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
            missing = 2 * WIDOW_LINES - (count - last)  # lines that the rest lacks to be divided again
            if 0 < missing < WIDOW_LINES and galley.extent(last, count) + after > self.frame.height:
                last -= missing
            if last - first < WIDOW_LINES:
                last = max(first + 1, fitting) if self._is_fresh else first
        return last

    def _put(self, strip: Strip, base: int, owner: Owner, first: int = 0, last: int | None = None) -> None:
        is_at_top = self._at_top
        if is_at_top and strip.again:
            self._put(strip.again, base, owner)
        elif first == 0 and not is_at_top:
            self._y -= strip.before
        if strip.is_space:
            self._y = self._y if is_at_top else max(self._y - strip.fixed, self.frame.bottom)
            return
        if last is None:
            last, height = strip.line_count, strip.height
        else:
            assert strip.galley is not None
            height = strip.galley.extent(first, last)
        if height > self._room:
            raise _too_tall(strip.part, height, self.frame.height)
        stamp = stamp_of(strip, base, range(first, last), self.graphics, self._mirror)
        if not stamp.is_blank:
            self._marks.append(stamp.mark(self._edges[0], self._y, owner.branch, owner.fill))
        if self.mapped:
            self._spots += self._place_of(owner).strip(strip, 0.0, self._y, height)
        self._y -= height

    def _fits(self, pile: Pile, first: int) -> bool:
        """Whether there is room for all strips of a pile from one of them on, without a header that comes again."""
        return pile.heights[first] <= self._room and not (self._at_top and pile.strips[first][0].again)

    def _put_rest(self, pile: Pile, first: int, owner: Owner) -> None:
        """Place all strips of a pile from one of them on with one mark; at the top, none is left white."""
        while self._at_top and first < len(pile.strips) and pile.strips[first][0].is_space:
            first += 1
        if first == len(pile.strips):
            return
        if self._at_top:
            self._y += pile.strips[first][0].before
        stamp = stack_of(pile, first, self.graphics, self._mirror)
        if not stamp.is_blank:
            top = self._y - pile.strips[first][0].before
            self._marks.append(stamp.mark(self._edges[0], top, owner.branch, owner.fill))
        if self.mapped:
            self._spots += self._place_of(owner).pile(pile, first, self._y)
        self._y -= pile.heights[first]

    def _place_of(self, owner: Owner) -> MapPlace:
        return MapPlace(len(self._pages) + 1, self._edges, self.frame.is_rightward, owner.question)


def _too_tall(part: str, height: float, room: float) -> TypesetError:
    return TypesetError(
        f"a piece of the page ({part}) is {height:.0f} pt tall, and a page has room for {room:.0f} pt",
        remedy="shorten or divide it in the template, or make margins and leading in style.toml smaller",
    )


def _no_slots(slot: Slot) -> bytes:
    raise AssertionError(f"a heading holds no {slot.reference}")
