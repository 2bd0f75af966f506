"""A reading and the key grids that it must hold in; an `AuditError` at the first cell that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

from examgen.audit.reading import REMEDY, SHOWN, Mark, Reading, squeezed_once
from examgen.errors import AuditError

ROW_HEAD = "TH:Row"
"""The number of a question in a key grid; other tables have their heads above their columns."""


class KeyGrid(NamedTuple):
    """What one key grid must say."""

    cells: tuple[tuple[str, str], ...]
    """Number and letters."""

    caption: str = ""
    """E.g. "Variant 3"; empty where a grid stands alone."""

    def words(self) -> Iterator[tuple[str, str]]:
        """What it says in reading order, each with its name."""
        if self.caption:
            yield "the caption", squeezed_once(self.caption)
        for number, letters in self.cells:
            yield f"the number {number}", number
            yield f"question {number}", squeezed_once(letters)


def prove_tables(reading: Reading, grids: Sequence[KeyGrid], *, required: bool) -> None:
    """All that is tagged as cells of a grid: these grids, in this order, as often as they are shown."""
    read = [*_cells(reading.marks)]
    wanted = [word for grid in grids for word in grid.words()]
    times = max(int(required), -(-len(read) // max(1, len(wanted))))
    for place, found in zip_longest(wanted * times, read):
        name, right = place or ("behind its last cell it", "")
        if found != right:
            raise AuditError(
                f"{reading.path}: the key grid: {name} reads “{found or ''}”, should read “{right}”", remedy=REMEDY
            )


def _cells(marks: Sequence[Mark]) -> Iterator[str]:
    """Captions, and numbers with what stands beside them."""
    for (before, _), (role, text) in pairwise((("", ""), *marks)):
        if role in ("Caption", ROW_HEAD) or (role == "TD" and before == ROW_HEAD):
            yield text


def prove_grid_text(reading: Reading, grids: Sequence[KeyGrid]) -> None:
    """The grids as words apart, in this order, in a reading that sees no tables."""
    read = [squeezed_once(word) for page in reading.pages for word in page.body.split()]
    text, borders = "".join(read), frozenset(accumulate(map(len, read), initial=0))
    end = 0
    for grid in grids:
        wanted = "".join([word for _, word in grid.words()])
        start = text.find(wanted, end)
        while start >= 0 and not (start in borders and start + len(wanted) in borders):
            start = text.find(wanted, start + 1)
        if start < 0:
            shown = " ".join(word for _, word in grid.words())[:SHOWN]
            raise AuditError(f"{reading.path}: the key grid “{shown}…” is not found", remedy=REMEDY)
        end = start + len(wanted)
