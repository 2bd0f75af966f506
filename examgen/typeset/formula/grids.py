"""Matrices, cases and aligned equations: cells in rows and columns, centred on the axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from examgen.typeset.formula.boxes import Box, Style, overlay, rule
from examgen.typeset.formula.glyphs import axis
from examgen.typeset.formula.nodes import MU, Node

LINE = 45.0
"""Thickness of lines between rows and columns."""

APART = 130.0
"""Between the middles of double lines."""


@dataclass(frozen=True)
class Layout:
    """How the cells of a grid stand."""

    columns: str = "c"
    """How each column is aligned: l, c or r; the last ones repeat."""

    gaps: tuple[float, ...] = (1000.0,)
    """Space after each column; these repeat as well."""

    edge: float = 0.0
    """Space at the sides."""

    leading: float = 1200.0
    """From baseline to baseline where no cell is higher."""

    spread: float = 0.0
    """More space between rows."""

    level: int | None = 1
    """Of the cells; ``None`` for the level around the grid."""

    step: float = 0.0
    """Where rows go down in steps, as in ``multline``: how much wider all is than the widest of them."""

    anchor: str = "c"
    """What stands on the line around it: c for its middle, t for its first row, b for its last."""

    is_tagged: bool = False
    """Whether its last column has the numbers of equations."""


class Line(NamedTuple):
    """A line above a row, from one column's left edge to another's; the number of rows stands for the foot."""

    row: int
    first: int = 0
    last: int | None = None
    """``None`` for the right edge of all."""


@dataclass(frozen=True)
class Grid(Node):
    cells: tuple[tuple[Node, ...], ...]
    layout: Layout
    skips: tuple[float, ...]
    """More space below each row, in mu."""

    lines: tuple[Line, ...] = ()
    """Those that are equal stand side by side."""

    lines_left: tuple[int, ...] = ()
    """Columns with a line at their left, once for each; the number of columns stands for the right edge."""

    def set(self, style: Style) -> Box:
        inner = style if self.layout.level is None else style.uncramped(self.layout.level)
        rows = [[cell.set(inner) for cell in row] for row in self.cells]
        tops, baselines, foot = _down(rows, self, inner.scale)
        columns, width = _across(rows, self.layout, inner.scale)
        placed = [
            (columns[c].place(box, self._step(r) if c == 0 else ""), baselines[r], box)
            for r, row in enumerate(rows)
            for c, box in enumerate(row)
        ]
        line, edges = LINE * inner.scale, [*tops, foot]
        seams = [*(column.seam for column in columns), width]
        for at, shift in _side_by_side(self.lines):
            left, right = seams[at.first], width if at.last is None else seams[at.last]
            placed.append((left, edges[at.row] - line / 2 - shift * inner.scale, rule(right - left, line)))
        post = rule(line, tops[0] - foot)
        placed += [(seams[c] - line / 2 + s * inner.scale, foot, post) for c, s in _side_by_side(self.lines_left)]
        rise = {"c": axis(style.scale) - (tops[0] + foot) / 2, "t": 0.0, "b": -baselines[-1]}[self.layout.anchor]
        ink = overlay(width, *((x, y + rise, box) for x, y, box in placed)).inks
        return Box(width, tops[0] + rise, -foot - rise, ink)

    def parted(self, style: Style) -> tuple[Box, Box]:
        """What stands before the numbers of equations, with the space behind it, and the numbers, row for row."""
        inner = style if self.layout.level is None else style.uncramped(self.layout.level)
        columns, _ = _across([[cell.set(inner) for cell in row] for row in self.cells], self.layout, inner.scale)
        whole, edge = self.set(style), columns[-1].left
        body = tuple(ink for ink in whole.inks if ink.x < edge)
        tags = tuple(ink._replace(x=ink.x - edge) for ink in whole.inks if ink.x >= edge)
        height = whole.ascent, whole.descent
        return Box(edge, *height, body), Box(whole.width - edge, *height, tags)

    def _step(self, row: int) -> str:
        """Where a row stands that goes down in steps; nothing where rows stand in columns."""
        if not self.layout.step or len(self.cells) == 1:
            return ""
        return {0: "l", len(self.cells) - 1: "r"}.get(row, "c")


_Place = TypeVar("_Place", Line, int)


def _side_by_side(places: Sequence[_Place]) -> Iterator[tuple[_Place, float]]:
    """Places with how far from it a line stands: equal ones apart, around the middle."""
    for place in dict.fromkeys(places):
        count = places.count(place)
        for number in range(count):
            yield place, (number - (count - 1) / 2) * APART


class _Column(NamedTuple):
    seam: float
    """Middle of the gap at its left, where a line may stand."""

    left: float
    width: float
    alignment: str

    def place(self, box: Box, alignment: str) -> float:
        """Where a box begins, aligned as the column is or as asked."""
        return self.left + {"l": 0.0, "c": 0.5, "r": 1.0}[alignment or self.alignment] * (self.width - box.width)


def _down(rows: list[list[Box]], grid: Grid, size: float) -> tuple[list[float], list[float], float]:
    """Tops and baselines of the rows, from the first baseline, and the foot of the last."""
    y, tops, baselines, layout = 0.0, [], [], grid.layout
    for index, row in enumerate(rows):
        ascent = max(0.7 * layout.leading * size, *(box.ascent for box in row), 0.0)
        y -= ascent + (layout.spread + grid.skips[index - 1] * MU) * size if index else 0.0
        tops.append(y + ascent)
        baselines.append(y)
        y -= max(0.3 * layout.leading * size, *(box.descent for box in row), 0.0)
        foot = y
    return tops, baselines, foot


def _across(rows: list[list[Box]], layout: Layout, size: float) -> tuple[list[_Column], float]:
    """The columns, and the width of all with the space at the sides."""
    x, seam, columns = layout.edge * size, 0.0, []
    for index in range(max(len(row) for row in rows)):
        width = max((row[index].width for row in rows if index < len(row)), default=0.0)
        width += layout.step * size if index == 0 and len(rows) > 1 else 0.0
        columns.append(_Column(seam, x, width, layout.columns[index % len(layout.columns)]))
        gap = layout.gaps[index % len(layout.gaps)] * size
        seam, x = x + width + gap / 2, x + width + gap
    return columns, columns[-1].left + columns[-1].width + layout.edge * size
