"""An environment ``tabular`` in, a table out; rules between rows are the printer's, the first row heads the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from examgen.formats.latex.walking import Node, argument, arguments, kind, name
from examgen.model.text import Align, Cell, Table

_COLUMN = re.compile(r"[lcrpmbXLCRS]")
_GROUPED = re.compile(r"\{[^{}]*\}|@\{[^{}]*\}|!\{[^{}]*\}|\|")
_ALIGNS = {"l": Align.START, "c": Align.CENTRE, "r": Align.END, "C": Align.CENTRE, "R": Align.END, "S": Align.END}
_RULES = frozenset({"hline", "toprule", "midrule", "bottomrule", "cline", "cmidrule"})


def table_of(node: Node, spans: Callable[[Sequence[Node]], Cell]) -> Table:
    """All rows as long as the longest; the first is a header where a rule stands below it."""
    rows, is_headed = _rows([each for each in node.nodelist or () if each is not None])
    cells = [[spans(cell) for cell in row] for row in rows]
    width = max((len(row) for row in cells), default=0)
    filled = [tuple([*row, *([()] * (width - len(row)))]) for row in cells]
    columns = _columns(node, width)
    header, body = (filled[0], filled[1:]) if is_headed and len(filled) > 1 else ((), filled)
    return Table(columns, tuple(header), tuple(body))


def _columns(node: Node, width: int) -> tuple[Align, ...]:
    written = next(
        (argument(node, place) for place in reversed(range(len(arguments(node)))) if arguments(node)[place]), ""
    )
    signs = _COLUMN.findall(_GROUPED.sub("", written))
    aligned = [_ALIGNS.get(sign, Align.START) for sign in signs]
    return tuple([*aligned, *([Align.START] * width)][:width])


def _rows(nodes: Sequence[Node]) -> tuple[list[list[list[Node]]], bool]:
    """Rows of cells of nodes, and whether a rule stands below the first row and none among the others."""
    rows: list[list[list[Node]]] = [[[]]]
    rules: list[int] = []
    for node in nodes:
        if kind(node) == "specials" and node.specials_chars == "&":
            rows[-1].append([])
        elif kind(node) == "macro" and name(node) in ("\\", "tabularnewline"):
            rows.append([[]])
        elif kind(node) == "macro" and name(node) in _RULES:
            rules.append(len(rows) - 1)
        else:
            rows[-1][-1].append(node)
    kept = [row for row in rows if any(_shows(cell) for cell in row)]
    return kept, 1 in rules


def _shows(nodes: Sequence[Node]) -> bool:
    return any(kind(node) != "comment" and (kind(node) != "chars" or node.chars.strip()) for node in nodes)
