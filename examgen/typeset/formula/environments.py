"""What stands between ``\\begin`` and ``\\end``: cells parted by ``&``, rows by ``\\\\``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from examgen.typeset.formula.grids import Grid, Layout
from examgen.typeset.formula.nodes import Node, Row
from examgen.typeset.formula.parts import Fence
from examgen.typeset.formula.tokens import FormulaError, length

if TYPE_CHECKING:
    from examgen.typeset.formula.parser import Parser

COLUMNS_AT_MOST = 60
_SKIP = re.compile(r"\[\s*(-?[\d.]+\s*[a-z]{2})\s*\]")
"""After ``\\\\``: more space below the row."""


@dataclass(frozen=True)
class Environment:
    layout: Layout
    signs: tuple[str, str] = ("", "")
    """Fences around it."""

    has_argument: bool = False
    is_alignment: bool = False
    """Whether each second column begins as after something, so that a relation there has space on its left."""


MATRIX = Layout()
ALIGNED = Layout("rl", gaps=(0.0, 2000.0), spread=300.0, level=0)
GATHERED = Layout("c", spread=300.0, level=0)
CASES = Layout("l", gaps=(1000.0,), leading=1440.0)
SUBSTACK = Layout("c", leading=900.0, level=2)

_ALIGNMENT = Environment(ALIGNED, is_alignment=True)
ENVIRONMENTS = {
    "matrix": Environment(MATRIX), "pmatrix": Environment(MATRIX, ("(", ")")),
    "bmatrix": Environment(MATRIX, ("[", "]")), "Bmatrix": Environment(MATRIX, ("{", "}")),
    "vmatrix": Environment(MATRIX, ("|", "|")), "Vmatrix": Environment(MATRIX, ("‖", "‖")),
    "smallmatrix": Environment(Layout(gaps=(500.0,), leading=900.0, level=2)),
    "array": Environment(Layout(edge=500.0), has_argument=True),
    "cases": Environment(CASES, ("{", "")), "rcases": Environment(CASES, ("", "}")),
    "dcases": Environment(replace(CASES, level=0), ("{", "")),
    **dict.fromkeys(("aligned", "align", "align*", "split", "flalign", "flalign*"), _ALIGNMENT),
    **dict.fromkeys(("alignedat", "alignat", "alignat*"), Environment(
        replace(ALIGNED, gaps=(0.0,)), has_argument=True, is_alignment=True)),
    **dict.fromkeys(("eqnarray", "eqnarray*"), Environment(Layout("rcl", gaps=(300.0,), spread=300.0, level=0))),
    **dict.fromkeys(("gathered", "gather", "gather*", "equation", "equation*"), Environment(GATHERED)),
}  # fmt: skip


@dataclass
class _Cells:
    rows: list[tuple[Node, ...]] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    skips: list[float] = field(default_factory=list)


def environment(parser: Parser, name: str) -> Node:
    """The grid of an environment, in its fences."""
    known = ENVIRONMENTS.get(name)
    if known is None:
        near = difflib.get_close_matches(name, ENVIRONMENTS, n=1)
        raise FormulaError(
            f"the environment “{name}” is not understood", f"write {near[0] if near else 'aligned, cases or pmatrix'}"
        )
    layout, lines_left = known.layout, frozenset[int]()
    if known.has_argument:
        argument = parser.raw(f"\\begin{{{name}}}")
        layout, lines_left = _columns(argument, layout) if name == "array" else (layout, lines_left)
    cells = _cells(parser, "\\end", f"\\begin{{{name}}}")
    parser.take()
    if (closed := parser.raw("\\end")) != name:
        raise FormulaError(f"\\begin{{{name}}} is closed by \\end{{{closed}}}", f"write \\end{{{name}}}")
    rows = [tuple(_after(cell, known, c) for c, cell in enumerate(row)) for row in cells.rows]
    if name == "array":
        rows = [_filled(row, len(layout.columns)) for row in rows]
    grid = Grid(tuple(rows), layout, tuple(cells.skips), frozenset(cells.lines), lines_left)
    return Fence(known.signs, (grid,)) if any(known.signs) else grid


def substack(parser: Parser) -> Node:
    """The rows of ``\\substack``, whose brace is open."""
    cells = _cells(parser, "}", "\\substack{")
    parser.take()
    return Grid(tuple(cells.rows), SUBSTACK, tuple(cells.skips))


def gathered(rows: list[Row]) -> Row:
    """Rows that stand alone, one below the other."""
    return Row((Grid(tuple((row,) for row in rows), GATHERED, (0.0,) * len(rows)),))


def _after(cell: Node, known: Environment, column: int) -> Node:
    return Row((Row(), *_nodes(cell))) if known.is_alignment and column % 2 else cell


def _filled(row: tuple[Node, ...], columns: int) -> tuple[Node, ...]:
    if len(row) > columns:
        raise FormulaError(
            f"a row of {len(row)} cells in an array of {columns} columns", "write a letter for each column"
        )
    return (*row, *(Row(),) * (columns - len(row)))


def _nodes(cell: Node) -> tuple[Node, ...]:
    return cell.nodes if isinstance(cell, Row) else (cell,)


def _cells(parser: Parser, end: str, opener: str) -> _Cells:
    """Rows of cells up to the end, which is left standing; an empty last row is none."""
    cells = _Cells()
    while True:
        while parser.takes("\\hline"):
            cells.lines.add(len(cells.rows))
        if parser.peek() == end and cells.rows:
            break
        row = [parser.row({"&", "\\\\", "\\cr", end}, opener)]
        while parser.takes("&"):
            row.append(parser.row({"&", "\\\\", "\\cr", end}, opener))
        if len(row) > COLUMNS_AT_MOST:
            raise FormulaError(f"more than {COLUMNS_AT_MOST} columns", "split the matrix")
        cells.rows.append(tuple(row))
        cells.skips.append(0.0)
        if parser.peek() == end:
            break
        parser.take()
        skip = parser.takes_match(_SKIP)
        cells.skips[-1] = length(skip[1], "\\\\") if skip else 0.0
    return cells


def _columns(spec: str, layout: Layout) -> tuple[Layout, frozenset[int]]:
    """Alignments and lines of an array, from e.g. ``cc|c``."""
    letters = re.sub(r"[\s|]", "", spec)
    if not letters or not re.fullmatch("[lcr]+", letters):
        raise FormulaError(
            f"the columns “{spec}” are not understood", "write l, c or r for each column, and | for a line"
        )
    lines, seen = set(), 0
    for mark in spec:
        if mark == "|":
            lines.add(seen)
        seen += mark in "lcr"
    return replace(layout, columns=letters), frozenset(lines)
