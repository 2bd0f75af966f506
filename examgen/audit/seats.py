"""A reading and the seating that its plan must show in; an `AuditError` at the first seat that differs.

Columns that do not fit beside one another stand in groups; how many there are is read from their heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from examgen.audit.reading import REMEDY, Mark, Reading, squeezed_once
from examgen.errors import AuditError
from examgen.model.seats import Seating

COLUMN, ROW, SEAT, NAME = "TH:Column", "TH:Row", "TD", "Span"


def prove_seats(reading: Reading, seating: Seating) -> None:
    """The heads and seats of the plan, row by row: what is not shown empty is there, and nothing else."""
    marks = [mark for mark in reading.marks if mark[0] in (ROW, SEAT, NAME) or _is_column(mark)]
    groups = [[int(head) for _, head in heads] for is_head, heads in groupby(marks, _is_column) if is_head]
    columns = [column for group in groups for column in group]
    if columns != [*range(1, max(seat.column for seat in seating.seats) + 1)]:
        raise _fault(reading, f"the heads of its columns read {columns}")
    wanted = _wanted(seating, groups)
    for place, found in zip_longest(wanted, _joined(marks)):
        name, right = place or ("behind its last seat it", "")
        if found != right:
            raise _fault(reading, f"{name} reads “{found or ''}”, should read “{right}”")


def _is_column(mark: Mark) -> bool:
    role, text = mark
    return role == COLUMN and text.isdecimal()


def _joined(marks: Sequence[Mark]) -> Iterator[str]:
    """What each head and seat says; a name, which may take several lines, behind its variant."""
    said = ""
    for role, text in marks:
        if role == NAME:
            said += text
        else:
            yield from [said] * bool(said)
            said = text
    yield said


def _wanted(seating: Seating, groups: Sequence[Sequence[int]]) -> Iterator[tuple[str, str]]:
    """What each head and seat says, with its name."""
    placed = {(s.row, s.column): (s, variant) for s, variant in zip(seating.seats, seating.variants, strict=True)}
    for columns in groups:
        yield from ((f"the head of column {column}", str(column)) for column in columns)
        for row in range(1, max(seat.row for seat in seating.seats) + 1):
            yield f"the head of row {row}", str(row)
            for column in columns:
                if (row, column) in placed:
                    seat, variant = placed[row, column]
                    yield f"row {row}, column {column}", f"{variant}{squeezed_once(seat.candidate)}"


def _fault(reading: Reading, what: str) -> AuditError:
    return AuditError(f"{reading.path}: the plan of seats: {what}", remedy=REMEDY)
