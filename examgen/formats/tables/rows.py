"""Rows of a table, whatever file it stands in."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The cells of one row, and where it begins."""

    cells: tuple[str, ...]
    line: int
    looks: tuple[str, ...] = ()
    """How its cells look, where that is known: in bold, or in a colour; "" for one that is plain."""

    def look(self, place: int) -> str:
        return self.looks[place] if place < len(self.looks) else ""

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)
