"""What stands between ``\\begin`` and ``\\end``: cells parted by ``&``, rows by ``\\\\``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from typing import TYPE_CHECKING

from examgen.typeset.formula.alphabets import Alphabet
from examgen.typeset.formula.grids import Grid, Layout, Line
from examgen.typeset.formula.nodes import MU, Node, Row, Space, Tag, Words
from examgen.typeset.formula.parts import Fence
from examgen.typeset.formula.texts import text_nodes
from examgen.typeset.formula.tokens import FormulaError, length

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser

COLUMNS_AT_MOST = 60
WHOLE = "the formula"
"""What is open where nothing else is."""

_SKIP = re.compile(r"\*?(?:\[\s*(-?[\d.]+\s*[a-z]{2})\s*\])?")
"""After ``\\\\``: more space below the row; a star forbids a page to break, which none does in a formula."""

_ANCHOR = re.compile(r"\[\s*([tcb])\s*\]")
_ALIGNMENTS = re.compile(r"\[\s*([lcr]+)\s*\]")
_PART_LINE = re.compile(r"\\cline\s*\{\s*(\d{1,2})\s*-\s*(\d{1,2})\s*\}")
_REPEATED = re.compile(r"\*\s*\{\s*(\d{1,2})\s*\}\s*\{([^{}]*)\}")
_COLUMN = re.compile(r"\s*(?:([lcr])|(\|)|(@\{\s*\}))\s*")


@dataclass(frozen=True)
class Environment:
    layout: Layout
    signs: tuple[str, str] = ("", "")
    """Fences around it."""

    argument: str = ""
    """What it says in braces: "columns" as of an array, or a "number" that means nothing here."""

    option: re.Pattern[str] | None = None
    """What it may say in square brackets."""

    is_alignment: bool = False
    """Whether each second column goes on from the first."""


MATRIX = Layout()
ALIGNED = Layout("rl", gaps=(0.0, 2000.0), spread=300.0, level=0)
GATHERED = Layout("c", spread=300.0, level=0)
CASES = Layout("l", gaps=(1000.0,), leading=1440.0)
SUBSTACK = Layout("c", leading=900.0, level=2)
SMALL = Layout(gaps=(500.0,), leading=900.0, level=2)
STEPPED = Layout("c", spread=300.0, level=0, step=2000.0)

TAG_GAP = 2000.0

_FENCES = {"": ("", ""), "p": ("(", ")"), "b": ("[", "]"), "B": ("{", "}"), "v": ("|", "|"), "V": ("‖", "‖")}
_ALIGNMENT = Environment(ALIGNED, is_alignment=True)
ENVIRONMENTS = {
    **{f"{letter}matrix": Environment(MATRIX, signs) for letter, signs in _FENCES.items()},
    **{f"{letter}matrix*": Environment(MATRIX, signs, option=_ALIGNMENTS) for letter, signs in _FENCES.items()},
    **{f"{letter}smallmatrix": Environment(SMALL, signs) for letter, signs in _FENCES.items()},
    "array": Environment(Layout(edge=500.0), argument="columns", option=_ANCHOR),
    "subarray": Environment(SUBSTACK, argument="columns"),
    "cases": Environment(CASES, ("{", "")), "rcases": Environment(CASES, ("", "}")),
    "dcases": Environment(replace(CASES, level=0), ("{", "")),
    "drcases": Environment(replace(CASES, level=0), ("", "}")),
    **dict.fromkeys(("align", "align*", "split", "flalign", "flalign*"), _ALIGNMENT),
    "aligned": replace(_ALIGNMENT, option=_ANCHOR),
    **dict.fromkeys(("alignedat", "alignat", "alignat*"), Environment(
        replace(ALIGNED, gaps=(0.0,)), argument="number", option=_ANCHOR, is_alignment=True)),
    **dict.fromkeys(("eqnarray", "eqnarray*"), Environment(Layout("rcl", gaps=(300.0,), spread=300.0, level=0))),
    **dict.fromkeys(("gather", "gather*", "equation", "equation*", "displaymath"), Environment(GATHERED)),
    "gathered": Environment(GATHERED, option=_ANCHOR),
    **dict.fromkeys(("multline", "multline*"), Environment(STEPPED)),
    "multlined": Environment(STEPPED, option=_ANCHOR),
}  # fmt: skip


_INSTEAD = {
    **dict.fromkeys(("cases*", "dcases*", "rcases*", "numcases"), r"write cases, and words in \text{…}"),
    **dict.fromkeys(("tabular", "tabularx", "table"), "write array, or a table of the bank outside the formula"),
    **dict.fromkeys(("tikzpicture", "CD", "picture"), "draw it, and put it beside the formula as a picture"),
    "math": "delete it: the signs around the formula say the same",
}
"""Environments that are not understood → what to do."""


@dataclass
class _Cells:
    rows: list[tuple[Node, ...]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    skips: list[float] = field(default_factory=list)
    tags: dict[int, Node] = field(default_factory=dict)


def environment(parser: Parser, name: str) -> Node:
    """The grid of an environment, in its fences."""
    known = ENVIRONMENTS.get(name)
    if known is None:
        near = difflib.get_close_matches(name, ENVIRONMENTS, n=1)
        raise FormulaError(
            f"the environment “{name}” is not understood",
            _INSTEAD.get(name) or f"write {near[0] if near else 'aligned, cases or pmatrix'}",
        )
    layout, lines_left = known.layout, tuple[int, ...]()
    option = parser.takes_match(known.option) if known.option else None
    if option:
        asked = option[1]
        layout = replace(layout, anchor=asked) if known.option is _ANCHOR else replace(layout, columns=asked)
    if known.argument:
        argument = parser.raw(f"\\begin{{{name}}}")
        layout, lines_left = _columns(argument, layout) if known.argument == "columns" else (layout, lines_left)
    is_tagged = layout.level == 0 and not any(known.signs)
    cells = _cells(parser, "\\end", f"\\begin{{{name}}}", is_tagged)
    parser.take()
    if (closed := parser.raw("\\end")) != name:
        raise FormulaError(f"\\begin{{{name}}} is closed by \\end{{{closed}}}", f"write \\end{{{name}}}")
    rows = [tuple(_after(cell, known, r, c) for c, cell in enumerate(row)) for r, row in enumerate(cells.rows)]
    if known.argument == "columns":
        rows = [_filled(row, len(layout.columns)) for row in rows]
    _check_lines(cells.lines, max(len(row) for row in rows))
    rows, layout = _with_tags(rows, cells.tags, layout)
    grid = Grid(tuple(rows), layout, tuple(cells.skips), tuple(cells.lines), lines_left)
    return Fence(known.signs, (grid,)) if any(known.signs) else grid


def substack(parser: Parser) -> Node:
    """The rows of ``\\substack``, whose brace is open."""
    cells = _cells(parser, "}", "\\substack{", False)
    parser.take()
    return Grid(tuple(cells.rows), SUBSTACK, tuple(cells.skips))


def lines(parser: Parser) -> Row:
    """A whole formula; rows one below the other where ``\\\\`` parts them."""
    cells, ends = _Cells(), {"", "\\\\", "\\tag"}
    while True:
        cells.rows.append((parser.row(ends, WHOLE),))
        _read_tag(parser, cells, {"", "\\\\"}, WHOLE)
        if not parser.takes("\\\\"):
            break
        cells.skips.append(_skip(parser))
    if len(cells.rows) == 1:
        (line,) = cells.rows[0]
        return Row((*_nodes(line), Space(TAG_GAP / MU), Tag(cells.tags[0]))) if cells.tags else Row(_nodes(line))
    rows, layout = _with_tags(cells.rows, cells.tags, GATHERED)
    return Row((Grid(tuple(rows), layout, (*cells.skips, 0.0)),))


def _read_tag(parser: Parser, cells: _Cells, ends: Collection[str], opener: str) -> None:
    """The number that an author gave the last row, if any; nothing but a label may follow."""
    if not parser.takes("\\tag"):
        return
    is_bare = parser.takes("*")
    number = text_nodes(parser.raw("\\tag"), Alphabet.UPRIGHT, parser)
    cells.tags[len(cells.rows) - 1] = number if is_bare else Row((Words("("), number, Words(")")))
    if any(node != Space(0) for node in parser.row(ends, opener).nodes):
        raise FormulaError("“\\tag” before the end of its line", "write it last")


def _with_tags(
    rows: list[tuple[Node, ...]], tags: dict[int, Node], layout: Layout
) -> tuple[list[tuple[Node, ...]], Layout]:
    """Rows with their tags in a column of its own."""
    if not tags:
        return rows, layout
    count = max(len(row) for row in rows)
    columns, gaps = ("".join(islice(cycle(layout.columns), count)), tuple(islice(cycle(layout.gaps), count - 1)))
    tagged = [(*row, *(Row(),) * (count - len(row)), tags.get(n, Row())) for n, row in enumerate(rows)]
    return tagged, replace(layout, columns=f"{columns}r", gaps=(*gaps, TAG_GAP), is_tagged=True)


def _skip(parser: Parser) -> float:
    """More space below a row, in mu, as asked for behind its end."""
    skip = parser.takes_match(_SKIP)
    return length(skip[1], "\\\\") if skip and skip[1] else 0.0


def _after(cell: Node, known: Environment, row: int, column: int) -> Node:
    """A cell as it follows what stands before it, so that a sign at its beginning stands between two parts."""
    follows = (known.is_alignment and column % 2) or (known.layout.step and row)
    return Row((Row(), *_nodes(cell))) if follows else cell


def _filled(row: tuple[Node, ...], columns: int) -> tuple[Node, ...]:
    if len(row) > columns:
        raise FormulaError(
            f"a row of {len(row)} cells in an array of {columns} columns", "write a letter for each column"
        )
    return (*row, *(Row(),) * (columns - len(row)))


def _nodes(cell: Node) -> tuple[Node, ...]:
    return cell.nodes if isinstance(cell, Row) else (cell,)


def _cells(parser: Parser, end: str, opener: str, is_tagged: bool) -> _Cells:
    """Rows of cells up to the end, which is left standing; an empty last row is none."""
    cells, row_ends = _Cells(), {"\\\\", "\\cr", end}
    ends = row_ends | {"&"} | ({"\\tag"} if is_tagged else set())
    while True:
        while line := _line(parser, len(cells.rows)):
            cells.lines.append(line)
        if parser.peek() == end and cells.rows:
            break
        row = [parser.row(ends, opener)]
        while parser.takes("&"):
            row.append(parser.row(ends, opener))
        if len(row) > COLUMNS_AT_MOST:
            raise FormulaError(f"more than {COLUMNS_AT_MOST} columns", "split the matrix")
        cells.rows.append(tuple(row))
        _read_tag(parser, cells, row_ends, opener)
        cells.skips.append(0.0)
        if parser.peek() == end:
            break
        parser.take()
        cells.skips[-1] = _skip(parser)
    return cells


def _line(parser: Parser, row: int) -> Line | None:
    """A line above a row."""
    if parser.takes("\\hline"):
        return Line(row)
    if part := parser.takes_match(_PART_LINE):
        return Line(row, int(part[1]) - 1, int(part[2]))
    return None


def _check_lines(lines: Sequence[Line], columns: int) -> None:
    for line in lines:
        if line.last is not None and not 0 <= line.first < line.last <= columns:
            raise FormulaError(
                f"“\\cline{{{line.first + 1}-{line.last}}}” in {columns} columns", "write the first and the last column"
            )


def _columns(spec: str, layout: Layout) -> tuple[Layout, tuple[int, ...]]:
    """Alignments, gaps and lines of an array, from e.g. ``cc|c``."""
    whole = _REPEATED.sub(lambda match: int(match[1]) * match[2], spec)
    letters, lines, tight, at = "", list[int](), set[int](), 0
    while mark := _COLUMN.match(whole, at):
        at, letter, bar, gap = mark.end(), *mark.groups()
        letters += letter or ""
        lines += [len(letters)] if bar else []
        tight |= {len(letters)} if gap else set()
    if not letters or at < len(whole):
        raise FormulaError(
            f"the columns “{spec}” are not understood",
            "write l, c or r for each column, | for a line, and @{} for no space",
        )
    gaps = tuple(0.0 if n in tight else layout.gaps[0] for n in range(1, len(letters))) or layout.gaps
    edge = 0.0 if tight & {0, len(letters)} else layout.edge
    return replace(layout, columns=letters, gaps=gaps, edge=edge), tuple(lines)
