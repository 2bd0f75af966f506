"""Set options in, the rows in which short ones stand side by side out; the same rows whatever order they come in.

Options are read along the rows, A B then C D, as is usual on paper, so that letters stand in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.model.style import PageStyle
from examgen.typeset.galley import Galley
from examgen.typeset.stack import Inset, Keep, Part, Strip

GUTTER = 2.0
"""Between columns, in ems of the letters; on a key the tick stands there."""

COLUMNS = (4, 2)
"""The edges of two columns are among those of four, so that letters align from question to question."""


@dataclass(frozen=True, slots=True)
class OptionRows:
    """Rows of options, all of the same height."""

    columns: int
    pitch: float
    """From one column's left edge to the next's."""

    drop: float
    """From the top of a row down to its baseline, which all its options share."""

    row_height: float
    gap: float
    count: int

    @property
    def height(self) -> float:
        """Of all rows, with the white space above each."""
        return -(-self.count // self.columns) * (self.gap + self.row_height)

    def white(self, heights: Sequence[float]) -> float:
        """The most that a row may hold below its options: in some order, the lowest ones make up the last row."""
        last = (self.count - 1) % self.columns + 1
        return self.row_height - sorted(heights)[last - 1]

    def cell(self, strip: Strip, galley: Galley, place: int) -> Strip:
        """The strip of an option at its place; a row takes up height with its last one."""
        column = place % self.columns
        is_last = column == self.columns - 1 or place == self.count - 1
        return Strip(
            strip.part,
            None,
            0.0,
            strip.element,
            before=0.0 if column else self.gap,
            fixed=self.row_height if is_last else 0.0,
            keep=strip.keep if is_last else Keep.FIRM,
            inside=(Inset(column * self.pitch, self.drop - galley.drop, strip),),
        )


def option_rows(options: Sequence[Part], style: PageStyle, measure: float, shown: int) -> OptionRows | None:
    """The rows of a question's options, of which so many are shown.

    There are none where one of them needs more than a line of its column.
    Where some are pictures and some words, there are none either, unless rows save more than they leave white.
    """
    strips = [strip for part in options for strip in part.strips]
    galleys = [strip.galley for strip in strips if strip.galley is not None and len(strip.galley.lines) == 1]
    if len(options) < 2 or len(strips) != len(options) or len(galleys) != len(options):
        return None
    needed = max(strip.x + galley.width for strip, galley in zip(strips, galleys, strict=True)) - style.number_width
    gutter = GUTTER * style.tones["letter"].size
    for columns in (style.option_columns,) if style.option_columns else COLUMNS:
        pitch = (measure - style.number_width + gutter) / columns
        if columns > 1 and needed <= pitch - gutter:
            drop = max(galley.drop for galley in galleys)
            height = drop + max(galley.height - galley.drop for galley in galleys)
            rows = OptionRows(columns, pitch, drop, height, style.option_gap, shown)
            taken = rows.height + rows.white([galley.height for galley in galleys])
            if style.option_columns or taken < sum(part.height for part in options):
                return rows
    return None
