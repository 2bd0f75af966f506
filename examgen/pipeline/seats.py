"""A room asked for in, its cells out; a seating in, the line that says how well it keeps neighbours apart out."""

from __future__ import annotations

from collections.abc import Iterator

from examgen.errors import BlueprintError
from examgen.model.seats import Cells, Seating
from examgen.pipeline.summary import counted


def room_of(asked: str | None) -> Cells:
    """The room; raise `BlueprintError` where its file cannot be understood."""
    if asked is None:
        return ()
    from examgen.formats.rooms import read_room  # for exams that have seats alone

    cells, found = read_room(asked)
    if found:
        raise BlueprintError(f"no seats can be read from {asked}", diagnostics=found)
    return cells


def seat_lines(seating: Seating | None) -> Iterator[str]:
    """For the summary of a build."""
    if seating is None:
        return
    alike, pairs = seating.neighbours
    kept = "no neighbours have the same variant" if not alike else f"{alike} of {pairs} neighbouring pairs are alike"
    if alike:
        best = "the fewest possible" if seating.alike == seating.least else "the fewest found"
        kept += f", {best} with {counted(len(set(seating.variants)), 'variant')}"
    yield f"{counted(len(seating.seats), 'seat')} in seats.pdf · {kept} · bundle-exams.pdf is in hand-out order"
