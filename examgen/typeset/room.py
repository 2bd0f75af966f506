"""The plan of a room in, strips out: its front, then a box for each seat where it stands, with its variant.

Seats that do not fit beside one another go on below, with heads of their own; a page that begins within the room
repeats them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from examgen.model.manuscript import RoomPlan, RoomSeat
from examgen.model.pages import DOCUMENT, Area, Graphic
from examgen.model.style import Tone
from examgen.model.text import Align, Words
from examgen.typeset.galley import Galley
from examgen.typeset.oneline import OneLine, OneLineSetter
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, Label, PartBuilder, Strip

NARROWEST, WIDEST = 26.0, 66.0
"""Of a seat, in PDF points; names may ask for wider ones."""

BARE_SHARE = 0.62
"""Height of a seat without name, as a part of its width."""

GAP = 6.0
"""Between two seats, in PDF points."""

PADDING = 4.0
"""Between the frame of a seat and its words."""

NUMBER_EMS, NAME_EMS, HEAD_EMS = 1.5, 0.75, 0.78
"""Sizes of a variant's number, of names, and of the numbers of rows and columns, in those of key grids."""

FRONT_SHARE, FRONT_PADDING = 0.5, 4.0
"""Of the room's width, for the bar at its front; and the white space above and below the word in it."""

BEFORE = 16.0
"""White space above each group of columns but the first, in PDF points."""

RADIUS, HAIRLINE, GREY, BAND = 2.5, 0.6, 0.35, 0.92


@dataclass(frozen=True)
class _Spread:
    """Where seats stand, from the measure's left edge; PDF points."""

    left: float
    head: float
    """For the numbers of rows."""

    seat: float
    height: float
    count: int
    """Side by side."""

    def x(self, place: int) -> float:
        return self.left + self.head + place * (self.seat + GAP)

    @property
    def middle(self) -> float:
        return (self.x(0) + self.x(self.count) - GAP) / 2

    @property
    def width(self) -> float:
        return self.x(self.count) - GAP - self.x(0)


@dataclass(frozen=True)
class RoomSetter:
    """Sets rooms in the tone of key grids."""

    grid: Tone
    lines: OneLineSetter
    paragraphs: ParagraphSetter

    def strips(self, builder: PartBuilder, room: RoomPlan, measure: float) -> None:
        """Set the whole room, a table for each group of columns that fit side by side."""
        spread = self._spread(room, measure)
        builder.strips.append(self._front(builder, room, spread))
        for start in range(0, len(room.columns), spread.count):
            columns = slice(start, start + spread.count)
            self._table(builder, room, columns, spread)

    @cached_property
    def _number(self) -> Tone:
        return replace(self.grid, size=self.grid.size * NUMBER_EMS, leading=self.grid.leading * NUMBER_EMS, bold=True)

    @cached_property
    def _name(self) -> Tone:
        return replace(self.grid, size=self.grid.size * NAME_EMS, leading=self.grid.leading * NAME_EMS)

    @cached_property
    def _head(self) -> Tone:
        return replace(self.grid, size=self.grid.size * HEAD_EMS, grey=GREY)

    def _spread(self, room: RoomPlan, measure: float) -> _Spread:
        """As many seats side by side as fit, as even in number as they can be, in the middle of the page."""
        heads = [room.row, *(row.number for row in room.rows)]
        head = max(self.lines.line(text, self._head).width for text in heads) + GAP
        least = min(measure - head, max([NARROWEST, *(width + 2 * PADDING for width in self._widths(room, measure))]))
        fitting = max(1, int((measure - head + GAP) / (least + GAP)))
        count = ceil(len(room.columns) / ceil(len(room.columns) / fitting))
        seat = min((measure - head + GAP) / count - GAP, max(least, WIDEST))
        left = (measure - head - count * (seat + GAP) + GAP) / 2
        names = [self._galley(each.candidate, seat).height for each in room.seats if each.candidate]
        height = 2 * PADDING + self._number.leading + max(names) if names else max(NARROWEST, BARE_SHARE * seat)
        return _Spread(max(0.0, left - head / 2), head, seat, height, count)

    def _widths(self, room: RoomPlan, measure: float) -> Iterator[float]:
        """Of the longest words; what is longer than the widest seat is broken."""
        for seat in room.seats:
            yield self.lines.line(seat.variant, self._number).width
            if seat.candidate:
                words, _ = self.paragraphs.extents((Words(seat.candidate),), self._name, measure)
                yield min(words, 1.5 * WIDEST)

    def _galley(self, name: str, seat: float) -> Galley:
        return self.paragraphs.aligned((Words(name),), self._name, seat - 2 * PADDING, Align.CENTRE)

    def _front(self, builder: PartBuilder, room: RoomPlan, spread: _Spread) -> Strip:
        """A bar at the front of the room."""
        line = self.lines.line(room.front, self._head)
        width = max(FRONT_SHARE * spread.width, line.width + 4 * FRONT_PADDING)
        height = self._head.leading + 2 * FRONT_PADDING
        bar = Graphic((Area(0.0, -height, width, height, radius=RADIUS, fill=BAND),))
        label = self._centred(line, spread.middle, _drop(height, self._head), builder.element("P"))
        drawn = Backdrop(spread.middle - width / 2, 0.0, bar)
        return Strip("room", None, 0.0, DOCUMENT, 8.0, height, labels=(label,), backdrops=(drawn,), keep=Keep.FIRM)

    def _table(self, builder: PartBuilder, room: RoomPlan, columns: slice, spread: _Spread) -> None:
        table = builder.element("Table")
        row = builder.element("TR", table)
        corner = self.lines.line(room.row, self._head)
        height = self._head.leading + 4.0
        down = _drop(height, self._head)
        labels = [Label(spread.left, corner.ink, builder.element("TH:Column", row), GREY, corner.width, down)]
        for place, number in enumerate(room.columns[columns]):
            line = self.lines.line(number, self._head)
            middle = spread.x(place) + spread.seat / 2
            labels.append(self._centred(line, middle, down, builder.element("TH:Column", row)))
        top = Strip("room", None, 0.0, DOCUMENT, BEFORE / 2, height, labels=tuple(labels), keep=Keep.FIRM)
        builder.strips.append(replace(top, before=BEFORE) if columns.start else top)
        again = replace(top, is_artifact=True)
        for place, each in enumerate(room.rows):
            strip = self._row(builder, each.number, each.seats[columns], spread, table)
            keep = Keep.WHOLE if place < len(room.rows) - 1 else Keep.LOOSE
            builder.strips.append(replace(strip, again=again, before=GAP if place else 0.0, keep=keep))

    def _row(
        self, builder: PartBuilder, number: str, seats: Sequence[RoomSeat | None], spread: _Spread, table: int
    ) -> Strip:
        row = builder.element("TR", table)
        line = self.lines.line(number, self._head)
        down = _drop(spread.height, self._head)
        label = Label(spread.left, line.ink, builder.element("TH:Row", row), GREY, line.width, down)
        box = Area(0.0, -spread.height, spread.seat, spread.height, RADIUS, line=GREY, line_width=HAIRLINE)
        boxes: list[Backdrop] = []
        inside: list[Inset] = []
        for place, seat in enumerate(seats):
            cell, x = builder.element("TD", row), spread.x(place)
            if seat:
                boxes.append(Backdrop(x, 0.0, Graphic((box,))))
                inside.append(Inset(x, 0.0, self._seat(builder, seat, spread, cell)))
        strip = Strip("room", None, 0.0, DOCUMENT, 0.0, spread.height, labels=(label,), backdrops=tuple(boxes))
        return replace(strip, inside=tuple(inside))

    def _seat(self, builder: PartBuilder, seat: RoomSeat, spread: _Spread, cell: int) -> Strip:
        """The variant in the middle of its box, or above the name of who sits there."""
        line = self.lines.line(seat.variant, self._number)
        height = self._number.leading + PADDING if seat.candidate else spread.height
        label = self._centred(line, spread.seat / 2, _drop(height, self._number), cell, 0.0)
        named: tuple[Inset, ...] = ()
        if seat.candidate:
            name = Strip("name", self._galley(seat.candidate, spread.seat), 0.0, builder.element("Span", cell))
            named = (Inset(PADDING, PADDING + self._number.leading, name),)
        return Strip("seat", None, 0.0, cell, 0.0, spread.height, labels=(label,), inside=named)

    def _centred(self, line: OneLine, middle: float, down: float, element: int, grey: float = GREY) -> Label:
        return Label(middle - line.width / 2, line.ink, element, grey, line.width, down)


def _drop(height: float, tone: Tone) -> float:
    """From the top of a box down to the baseline of capitals in its middle."""
    return (height + 0.7 * tone.size) / 2
