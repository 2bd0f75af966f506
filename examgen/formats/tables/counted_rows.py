"""Rows that hold the number of a question, or a heading in its place, in; questions apart from these out.

A column without a name may count the rows of a table.
Templates count their rows ahead, so a row may hold its number and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from examgen.formats.records.vocabulary import Named, Role
from examgen.formats.tables.columns import Columns
from examgen.formats.tables.rows import Row

_NUMBER = Named(Role.NUMBER)
_WORD = re.compile(r"[^\W\d_]{3}")


def with_counts(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns, the first of which has numbers if it has no name and they count."""
    if columns.names[:1] != ("",) or not rows or columns.roles[0] is not None:
        return columns
    cells = [row.cells[0].strip() for row in rows]
    are_counts = all(cell.isdecimal() for cell in cells) and all(int(b) == int(a) + 1 for a, b in pairwise(cells))
    return replace(columns, roles=(_NUMBER, *columns.roles[1:])) if are_counts else columns


def parted(rows: Sequence[Row], columns: Columns) -> tuple[list[Row], dict[int, str]]:
    """The rows that hold more than the number of a question, and by their lines the headings above them."""
    kept: list[Row] = []
    headings: dict[int, str] = {}
    heading = ""
    for row in rows:
        named = list(zip(columns.roles, row.cells, strict=True))
        if any(cell.strip() for role, cell in named if role != _NUMBER):
            kept.append(row)
            headings |= {row.line: heading} if heading else {}
        else:
            said = " ".join(" ".join(row.cells).split())
            heading = said if _WORD.search(said) else heading
    return kept, headings
