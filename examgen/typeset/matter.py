"""Template blocks in, parts out: headings, prose, fields, boxes, columns, rules, key grids, matrices and rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import ceil
from typing import NamedTuple
from unicodedata import category, east_asian_width

from examgen.errors import TypesetError
from examgen.model.manuscript import (
    Box,
    Columns,
    Fields,
    GradingTable,
    Grid,
    GridEntry,
    Heading,
    ManuscriptBlock,
    Matrix,
    Prose,
    RoomPlan,
    Rule,
)
from examgen.model.pages import DOCUMENT, Area, Graphic, Stroke
from examgen.model.style import PageStyle, Tone
from examgen.typeset.blocks import BlockSetter, Place, holder
from examgen.typeset.fonts import Look
from examgen.typeset.galley import Slot
from examgen.typeset.grading import GradingSetter
from examgen.typeset.matrix import MatrixSetter
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.room import RoomSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, Label, Part, PartBuilder, Strip

FIELD_GAP = 18.0
LABEL_GAP, FIELD_LINE = 0.6, 0.06
"""White space behind a field's label, and thickness of its line, in ems of the label."""

LEAST_RULE = 36.0
"""Half an inch to write on."""

FIELD_DROP = 3.0
"""A field's rule lies this far below its label's baseline."""

BOX_PADDING = 8.0
COLUMN_GAP = 18.0
HAIRLINE, GREY = 0.5, 0.45
KEPT_BLOCKS = 256
"""Enough for any template; words that differ from variant to variant must not pile up."""

KEPT_GRIDS = 16
"""One is enough for any template."""

CAPTION = ""
"""Stands for the name of an entry in the slot of a grid's caption."""

CAPTION_EMS = 6.9
"""For the caption beside a grid; a wider one stands above it."""

CELL_EMS = 1.9
"""Least width of a cell of the grid: a letter and its mark with white space around them."""

CHARACTER_EMS, WIDE_EMS, MARGIN_EMS = 0.72, 1.0, 0.4
"""What a bold letter or digit takes, what an East Asian or ringed one does, and the white space around all."""

MOST_WIDENED = 2
"""Cells grow up to so many times to let the rows of a grid reach the right margin."""

BAND = 0.92
"""Grey of the band behind the grid's numbers; prints lighter than any text."""


class _Room(NamedTuple):
    """What a grid makes room for, which is the same on all variants, whatever letters are right."""

    widest: float
    """What its widest entry may take, in ems."""

    caption: float
    """What its caption may take, in PDF points; nothing without one."""

    is_beside: bool
    """Whether that stands beside the grid."""


@dataclass(frozen=True)
class MatterSetter:
    """Sets everything that is not a question."""

    style: PageStyle
    blocks: BlockSetter
    lines: OneLineSetter

    def part(self, block: ManuscriptBlock, measure: float) -> Part:
        """Set one block; what variants share is set once, of a grid all but its letters and its caption."""
        if isinstance(block, Grid):
            names = tuple([entry.name for entry in block.entries])
            return self._kept_grid(names, self._room(block, measure), measure)
        return self._kept_part(block, measure)

    def answer(self, entry: GridEntry, slot: Slot) -> bytes:
        """The letters of a grid's entry in the middle of their cell, or its caption at the edge."""
        tone = self.style.tones["grid"] if entry.name == CAPTION else self._grid_tones[1]
        line = self.lines.line(entry.letters + entry.mark, tone)
        return b"%.2f 0 Td %b" % (slot.lean * (slot.width - line.width), line.ink)

    @cached_property
    def _kept_part(self) -> Callable[[ManuscriptBlock, float], Part]:
        return lru_cache(maxsize=KEPT_BLOCKS)(self._part)

    @cached_property
    def _kept_grid(self) -> Callable[[tuple[str, ...], _Room, float], Part]:
        return lru_cache(maxsize=KEPT_GRIDS)(self._blank_grid)

    def _blank_grid(self, names: tuple[str, ...], room: _Room, measure: float) -> Part:
        builder = PartBuilder()
        self._grid(builder, Grid(tuple(GridEntry(name, "") for name in names)), room, measure)
        return builder.part()

    def _room(self, grid: Grid, measure: float) -> _Room:
        """The caption stands beside the grid if it is short enough."""
        tone = self.style.tones["grid"]
        beside = CAPTION_EMS * tone.size
        fits = not grid.caption or self.lines.line(grid.caption, tone).width <= beside
        return _Room(_widest(grid), (beside if fits else measure) if grid.caption else 0.0, fits)

    def _part(self, block: ManuscriptBlock, measure: float) -> Part:
        builder = PartBuilder()
        self._set(builder, block, measure)
        return builder.part()

    def _set(self, builder: PartBuilder, block: ManuscriptBlock, measure: float) -> None:
        match block:
            case Heading():
                self._heading(builder, block, measure)
            case Prose():
                tone = self.style.tones[block.tone]
                place = Place("prose", builder.element(holder(block.text)), 0.0, measure, tone.space_before)
                self._text(builder, block.text, tone, place)
            case Fields():
                self._fields(builder, block, measure)
            case Box():
                self._box(builder, block, measure)
            case Columns():
                self._columns(builder, block, measure)
            case Rule():
                line = Graphic((Stroke(0.0, 0.0, measure, 0.0, HAIRLINE, GREY),))
                builder.strips.append(
                    Strip("rule", None, 0.0, DOCUMENT, 6.0, 6.0, backdrops=(Backdrop(0.0, 3.0, line),))
                )
            case GradingTable():
                GradingSetter(self.style, self.blocks.paragraphs).strips(builder, block, measure)
            case Grid():
                self._grid(builder, block, self._room(block, measure), measure)
            case Matrix():
                MatrixSetter(self.style.tones["grid"], self.style.tones["stem"], self.lines).strips(
                    builder, block, measure
                )
            case RoomPlan():
                RoomSetter(self.style.tones["grid"], self.lines, self.blocks.paragraphs).strips(builder, block, measure)
            case _:
                raise AssertionError(f"{type(block).__name__} is placed, not set")

    def _text(self, builder: PartBuilder, text: tuple, tone: Tone, place: Place) -> None:  # type: ignore[type-arg]
        self.blocks.text(builder, text, tone, place)
        if tone.space_after and builder.strips:
            builder.strips.append(Strip("space", None, 0.0, DOCUMENT, tone.space_after))

    def _heading(self, builder: PartBuilder, heading: Heading, measure: float) -> None:
        tone = self.style.tones["title" if heading.level == 1 else "heading"]
        element = builder.element(f"H{heading.level}")
        self._text(builder, heading.text, tone, Place("heading", element, 0.0, measure, tone.space_before))
        builder.strips[:] = [replace(strip, keep=Keep.FIRM) for strip in builder.strips]

    def _fields(self, builder: PartBuilder, fields: Fields, measure: float) -> None:
        """Side by side if that leaves each room to write, else in more rows, of equal fields."""
        labels, gap = fields.labels, LABEL_GAP * self.style.tones["field"].size
        widest = max(self.lines.line(text, self.style.tones["field"]).width for text in labels)
        abreast = int((measure + FIELD_GAP) / (widest + gap + self.style.field_room + FIELD_GAP))
        rows = ceil(len(labels) / max(1, min(abreast, len(labels))))
        share = ceil(len(labels) / rows)
        for start in range(0, len(labels), share):
            strip = self._field_row(builder, labels[start : start + share], (measure + FIELD_GAP) / share - FIELD_GAP)
            builder.strips.append(replace(strip, keep=Keep.WHOLE))
        builder.strips[-1] = replace(builder.strips[-1], keep=Keep.LOOSE)

    def _field_row(self, builder: PartBuilder, texts: Sequence[str], share: float) -> Strip:
        tone = self.style.tones["field"]
        labels, rules = [], []
        for number, text in enumerate(texts):
            line, left = self.lines.line(text, tone), number * (share + FIELD_GAP)
            start = left + line.width + LABEL_GAP * tone.size
            if start + LEAST_RULE > left + share:
                raise TypesetError(
                    f"the field “{text}” leaves no room to write in its {share:.0f} pt",
                    remedy="give it a shorter label in the template",
                )
            labels.append(Label(left, line.ink, builder.element("P"), tone.grey, line.width, tone.leading))
            rules.append(Stroke(start, 0.0, left + share, 0.0, FIELD_LINE * tone.size, GREY))
        drawn = Backdrop(0.0, tone.leading + FIELD_DROP, Graphic(tuple(rules)))
        height = tone.leading + FIELD_DROP + tone.space_after
        before = tone.space_before
        return Strip("fields", None, 0.0, DOCUMENT, before, height, labels=tuple(labels), backdrops=(drawn,))

    def _stacked(
        self, builder: PartBuilder, blocks: Sequence[ManuscriptBlock], measure: float
    ) -> tuple[list[Inset], float]:
        """Blocks above one another inside a frame: their strips by place, and the height they take."""
        inner = PartBuilder(builder.elements)
        for block in blocks:
            self._set(inner, block, measure)
        insets: list[Inset] = []
        height = 0.0
        for strip in inner.strips:
            height += strip.before if insets else 0.0
            insets.append(Inset(0.0, height, strip))
            height += strip.height
        return insets, height

    def _box(self, builder: PartBuilder, box: Box, measure: float) -> None:
        insets, height = self._stacked(builder, box.blocks, measure - 2 * BOX_PADDING)
        total = height + 2 * BOX_PADDING
        frame = Graphic((Area(0.0, -total, measure, total, radius=3.0, line=GREY, line_width=HAIRLINE),))
        inside = tuple(inset._replace(x=inset.x + BOX_PADDING, dy=inset.dy + BOX_PADDING) for inset in insets)
        builder.strips.append(
            Strip("box", None, 0.0, DOCUMENT, 8.0, total, backdrops=(Backdrop(0.0, 0.0, frame),), inside=inside)
        )

    def _columns(self, builder: PartBuilder, columns: Columns, measure: float) -> None:
        count = len(columns.columns)
        share = (measure - COLUMN_GAP * (count - 1)) / count
        inside: list[Inset] = []
        tallest = 0.0
        for number, blocks in enumerate(columns.columns):
            insets, height = self._stacked(builder, blocks, share)
            inside += [inset._replace(x=inset.x + number * (share + COLUMN_GAP)) for inset in insets]
            tallest = max(tallest, height)
        builder.strips.append(Strip("columns", None, 0.0, DOCUMENT, 4.0, tallest, inside=tuple(inside)))

    def _grid(self, builder: PartBuilder, grid: Grid, room: _Room, measure: float) -> None:
        """Numbers over letters, which read as a table of two columns; a caption stands to the left, or above."""
        size = self.style.tones["grid"].size
        indent = CAPTION_EMS * size if room.caption else 0.0
        cells = self.style.grid_columns * (2 if room.caption else 1)
        least = max(CELL_EMS, MARGIN_EMS + room.widest) * size
        cells = max(1, min(cells, int((measure - indent) / least)))
        columns = ceil(len(grid.entries) / ceil(len(grid.entries) / cells))  # rows as even as they can be
        width = (measure - indent) / max(columns, cells / MOST_WIDENED)
        table = builder.element("Table")
        first = len(builder.strips)
        caption = self._caption(builder, GridEntry(CAPTION, grid.caption), room, table) if room.caption else None
        for start in range(0, len(grid.entries), columns):
            entries = grid.entries[start : start + columns]
            strip = self._grid_rows(builder, entries, table, indent, width)
            builder.strips.append(replace(strip, keep=Keep.WHOLE))
        builder.strips[-1] = replace(builder.strips[-1], keep=Keep.LOOSE)
        if caption and room.is_beside:
            beside = builder.strips[first]
            builder.strips[first] = replace(beside, lead_labels=(caption,), before=beside.before + 2.0)
        elif caption:
            leading = self.style.tones["grid"].leading
            above = Strip("caption", None, 0.0, DOCUMENT, 7.0, leading, lead_labels=(caption,), keep=Keep.FIRM)
            builder.strips.insert(first, above)

    def _caption(self, builder: PartBuilder, caption: GridEntry, room: _Room, table: int) -> Label:
        tone = self.style.tones["grid"]
        look = Look(tone.family, tone.bold, tone.italic)
        slot = Slot(caption, look, tone.size, room.caption, float(self.lines.is_rightward))
        return Label(0.0, slot, builder.element("Caption", table), tone.grey, room.caption, tone.leading + 3.0)

    def _grid_rows(
        self, builder: PartBuilder, entries: Sequence[GridEntry], table: int, left: float, cell: float
    ) -> Strip:
        heads, answers = self._grid_tones
        labels: list[Label] = []
        down = heads.leading + 2.0
        for number, entry in enumerate(entries):
            row, x = builder.element("TR", table), left + number * cell
            head, answer = builder.element("TH:Row", row), builder.element("TD", row)
            line = self.lines.line(entry.name, heads)
            slot = Slot(entry, Look(answers.family, answers.bold, answers.italic), answers.size, cell)
            indent = (cell - line.width) / 2
            labels.append(Label(x + indent, line.ink, head, heads.grey, line.width, _drop(heads)))
            labels.append(Label(x, slot, answer, answers.grey, cell, down + _drop(answers)))
        height = down + answers.leading + 3.0
        width = cell * len(entries)
        shapes: tuple[Stroke | Area, ...] = (
            Area(0.0, -down, width, down, fill=BAND),
            Area(0.0, -height, width, height, line=GREY, line_width=HAIRLINE),
            *(Stroke(n * cell, 0.0, n * cell, -height, HAIRLINE, 0.7) for n in range(1, len(entries))),
        )
        drawn = Backdrop(left, 0.0, Graphic(shapes))
        return Strip("grid", None, 0.0, DOCUMENT, 5.0, height, labels=tuple(labels), backdrops=(drawn,))

    @cached_property
    def _grid_tones(self) -> tuple[Tone, Tone]:
        """Of the numbers and of the letters below them."""
        tone = self.style.tones["grid"]
        return replace(tone, size=tone.size * 0.8, leading=tone.leading * 0.85), replace(tone, bold=True)


def _widest(grid: Grid) -> float:
    """What its widest entry may take, in ems, by the number of its characters."""
    return max((sum(map(_ems, (entry.room or entry.letters) + entry.mark)) for entry in grid.entries), default=0.0)


def _ems(character: str) -> float:
    is_wide = east_asian_width(character) in ("W", "F") or category(character) == "No"
    return WIDE_EMS if is_wide else CHARACTER_EMS


def _drop(tone: Tone) -> float:
    """From the top of a cell down to the baseline."""
    return (tone.leading + 0.7 * tone.size) / 2 + 1.0
