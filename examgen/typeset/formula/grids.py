"""Matrices, cases and aligned equations: cells in rows and columns, centred on the axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from examgen.typeset.formula.boxes import Box, Style, overlay, rule
from examgen.typeset.formula.glyphs import axis
from examgen.typeset.formula.nodes import MU, Node

LINE = 45.0
"""Thickness of lines between rows and columns."""


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


@dataclass(frozen=True)
class Grid(Node):
    cells: tuple[tuple[Node, ...], ...]
    layout: Layout
    skips: tuple[float, ...]
    """More space below each row, in mu."""

    lines_above: frozenset[int] = frozenset()
    """Rows with a line above them; the number of rows stands for the foot."""

    lines_left: frozenset[int] = frozenset()
    """Columns with a line at their left; the number of columns stands for the right edge."""

    def set(self, style: Style) -> Box:
        inner = style if self.layout.level is None else style.uncramped(self.layout.level)
        rows = [[cell.set(inner) for cell in row] for row in self.cells]
        tops, baselines, foot = _down(rows, self, inner.scale)
        columns, width = _across(rows, self.layout, inner.scale)
        placed = [(columns[c].place(box), baselines[r], box) for r, row in enumerate(rows) for c, box in enumerate(row)]
        line = LINE * inner.scale
        bar, post = rule(width, line), rule(line, tops[0] - foot)
        edges = [*tops, foot]
        placed += [(0.0, edges[r] - line / 2, bar) for r in sorted(self.lines_above)]
        seams = [*(column.seam for column in columns), width]
        placed += [(seams[c] - line / 2, foot, post) for c in sorted(self.lines_left)]
        rise = axis(style.scale) - (tops[0] + foot) / 2
        ink = overlay(width, *((x, y + rise, box) for x, y, box in placed)).inks
        return Box(width, tops[0] + rise, -foot - rise, ink)


class _Column(NamedTuple):
    seam: float
    """Middle of the gap at its left, where a line may stand."""

    left: float
    width: float
    alignment: str

    def place(self, box: Box) -> float:
        return self.left + {"l": 0.0, "c": 0.5, "r": 1.0}[self.alignment] * (self.width - box.width)


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
        columns.append(_Column(seam, x, width, layout.columns[index % len(layout.columns)]))
        gap = layout.gaps[index % len(layout.gaps)] * size
        seam, x = x + width + gap / 2, x + width + gap
    return columns, columns[-1].left + columns[-1].width + layout.edge * size
