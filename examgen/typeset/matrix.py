"""A matrix in, strips out: a strip for each row; columns that do not fit beside one another make further tables below.

A page that begins within a table repeats its heads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from math import ceil

from examgen.errors import TypesetError
from examgen.model.manuscript import Matrix, MatrixRow
from examgen.model.pages import DOCUMENT, Area, Graphic, Stroke
from examgen.model.style import Tone
from examgen.typeset.oneline import OneLine, OneLineSetter
from examgen.typeset.stack import Backdrop, Keep, Label, PartBuilder, Strip

CELL_EMS, PADDING_EMS = 1.7, 0.8
"""Least width of a cell, and the white space on both sides of what stands in it together."""

MOST_WIDENED = 1.6
"""Cells grow up to so many times to let the rows reach the right margin."""

WORDS_SHARE = 0.38
"""Of the measure, for heads with their words; more where all columns fit beside them."""

GAP_EMS = 0.7
"""Between a head and its words."""

TOGETHER = 5
"""After so many rows a darker line helps the eye to stay in its row."""

BEFORE = 10.0
"""White space above each table but the first, in PDF points."""

HAIRLINE, LIGHT, DARK = 0.4, 0.82, 0.5
BAND = 0.92
"""Grey of the band behind the heads."""


@dataclass(frozen=True)
class _Spread:
    """How wide the column of heads and each other column are, and how many stand side by side."""

    name: float
    """For heads without their words."""

    head: float
    cell: float
    count: int

    def width(self, count: int) -> float:
        return self.head + count * self.cell


@dataclass(frozen=True)
class MatrixSetter:
    """Sets matrices in the tone of key grids, a size smaller; words of stems in the family that papers set them in."""

    grid: Tone
    stem: Tone
    lines: OneLineSetter
    _entries_set: dict[tuple[str, bool], OneLine] = field(init=False, default_factory=dict)

    def strips(self, builder: PartBuilder, matrix: Matrix, measure: float) -> None:
        """Set the whole matrix, a table for each group of columns that fit side by side."""
        spread = self._spread(matrix, measure)
        for start in range(0, len(matrix.heads), spread.count):
            columns = slice(start, start + spread.count)
            first = len(builder.strips)
            self._table(builder, matrix, columns, spread)
            if start:
                builder.strips[first] = replace(builder.strips[first], before=BEFORE)

    @cached_property
    def _heads(self) -> Tone:
        return replace(self.grid, size=self.grid.size * 0.78, leading=self.grid.leading * 0.9, bold=True)

    @cached_property
    def _cells(self) -> Tone:
        return replace(self.grid, size=self.grid.size * 0.85, leading=self.grid.leading * 0.9)

    @cached_property
    def _said(self) -> Tone:
        return replace(self._cells, family=self.stem.family)

    def _spread(self, matrix: Matrix, measure: float) -> _Spread:
        """As many columns as fit, as even in number as they can be; few leave more room to the words of heads."""
        padding, least = PADDING_EMS * self._cells.size, CELL_EMS * self._cells.size
        cell = max(least, self._widest((*matrix.heads, *(cell for row in matrix.rows for cell in row.cells))) + padding)
        name = self._widest(row.head for row in matrix.rows)
        name += GAP_EMS * self._cells.size if name else 0.0
        room = max(WORDS_SHARE * measure, measure - MOST_WIDENED * cell * len(matrix.heads))
        words = max(self._words(row, room - name - padding).width for row in matrix.rows)
        head = max(name + words, self.lines.line(matrix.corner, self._heads).width) + padding
        fitting = int((measure - head) / cell)
        if fitting < 1:
            raise TypesetError(
                f"a table is at least {head + cell:.0f} pt wide, and its place {measure:.0f} pt",
                remedy="choose larger paper or narrower margins",
            )
        count = ceil(len(matrix.heads) / ceil(len(matrix.heads) / fitting))
        return _Spread(name, head, min((measure - head) / count, MOST_WIDENED * cell), count)

    def _widest(self, texts: Iterable[str]) -> float:
        return max(self.lines.line(text, self._heads).width for text in dict.fromkeys(texts))

    def _table(self, builder: PartBuilder, matrix: Matrix, columns: slice, spread: _Spread) -> None:
        table = builder.element("Table")
        heads = matrix.heads[columns]
        width = spread.width(len(heads))
        row = builder.element("TR", table)
        corner = self.lines.line(matrix.corner, self._heads)
        labels = (
            self._label(corner, 0.0, builder.element("TH:Column", row)),
            *self._entries(builder, heads, spread, row, True),
        )
        height = self._heads.leading + 2.0
        band = Graphic(
            (
                Area(0.0, -height, width, height, fill=BAND),
                Stroke(0.0, -height, width, -height, HAIRLINE, DARK),
            )
        )
        top = Strip("matrix", None, 0.0, DOCUMENT, 0.0, height, labels=labels, backdrops=(Backdrop(0.0, 0.0, band),))
        builder.strips.append(replace(top, keep=Keep.FIRM))
        again = replace(top, is_artifact=True, keep=Keep.FIRM)
        for number, each in enumerate(matrix.rows, start=1):
            is_dark = number % TOGETHER == 0 or number == len(matrix.rows)
            strip = self._row(builder, replace(each, cells=each.cells[columns]), spread, table, is_dark)
            keep = Keep.WHOLE if number < len(matrix.rows) else Keep.LOOSE
            builder.strips.append(replace(strip, again=again, keep=keep))

    def _row(self, builder: PartBuilder, row: MatrixRow, spread: _Spread, table: int, is_dark: bool) -> Strip:
        element = builder.element("TR", table)
        name = builder.element("TH:Row", element)
        words = self._words(row, spread.head - spread.name)
        heads = [(0.0, self.lines.line(row.head, self._heads)), (spread.name, words)]
        labels = (
            *(self._label(line, x, name) for x, line in heads if line.ink),
            *self._entries(builder, row.cells, spread, element, False),
        )
        height, width = self._cells.leading, spread.width(len(row.cells))
        line = Graphic((Stroke(0.0, -height, width, -height, HAIRLINE, DARK if is_dark else LIGHT),))
        return Strip("matrix", None, 0.0, DOCUMENT, 0.0, height, labels=labels, backdrops=(Backdrop(0.0, 0.0, line),))

    def _words(self, row: MatrixRow, room: float) -> OneLine:
        """As many of the words behind the head of a row as there is room for."""
        texts = ["", *accumulate(row.words)]
        fitting = bisect_right(texts, room, key=lambda text: self.lines.line(text, self._said).width)
        return self.lines.line(texts[max(0, fitting - 1)], self._said)

    def _entries(
        self, builder: PartBuilder, texts: Sequence[str], spread: _Spread, row: int, is_head: bool
    ) -> Iterator[Label]:
        """Each text in the middle of its cell."""
        elements = builder.alike("TH:Column" if is_head else "TD", row, len(texts))
        for number, (text, element) in enumerate(zip(texts, elements, strict=True)):
            line = self._entry(text, is_head)
            x = spread.head + number * spread.cell + (spread.cell - line.width) / 2
            yield self._label(line, x, element)

    def _entry(self, text: str, is_head: bool) -> OneLine:
        """Most entries come again and again; that a tone is the same takes longer to see than all else."""
        line = self._entries_set.get((text, is_head))
        if line is None:
            line = self.lines.line(text, self._heads if is_head else self._cells)
            self._entries_set[text, is_head] = line
        return line

    def _label(self, line: OneLine, x: float, element: int) -> Label:
        return Label(x, line.ink, element, self._cells.grey, line.width, self._down)

    @cached_property
    def _down(self) -> float:
        """To the baseline, from the top of a row."""
        return (self._cells.leading + 0.7 * self._cells.size) / 2
