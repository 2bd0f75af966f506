"""A reading and the seating that its plan must show in; an `AuditError` at the first cell that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from examgen.audit.reading import REMEDY, Reading, squeezed_once
from examgen.errors import AuditError
from examgen.model.seats import Seating

HEAD, CELL = "TH:Column", "TD"


def prove_seats(reading: Reading, seating: Seating, tables: Sequence[range]) -> None:
    """The cells of the plan's tables, row by row: what is not shown empty is there, and nothing else."""
    read = [mark.text for mark in reading.marks if mark.role == CELL or (mark.role == HEAD and mark.text.isdecimal())]
    for place, found in zip_longest(_wanted(seating, tables), read):
        name, right = place or ("behind its last cell it", "")
        if found != right:
            raise AuditError(
                f"{reading.path}: the plan of seats: {name} reads “{found or ''}”, should read “{right}”", remedy=REMEDY
            )


def _wanted(seating: Seating, tables: Sequence[range]) -> Iterator[tuple[str, str]]:
    """What each cell says, with its name."""
    placed = {(s.row, s.column): (s, variant) for s, variant in zip(seating.seats, seating.variants, strict=True)}
    for columns in tables:
        yield from ((f"the head of column {column}", str(column)) for column in columns)
        for row in range(1, max(seat.row for seat in seating.seats) + 1):
            yield f"the head of row {row}", str(row)
            for column in columns:
                if (row, column) in placed:
                    seat, variant = placed[row, column]
                    yield f"row {row}, column {column}", squeezed_once(f"{variant}{seat.candidate}")
