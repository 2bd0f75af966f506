"""A room and its seating: which variant lies on which seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import east_asian_width

Cells: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of a room from the front, as a blueprint keeps them: who sits there, `SOMEBODY`, or empty where nobody does."""

SOMEBODY = "x"
"""A seat whose candidate is not named."""

MOST_SIDE = 100
"""Rows, and seats in a row."""


HEAD_WIDTH, GAP_WIDTH = 9, 3
"""What the head of a row and the gap before a column take of a table, in characters."""


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


def tables_of(seating: Seating, room: int) -> tuple[range, ...]:
    """The columns of the room, cut so that no table of them is wider than so many characters."""
    widths = dict.fromkeys(range(1, seating.columns + 1), 0)
    for seat, variant in zip(seating.seats, seating.variants, strict=True):
        words = (str(variant), *seat.candidate.split())
        widths[seat.column] = max(widths[seat.column], *map(_width, words))
    tables, first, used = [], 1, HEAD_WIDTH
    for column, width in widths.items():
        if column > first and used + width + GAP_WIDTH > room:
            tables.append(range(first, column))
            first, used = column, HEAD_WIDTH
        used += width + GAP_WIDTH
    return (*tables, range(first, seating.columns + 1))


def _width(word: str) -> int:
    """Characters; wide ones, such as Han, count as two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in word)


def seats_of(cells: Cells) -> tuple[Seat, ...]:
    """The seats of a room in hand-out order."""
    return tuple(
        Seat(row, column, "" if cell == SOMEBODY else cell)
        for row, line in enumerate(cells, start=1)
        for column, cell in enumerate(line, start=1)
        if cell
    )
