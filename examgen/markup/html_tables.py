"""The cells of an HTML table in, a table of the model out, with what its rows could not keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from examgen.markup.html_flow import cell_spans
from examgen.markup.html_styles import declarations
from examgen.markup.mathml_tokens import local_name
from examgen.model.text import (
    Align,
    Block,
    Cell,
    CodeBlock,
    Image,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Words,
    spans_of,
)

_MOST_COLUMNS = 60
_MOST_MERGED = 20_000
"""Cells of a table that others may take the room of; a table that says more is no table that anyone drew."""

_MERGED = "merged cells of a table are printed as a full one beside empty ones"
_FLATTENED = "lists, code and tables within the cells of a table are printed as lines of words"


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a table, in the order in which they stand."""

    rows: tuple[tuple[etree._Element, ...], ...]
    header_rows: int
    """Rows at the beginning that are heads: those that say so."""

    captions: tuple[etree._Element, ...] = ()
    strays: tuple[etree._Element, ...] = ()
    """What stands in the table, but in no cell."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell, and what was read in it."""

    element: etree._Element
    blocks: tuple[Block, ...]


def rows_of(table: etree._Element) -> Plan:
    """The rows of a table with its head first and its foot last, as browsers show them."""
    found: dict[str, list[tuple[etree._Element, ...]]] = {"thead": [], "tbody": [], "tfoot": []}
    captions: list[etree._Element] = []
    strays: list[etree._Element] = []
    for child in table:
        name = local_name(child)
        if name in found:
            found[name] += [_cells(row) for row in child if local_name(row) == "tr"]
            strays += [row for row in child if local_name(row) not in ("tr", "")]
        elif name == "tr":
            found["tbody"].append(_cells(child))
        elif name == "caption":
            captions.append(child)
        elif name not in ("colgroup", "col", ""):
            strays.append(child)
    rows = [row for part in found.values() for row in part if row]
    heads = len([row for row in found["thead"] if row])
    is_headed = bool(rows) and len(rows) > 1 and all(local_name(cell) == "th" for cell in rows[0])
    return Plan(tuple(rows), heads or int(is_headed), tuple(captions), tuple(strays))


def _cells(row: etree._Element) -> tuple[etree._Element, ...]:
    return tuple(cell for cell in row if local_name(cell) in ("td", "th"))


def table_of(rows: Sequence[Sequence[RawCell]], header_rows: int) -> tuple[Table | None, tuple[str, ...]]:
    """The table, and what is not as in the source; no table where it only lays out blocks."""
    count = max((len(row) for row in rows), default=0)
    if not count or (min(len(rows), count) == 1 and _only_lays_out(rows)):
        return None, ()
    doubts: list[str] = []
    grid = _spread(rows, doubts)
    width = max(map(len, grid))
    cells = [
        tuple(_spans(cell, number < header_rows, doubts) for cell in (*row, *(None,) * (width - len(row))))
        for number, row in enumerate(grid)
    ]
    columns = tuple(_alignment(row[place] if place < len(row) else None for row in grid) for place in range(width))
    header, body = (cells[0], cells[1:]) if header_rows else ((), cells)
    return Table(columns, header if any(header) else (), tuple(body)), tuple(dict.fromkeys(doubts))


def _only_lays_out(rows: Sequence[Sequence[RawCell]]) -> bool:
    """Whether a table of one row or column holds what no cell does."""
    blocks = [block for row in rows for cell in row for block in cell.blocks]
    if len(rows) == 1 and len(rows[0]) == 1:
        return True
    return any(not isinstance(block, Paragraph) for block in blocks) or any(
        isinstance(span, Image) for span in spans_of(tuple(blocks))
    )


def _spread(rows: Sequence[Sequence[RawCell]], doubts: list[str]) -> list[list[RawCell | None]]:
    """Cells in their columns; where one is merged of several, the first of them holds it."""
    grid: list[list[RawCell | None]] = [[] for _ in rows]
    taken: list[set[int]] = [set() for _ in rows]
    room = _MOST_MERGED
    for number, row in enumerate(rows):
        for cell in row:
            wide = _span(cell, "colspan", min(_MOST_COLUMNS, room))
            high = _span(cell, "rowspan", min(len(rows) - number, room // wide))
            room -= wide * high - 1
            _fill(grid[number], taken[number])
            doubts += [_MERGED] * (wide > 1 or high > 1)
            for below in range(1, high):
                taken[number + below].update(range(len(grid[number]), len(grid[number]) + wide))
            grid[number] += [cell, *(None,) * (wide - 1)]
        _fill(grid[number], taken[number])
    return grid


def _fill(row: list[RawCell | None], taken: set[int]) -> None:
    while len(row) in taken:
        row.append(None)


def _span(cell: RawCell, name: str, most: int) -> int:
    written = cell.element.get(name) or ""
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
    return min(max(asked, 1), max(most, 1))


_ALIGNED = {"center": Align.CENTRE, "right": Align.END, "end": Align.END}


def _alignment(cells: Iterable[RawCell | None]) -> Align:
    """Where the text of a column stands: as in the first of its cells."""
    for cell in cells:
        if cell is not None:
            asked = declarations(cell.element).get("text-align") or cell.element.get("align") or ""
            return _ALIGNED.get(asked.lower(), Align.START)
    return Align.START


def _spans(cell: RawCell | None, is_head: bool, doubts: list[str]) -> Cell:
    if cell is None:
        return ()
    if not all(isinstance(block, Paragraph) for block in cell.blocks):
        doubts.append(_FLATTENED)
    spans = cell_spans(list(_paragraphs(cell.blocks)))
    return spans if is_head or local_name(cell.element) != "th" else tuple(map(_bold, spans))


def _bold(span: Span) -> Span:
    return replace(span, style=replace(span.style, bold=True)) if isinstance(span, Words) else span


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    """Blocks as lines of words."""
    found: list[Paragraph] = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append(block)
            case CodeBlock(text):
                lines = [Words(line, Style(code=True)) for line in text.split("\n") if line.strip()]
                found += [Paragraph((line,)) for line in lines]
            case ListBlock(items, start):
                for place, item in enumerate(items):
                    sign = "•" if start is None else f"{start + place}."
                    found += _led(sign, _paragraphs(item))
            case Quote(inner):
                found += _paragraphs(inner)
            case Table(header=header, rows=rows):
                found += [Paragraph(_joined(row)) for row in (header, *rows) if row]
    return found


def _led(sign: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    if not paragraphs:
        return [Paragraph((Words(sign),))]
    first, *others = paragraphs
    return [Paragraph((Words(f"{sign} "), *first.spans)), *others]


def _joined(row: Sequence[Cell]) -> tuple[Span, ...]:
    """The cells of a row one behind the other."""
    spans: list[Span] = []
    for cell in row:
        spans += [Words(" | "), *cell] if spans else cell
    return tuple(Words(" ") if isinstance(span, LineBreak) else span for span in spans)
