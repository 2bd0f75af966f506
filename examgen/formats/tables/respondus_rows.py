"""Rows of a table for Respondus, which has no head, in; what its columns hold, and rows as wide as these, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from examgen.formats.labels import label_rank
from examgen.formats.records.kind_names import kind_named
from examgen.formats.records.vocabulary import Named, Role
from examgen.formats.tables.rows import Row
from examgen.model.response import Kind

_POINTS = re.compile(r"\s*\d{0,3}(?:[.,]\d+)?\s*")
_LETTER = re.compile(r"\s*(?:[A-Z]|[a-z])\s*")
_FIRST = (Named(Role.KIND), Named(Role.TITLE), Named(Role.POINTS), Named(Role.STEM), Named(Role.KEY))
"""How tables for Respondus begin; options follow, and what explains the question ends them."""

_KEY = _FIRST.index(Named(Role.KEY))
_LEAST_OPTIONS = 2


def are_for_respondus(rows: Sequence[Row]) -> bool:
    """Whether each row begins with a kind, a title, points and a stem."""
    return bool(rows) and all(_is_respondus(row.cells) for row in rows)


def roles_for_respondus(rows: Sequence[Row]) -> list[Named] | None:
    """Its columns: options, counted from 1, fill all that are left, but for the last where that explains."""
    cells = [row.cells for row in rows]
    width = max(map(len, cells))
    if width < len(_FIRST) + _LEAST_OPTIONS:
        return None
    options = [Named(Role.OPTION, str(number)) for number in range(1, width - len(_FIRST) + 1)]
    full = [row for row in cells if len(row) == width and row[-1].strip()]
    explains = any(not row[-2].strip() for row in full) or (full and all(_is_aside(row) for row in full))
    return [*_FIRST, *options[:-1], Named(Role.EXPLANATION)] if explains else [*_FIRST, *options]


def with_whole_keys(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a table, each key in one cell if it is one for Respondus."""
    if not are_for_respondus([row for row in rows if not row.is_blank]):
        return rows
    return [row if row.is_blank else _with_whole_key(row) for row in rows]


def _with_whole_key(row: Row) -> Row:
    """The row of a multiple response whose letters stand in a cell each, for want of quotes, with these in one."""
    cells = row.cells
    if kind_named(cells[0])[0] is not Kind.MULTIPLE_RESPONSE:
        return row
    letters = [cell.strip() for cell in takewhile(_LETTER.fullmatch, cells[_KEY:])]
    options = [cell for cell in cells[_KEY + len(letters) :] if cell.strip()]
    ranks = [label_rank(letter) for letter in letters]
    is_key = len(letters) > 1 and all(one < other for one, other in pairwise(ranks))
    if not is_key or len(options) < max(_LEAST_OPTIONS, *ranks):
        return row
    return row._replace(cells=(*cells[:_KEY], ",".join(letters), *cells[_KEY + len(letters) :]))


def has_doubtful_key(row: Row) -> bool:
    """Whether letters behind the key of a multiple response may belong to it as well as be options."""
    cells = row.cells
    is_multiple = kind_named(cells[0])[0] is Kind.MULTIPLE_RESPONSE
    return is_multiple and len(cells) > _KEY + 1 and all(map(_LETTER.fullmatch, cells[_KEY : _KEY + 2]))


def _is_aside(row: Sequence[str]) -> bool:
    """Whether the last cell of a row is a sentence, and none of its options is one."""
    ends = [cell.strip().endswith((".", "!", "?", "。")) for cell in row[len(_FIRST) :] if cell.strip()]
    return ends[-1] and not any(ends[:-1])


def _is_respondus(cells: Sequence[str]) -> bool:
    return len(cells) >= 4 and kind_named(cells[0])[1] and bool(_POINTS.fullmatch(cells[2])) and bool(cells[3].strip())
