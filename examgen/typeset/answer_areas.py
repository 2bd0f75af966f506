"""The room that a question asks for in, strips to write on out: blank, ruled, squared, dotted, or a row of boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from examgen.model.answer_space import AnswerSpace, Pattern
from examgen.model.pages import DOCUMENT, Area, Graphic, Shape, Stroke
from examgen.model.style import PageStyle
from examgen.typeset.responses import BELOW_RULE, RULE
from examgen.typeset.stack import Backdrop, Strip

SQUARE = 0.625
"""Side of a square, and distance between dots, as a part of that between lines: 5 mm where lines are 8 mm apart."""

SQUARE_LINE = (0.3, 0.65)
"""Width and grey: squares guide, and must not outshine what is written on them."""

DOT = (0.9, 0.5)
"""Diameter and grey."""

BOX = 0.9
"""Side of a box for one character, as a part of the distance between lines."""

LEAST_ROWS = 4
"""Of an area that goes down to the end of the page: where it has no room for so many, it begins on the next."""

AREA = "answer space"


@dataclass(frozen=True)
class AreaSetter:
    """Sets room to write in, from a left edge to the end of the measure."""

    style: PageStyle
    left: float
    measure: float

    def strips(self, space: AnswerSpace) -> Iterator[Strip]:
        """The room, if any; of one that goes down to the end of the page, the least part."""
        if space.is_empty:
            return
        if space.boxes:
            yield from self._boxes(space.boxes)
        elif space.lines:
            yield self._area(Pattern.LINES, space.lines)
        elif space.is_rest:
            yield self._area(space.pattern, LEAST_ROWS)
        elif space.pattern is Pattern.BLANK:
            yield self._strip(self.style.option_gap, space.height * self.style.answer_scale)
        else:
            height = space.height * self.style.answer_scale
            yield self._area(space.pattern, max(1, round(height / self._pitch(space.pattern))))

    def row(self, space: AnswerSpace) -> Strip | None:
        """What is repeated down to the end of the page."""
        if not space.is_rest:
            return None
        return self._strip(0.0, self._pitch(space.pattern), self._drawn(space.pattern, 1, is_first=False))

    def _pitch(self, pattern: Pattern) -> float:
        return self.style.answer_line * (SQUARE if pattern in (Pattern.GRID, Pattern.DOTS) else 1.0)

    def _area(self, pattern: Pattern, rows: int) -> Strip:
        below = BELOW_RULE * self.style.answer_line if pattern is Pattern.LINES else 0.0
        before = self.style.option_gap * (1 if pattern in (Pattern.BLANK, Pattern.LINES) else 3)
        return self._strip(before, rows * self._pitch(pattern) + below, self._drawn(pattern, rows, is_first=True))

    def _strip(self, before: float, height: float, drawn: tuple[Shape, ...] = ()) -> Strip:
        backdrops = (Backdrop(self.left, 0.0, Graphic(drawn)),) if drawn else ()
        return Strip(AREA, None, 0.0, DOCUMENT, before, height, backdrops=backdrops, is_solid=True)

    def _drawn(self, pattern: Pattern, rows: int, *, is_first: bool) -> tuple[Shape, ...]:
        """What is drawn on some rows; where others stand above, their last line is not drawn again."""
        width, pitch = self.measure - self.left, self._pitch(pattern)
        columns = int(width / pitch)
        downs = [-pitch * n for n in range(0 if is_first else 1, rows + 1)]
        match pattern:
            case Pattern.BLANK:
                return ()
            case Pattern.LINES:
                return tuple(Stroke(0.0, down, width, down, *RULE) for down in downs if down)
            case Pattern.GRID:
                across = (Stroke(0.0, down, columns * pitch, down, *SQUARE_LINE) for down in downs)
                upright = (Stroke(n * pitch, 0.0, n * pitch, -rows * pitch, *SQUARE_LINE) for n in range(columns + 1))
                return (*across, *upright)
            case Pattern.DOTS:
                size, grey = DOT
                return tuple(
                    Area(n * pitch - size / 2, down - size / 2, size, size, radius=size / 2, fill=grey)
                    for down in downs
                    for n in range(columns + 1)
                )

    def width_of_last(self, boxes: int) -> float:
        """Of the last row of so many boxes."""
        return ((boxes - 1) % self._in_row + 1) * self._side

    @property
    def _side(self) -> float:
        return BOX * self.style.answer_line

    @property
    def _in_row(self) -> int:
        return max(1, int((self.measure - self.left) / self._side))

    def _boxes(self, count: int) -> Iterator[Strip]:
        side, gap = self._side, self._side / 3
        for row in range(ceil(count / self._in_row)):
            boxes = min(self._in_row, count - row * self._in_row)
            drawn = tuple(Area(n * side, -side, side, side, line=RULE[1], line_width=RULE[0]) for n in range(boxes))
            yield self._strip(gap if row else 3 * self.style.option_gap, side, drawn)
