"""A seating in, the plan of its room out."""

from __future__ import annotations

from examgen.compose.labels import Labels
from examgen.compose.marks import plain
from examgen.model.manuscript import RoomPlan, RoomRow, RoomSeat
from examgen.model.seats import Seating


def room_plan(seating: Seating, labels: Labels) -> RoomPlan:
    """All rows and columns up to the last ones in use."""
    columns = range(1, seating.columns + 1)
    placed = {
        (seat.row, seat.column): RoomSeat(str(variant), plain(seat.candidate))
        for seat, variant in zip(seating.seats, seating.variants, strict=True)
    }
    rows = (RoomRow(str(row), tuple(placed.get((row, column)) for column in columns)) for row in _rows(seating))
    return RoomPlan(labels.front, labels.row, tuple(map(str, columns)), tuple(rows))


def _rows(seating: Seating) -> range:
    return range(1, seating.rows + 1)
