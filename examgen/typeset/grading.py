"""Grading tables in, strips out: what each part of the exam is worth, and boxes for what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from examgen.model.manuscript import GradingColumn, GradingTable
from examgen.model.pages import DOCUMENT, Area, Graphic, Shape, Stroke
from examgen.model.style import PageStyle, Tone
from examgen.model.text import Align, Words
from examgen.typeset.galley import Galley
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, PartBuilder, Strip

HAIRLINE, GREY, INNER = 0.5, 0.45, 0.7
BAND = 0.92
"""Grey of the band behind the names; prints lighter than any text."""

PADDING = 4.0
"""White space beside the words of a cell."""

LEAST_LINES = 1.4
"""Least width of a cell, in distances between lines to write on: for a number written by hand."""

TABLE_GAP = 8.0
ROWS_GAP = 6.0
"""White space around the table, and between its rows of columns where it needs several."""


class Row(NamedTuple):
    """What the cells of one row say, the row's name first."""

    names: tuple[str, ...]
    tone: Tone
    least: float
    """Height."""


@dataclass(frozen=True)
class GradingSetter:
    """Sets tables to mark by."""

    style: PageStyle
    paragraphs: ParagraphSetter

    def strips(self, builder: PartBuilder, table: GradingTable, measure: float) -> None:
        """Set the columns side by side; those that find no room there stand in further rows, as even as can be."""
        head = max(self._extent(words)[1] for words in table.heads) + 2 * PADDING
        named = max(self._extent(column.name)[0] for column in table.columns)
        worth = max(self._extent(column.points)[1] for column in table.columns)
        least = max(LEAST_LINES * self.style.answer_line, max(named, worth) + 2 * PADDING)
        fitting = max(1, int((measure - head) / least))
        count = ceil(len(table.columns) / ceil(len(table.columns) / fitting))
        width = (measure - head) / count
        for start in range(0, len(table.columns), count):
            gap = ROWS_GAP if start else TABLE_GAP
            self._rows(builder, table.heads, table.columns[start : start + count], (head, width, gap))
        builder.strips[-1] = replace(builder.strips[-1], keep=Keep.LOOSE)
        builder.strips.append(Strip("space", None, 0.0, DOCUMENT, TABLE_GAP))

    def _extent(self, words: str) -> tuple[float, float]:
        """Widths of the longest word and of the whole."""
        return self.paragraphs.extents((Words(words),), self._bold, 0.0) if words else (0.0, 0.0)

    @property
    def _plain(self) -> Tone:
        return self.style.tones["field"]

    @property
    def _bold(self) -> Tone:
        return replace(self._plain, bold=True)

    def _rows(
        self,
        builder: PartBuilder,
        heads: tuple[str, str, str],
        columns: Sequence[GradingColumn],
        sizes: tuple[float, float, float],
    ) -> None:
        """Names above what they are worth, above boxes."""
        head, width, gap = sizes
        table = builder.element("Table")
        rows = (
            Row((heads[0], *(column.name for column in columns)), self._bold, 0.0),
            Row((heads[1], *(column.points for column in columns)), self._plain, 0.0),
            Row((heads[2], *("" for _ in columns)), self._plain, self.style.answer_line),
        )
        edges = [0.0, *(head + n * width for n in range(len(columns)))]
        for number, row in enumerate(rows):
            widths = [head, *(width for _ in columns)]
            strip = self._row(builder, table, row, number == 0, (edges, widths))
            builder.strips.append(replace(strip, before=0.0 if number else gap))

    def _row(
        self,
        builder: PartBuilder,
        table: int,
        row: Row,
        is_first: bool,
        places: tuple[Sequence[float], Sequence[float]],
    ) -> Strip:
        element, galleys = builder.element("TR", table), []
        for number, (words, left, width) in enumerate(zip(row.names, *places, strict=True)):
            role = "TH:Column" if is_first and number else "TD" if number or not words else "TH:Row"
            cell = builder.element(role, element)
            tone = row.tone if number else self._bold
            if words:
                align = Align.CENTRE if number else Align.START
                galley = self.paragraphs.aligned((Words(words),), tone, width - 2 * PADDING, align)
                galleys.append((galley, cell, left + PADDING))
        height = max(row.least, max(galley.height for galley, _, _ in galleys) + PADDING)
        inside = tuple(self._inset(galley, cell, x, height) for galley, cell, x in galleys)
        edges, widths = places
        frame = Graphic(tuple(_frame(edges, edges[-1] + widths[-1], height, is_first)))
        drawn = (Backdrop(0.0, 0.0, frame),)
        return Strip("grading", None, 0.0, DOCUMENT, 0.0, height, backdrops=drawn, keep=Keep.WHOLE, inside=inside)

    def _inset(self, galley: Galley, cell: int, x: float, height: float) -> Inset:
        return Inset(x, (height - galley.height) / 2, Strip("grading", galley, 0.0, cell))


def _frame(edges: Sequence[float], right: float, height: float, is_first: bool) -> list[Shape]:
    shapes: list[Shape] = [Area(0.0, -height, right, height, fill=BAND)] if is_first else []
    shapes.append(Area(0.0, -height, right, height, line=GREY, line_width=HAIRLINE))
    shapes += [Stroke(edge, 0.0, edge, -height, HAIRLINE, INNER) for edge in edges[1:]]
    return shapes
