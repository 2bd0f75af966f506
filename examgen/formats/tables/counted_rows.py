"""Columns without a name that count the rows of a table in, the same as numbers of questions out.

Templates count their rows ahead, so a row may hold its number and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from examgen.formats.records.vocabulary import Named, Role
from examgen.formats.tables.columns import Columns
from examgen.formats.tables.rows import Row

_NUMBER = Named(Role.NUMBER)


def with_counts(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns, the first of which has numbers if it has no name and they count."""
    if columns.names[:1] != ("",) or not rows or columns.roles[0] is not None:
        return columns
    cells = [row.cells[0].strip() for row in rows]
    are_counts = all(cell.isdecimal() for cell in cells) and all(int(b) == int(a) + 1 for a, b in pairwise(cells))
    return replace(columns, roles=(_NUMBER, *columns.roles[1:])) if are_counts else columns


def says_more(row: Row, columns: Columns) -> bool:
    """Whether a row holds more than the number of a question."""
    named = zip(columns.roles, row.cells, strict=True)
    return any(cell.strip() for role, cell in named if role != _NUMBER)
