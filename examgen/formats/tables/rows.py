"""Rows of a table, whatever file it stands in."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The cells of one row, and where it begins."""

    cells: tuple[str, ...]
    line: int
    marked: frozenset[int] = frozenset()
    """Places of cells that are set apart from others of their row, in bold or in colour."""

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)
