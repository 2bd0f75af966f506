"""The text of a room's file in, its cells with diagnostics out: a drawing of the room, or a list of seats.

Both are CSV, with commas, semicolons or tabs. A drawing has a cell for each place, front row first: a name, an
``x`` for a seat whose candidate has no name here, nothing for an aisle. A list has columns headed row, column (or
seat) and, if it likes, candidate (or name, or id), one line for each seat.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.seats import MOST_SIDE, SOMEBODY, Cells

MOST_BYTES = 1_000_000
GRID = re.compile(r"(-?[0-9]{1,9}) ?[x×X] ?(-?[0-9]{1,9})")
ROW, COLUMN, CANDIDATE = frozenset({"row"}), frozenset({"column", "seat"}), frozenset({"candidate", "name", "id"})
MOST_NAME = 60
"""Characters of a candidate's name or id that a seat of the plan has room for, on small paper too."""

HINT = "rows of cells, an x for each seat, or lines under the heads row, column, candidate"


def read_room(asked: str) -> tuple[Cells, tuple[Diagnostic, ...]]:
    """Read ``6x8`` or a file; with errors the cells are empty."""
    if size := GRID.fullmatch(asked):
        rows, columns = int(size[1]), int(size[2])
        if min(rows, columns) >= 1 and max(rows, columns) <= MOST_SIDE:
            return ((SOMEBODY,) * columns,) * rows, ()
        return (), (_error(asked, None, f"a room has 1 to {MOST_SIDE} rows, and as many seats in each"),)
    try:
        if Path(asked).exists() and not Path(asked).is_file():
            return (), (_error(asked, None, "cannot be read: it is no ordinary file"),)
        with open(asked, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        return (), (_error(asked, None, f"cannot be read: {reason}", "write a size such as 6x8, or name a file"),)
    if len(data) > MOST_BYTES:
        return (), (_error(asked, None, f"is larger than {MOST_BYTES} bytes, which no room is"),)
    try:
        return parse_room(data.decode("utf-8-sig"), asked)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (), (_error(asked, line, "is not UTF-8 text", "save it as UTF-8"),)


def parse_room(text: str, path: str) -> tuple[Cells, tuple[Diagnostic, ...]]:
    """Read a drawing or a list."""
    rows = [[" ".join(cell.split()) for cell in row] for row in _rows(text)]
    heads = [cell.casefold() for cell in rows[0]] if rows else []
    is_list = not ROW.isdisjoint(heads) and not COLUMN.isdisjoint(heads)
    cells, found = _listed(rows, heads, path) if is_list else (_drawn(rows), [])
    if not is_list and len(heads) > 1 and (ROW | COLUMN | CANDIDATE).issuperset(heads):
        found.append(_error(path, 1, "a list of seats needs the heads row and column", HINT))
    found += [*_overlong(rows, path), *_unfitting(rows, cells, path)]
    if not any(map(any, cells)) and not found:
        found.append(_error(path, None, "holds no seats", HINT))
    return (() if found else cells), tuple(found)


def _rows(text: str) -> Iterator[list[str]]:
    counts = {sign: text.count(sign) for sign in ",;\t"}
    sign = max(counts, key=lambda each: counts[each])
    return csv.reader(text.splitlines(), delimiter=sign)


def _drawn(rows: Sequence[Sequence[str]]) -> Cells:
    """The cells, without empty rows behind the last."""
    cells = [tuple(SOMEBODY if cell in ("x", "X") else cell for cell in row) for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    return tuple(cells)


def _overlong(rows: Sequence[Sequence[str]], path: str) -> list[Diagnostic]:
    wide = next((line for line, row in enumerate(rows, start=1) if len(row) > MOST_SIDE), None)
    if wide:
        return [_error(path, wide, f"a row has at most {MOST_SIDE} seats")]
    return [_error(path, None, f"a room has at most {MOST_SIDE**2} seats")] if len(rows) > MOST_SIDE**2 else []


def _unfitting(rows: Sequence[Sequence[str]], cells: Cells, path: str) -> Iterator[Diagnostic]:
    """Names that no seat of the plan has room for, each in its line."""
    names = {cell for row in cells for cell in row if len(cell) > MOST_NAME}
    for line, row in enumerate(rows, start=1):
        for cell in names.intersection(row):
            message = f'"{cell[:20]}…" has {len(cell)} characters, and a seat of the plan has room for {MOST_NAME}'
            yield _error(path, line, message, "write the candidate's id, or a shorter name")


def _listed(rows: Sequence[Sequence[str]], heads: Sequence[str], path: str) -> tuple[Cells, list[Diagnostic]]:
    row_at, column_at, name_at = (_at(heads, names) for names in (ROW, COLUMN, CANDIDATE))
    seats: dict[tuple[int, int], str] = {}
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        numbers = [row[at] if at is not None and at < len(row) else "" for at in (row_at, column_at)]
        if not all(re.fullmatch(r"[0-9]{1,3}", number) and 1 <= int(number) <= MOST_SIDE for number in numbers):
            found.append(_error(path, line, f"row and column must be numbers from 1 to {MOST_SIDE}"))
            continue
        place = (int(numbers[0]), int(numbers[1]))
        if place in seats:
            found.append(_error(path, line, f"row {place[0]}, column {place[1]} is taken twice"))
        seats[place] = (row[name_at] if name_at is not None and name_at < len(row) else "") or SOMEBODY
    rows_used = max((row for row, _ in seats), default=0)
    columns = max((column for _, column in seats), default=0)
    cells = tuple(
        tuple(seats.get((row, column), "") for column in range(1, columns + 1)) for row in range(1, rows_used + 1)
    )
    return cells, found


def _at(heads: Sequence[str], names: frozenset[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if head in names), None)


def _error(path: str, line: int | None, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule="seats", message=message, path=path, line=line, hint=hint)
