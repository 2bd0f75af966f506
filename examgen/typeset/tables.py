"""Tables in, strips out: a strip for each row, columns as wide as their words need.

Rules stand above, below the header and at the end; a page that begins within a table repeats the header.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from examgen.errors import TypesetError
from examgen.model.pages import Graphic, Stroke
from examgen.model.style import Tone
from examgen.model.text import Align, Cell, Image, Table
from examgen.typeset.flaws import Flaw, FlawKind
from examgen.typeset.galley import Galley
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, PartBuilder, Strip

GAP = 1.4
"""Between columns, in ems."""

PADDING = 0.22
"""Above and below the lines of a row, as a part of the leading."""

BELOW = 0.3
"""White space below the table, as a part of the leading."""

LEAST_SHARE = 0.2
"""Of what pictures want besides words: reduced further, they would show nothing."""

HEAVY, LIGHT = 0.8, 0.4
"""Rules, in PDF points."""


class Spread(NamedTuple):
    """Where a table's columns stand, relative to its left edge; PDF points."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    width: float
    """Of the whole table."""


@dataclass(frozen=True)
class TableSetter:
    """Sets tables through one paragraph setter."""

    paragraphs: ParagraphSetter

    def strips(self, builder: PartBuilder, table: Table, tone: Tone, row: Strip, measure: float) -> None:
        """Set a table's rows at the place of a model strip."""
        spread = self._spread(table, tone, measure)
        whole = builder.element("Table", row.element)
        head, heading = replace(tone, bold=True), None
        if table.header:
            cells = self._row(table.header, table.columns, spread, head)
            heading = self._strip(builder, cells, replace(row, element=whole), spread, "TH:Column")
            heading = _ruled(heading, spread, (0.0, HEAVY), (heading.height, LIGHT))
            builder.strips.append(replace(heading, keep=Keep.FIRM))
        for number, contents in enumerate(table.rows):
            cells = self._row(contents, table.columns, spread, tone)
            strip = self._strip(builder, cells, replace(row, element=whole), spread, "TD")
            rules = (*(((0.0, HEAVY),) if not heading and number == 0 else ()),)
            if number + 1 == len(table.rows):
                rules = (*rules, (strip.height, HEAVY))
                strip = replace(strip, fixed=strip.height + BELOW * tone.leading)
            strip = _ruled(strip, spread, *rules)
            follows = heading is not None or number > 0
            again = replace(heading, is_artifact=True, before=0.0) if heading else None
            builder.strips.append(replace(strip, before=0.0 if follows else row.before, again=again))

    def _row(self, cells: Sequence[Cell], columns: Sequence[Align], spread: Spread, tone: Tone) -> list[Galley]:
        return [
            self.paragraphs.aligned(cell, tone, width, align)
            for cell, align, width in zip(cells, columns, spread.widths, strict=True)
        ]

    def _strip(self, builder: PartBuilder, cells: Sequence[Galley], at: Strip, spread: Spread, role: str) -> Strip:
        """One row; its cells stand side by side, their first baselines level."""
        row = builder.element("TR", at.element)
        leading = cells[0].leading
        drop = max(cell.drop for cell in cells)
        inside = []
        for cell, left in zip(cells, spread.lefts, strict=True):
            element = builder.element(role, row)
            strip = Strip(at.part, cell, 0.0, element, inlays=builder.inlays(cell, element))
            inside.append(Inset(at.x + left, PADDING * leading + drop - cell.drop, strip))
        height = max(inset.dy + inset.strip.height for inset in inside) + PADDING * leading
        return Strip(at.part, None, at.x, row, at.before, height, keep=Keep.WHOLE, inside=tuple(inside))

    def _spread(self, table: Table, tone: Tone, measure: float) -> Spread:
        """Columns as wide as their longest line where that fits; else each has its longest word, and a share more.

        Where not even that fits, pictures are as small as must be: first those whose size is not asked for, then all.
        """
        gap = GAP * tone.size
        room = measure - gap * (len(table.columns) - 1)
        bold = replace(tone, bold=True)
        cells = [*zip(*([table.header] if table.header else []), *table.rows, strict=True)]
        columns = [
            [
                self.paragraphs.extents(cell, bold if number == 0 and table.header else tone, room)
                for number, cell in enumerate(column)
            ]
            for column in cells
        ]
        least = [max(word for word, _ in column) for column in columns]
        wanted = [max(line for _, line in column) for column in columns]
        if sum(least) > room:
            wanted = least
            least = self._reduced(cells, wanted, bold, room, _is_sized)
        if sum(least) > room:
            least = self._reduced(cells, wanted, bold, room, lambda image: False)
            pictures = (span for column in cells for cell in column for span in cell if isinstance(span, Image))
            self.paragraphs.flaws += [Flaw(FlawKind.REDUCED_PICTURE, p.file.name) for p in pictures if _is_sized(p)]
        if sum(least) > room:
            raise TypesetError(
                f"a table is at least {sum(least) + measure - room:.0f} pt wide, and its place {measure:.0f} pt",
                remedy="give it fewer columns, shorter words, smaller pictures, or divide it into two tables",
            )
        more = sum(wanted) - sum(least)
        share = min(1.0, (room - sum(least)) / more) if more else 0.0
        widths = tuple(low + share * (high - low) for low, high in zip(least, wanted, strict=True))
        lefts = tuple(sum(widths[:place]) + place * gap for place in range(len(widths)))
        return Spread(lefts, widths, lefts[-1] + widths[-1])

    def _reduced(
        self,
        columns: Sequence[Sequence[Cell]],
        wanted: Sequence[float],
        tone: Tone,
        room: float,
        is_kept: Callable[[Image], bool],
    ) -> list[float]:
        """What columns need at least where all pictures are reduced but those that are kept."""
        kept = [[_without(cell, is_kept) for cell in column] for column in columns]
        settled = [max(self.paragraphs.extents(cell, tone, room)[0] for cell in column) for column in kept]
        return [low + LEAST_SHARE * (high - low) for low, high in zip(settled, wanted, strict=True)]


def _without(cell: Cell, is_kept: Callable[[Image], bool]) -> Cell:
    """What a cell holds besides pictures that are not kept."""
    return tuple(span for span in cell if not isinstance(span, Image) or is_kept(span))


def _is_sized(image: Image) -> bool:
    return bool(image.width or image.height)


def _ruled(strip: Strip, spread: Spread, *rules: tuple[float, float]) -> Strip:
    """A strip with rules across the table, each so far below its top and so heavy."""
    drawn = tuple(
        Backdrop(strip.x, down, Graphic((Stroke(0.0, 0.0, spread.width, 0.0, weight, 0.0),))) for down, weight in rules
    )
    return replace(strip, backdrops=(*strip.backdrops, *drawn))
