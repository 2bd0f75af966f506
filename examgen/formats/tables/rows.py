"""Rows of a table, whatever file it stands in."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The cells of one row, and where it begins."""

    cells: tuple[str, ...]
    line: int

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)
