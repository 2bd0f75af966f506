"""A reading, the passages found in it and the headings of sections in; each must stand above its first question."""

from __future__ import annotations

from collections.abc import Iterable

from examgen.audit.passages import Found
from examgen.audit.reading import Reading, quoted, squeezed
from examgen.audit.views import Heading


def prove_headings(reading: Reading, found: Iterable[Found], headings: Iterable[Heading]) -> None:
    """Title, points and instructions of each section, between the question before it and its first one."""
    starts: dict[int, int] = {}
    ends = {0: 0}
    for one in sorted(found, key=lambda one: one.start):
        starts.setdefault(one.passage.number, one.start)
        ends[one.passage.number] = one.end
    for heading in headings:
        at, end = ends.get(heading.first - 1, 0), starts.get(heading.first, len(reading.text))
        for text in heading.texts:
            wanted = squeezed(text)
            place = reading.text.find(wanted, at, end)
            if place < 0:
                shown = reading.shown(at)
                where = f"above question {heading.first}, where its section begins,"
                raise reading.fault(at, f"{where} it should read “{quoted(text, 0)}”; there stands “{shown}”")
            at = place + len(wanted)
