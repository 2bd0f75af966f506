"""A room and its seating: which variant lies on which seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Cells: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of a room from the front, as a blueprint keeps them: who sits there, `SOMEBODY`, or empty where nobody does."""

SOMEBODY = "x"
"""A seat whose candidate is not named."""

MOST_SIDE = 100
"""Rows, and seats in a row."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in use; rows count from the front, columns from the left of who stands there looking at the front."""

    row: int
    column: int
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a room in hand-out order, row by row from the front, each with a variant."""

    seats: tuple[Seat, ...]
    variants: tuple[int, ...]
    alike: int
    """Weight of all pairs of neighbours with the same variant."""

    least: int
    """What no plan of the room with as many variants falls below, as far as it is known."""

    neighbours: tuple[int, int]
    """How many pairs of neighbours have the same variant, and how many pairs there are."""

    @property
    def rows(self) -> int:
        """Up to the last one in use."""
        return max(seat.row for seat in self.seats)

    @property
    def columns(self) -> int:
        """Up to the last one in use."""
        return max(seat.column for seat in self.seats)


def seats_of(cells: Cells) -> tuple[Seat, ...]:
    """The seats of a room in hand-out order."""
    return tuple(
        Seat(row, column, "" if cell == SOMEBODY else cell)
        for row, line in enumerate(cells, start=1)
        for column, cell in enumerate(line, start=1)
        if cell
    )
