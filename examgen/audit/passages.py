"""A reading and the passages that it must hold in, their places out; an `AuditError` at the first that differs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from examgen.audit.reading import SHOWN, Reading, quoted
from examgen.audit.views import Passage, View
from examgen.errors import AuditError

LEAD = 16
"""A question is looked for by its number and so many characters more."""

NOWHERE: Mapping[int, int] = {}
BEFORE, MORE = 20, 12
"""So many characters before a difference are quoted with it, and so many more than there should be."""


class Found(NamedTuple):
    """A passage at its place in the text."""

    passage: Passage
    start: int
    end: int


def find_all(reading: Reading, passages: Iterable[Passage], others: Iterable[Found] = ()) -> list[Found]:
    """Each passage, whole and in this order, where none of the others stands."""
    return _find_on(reading, passages, [], {other.start: other.end for other in others})


def find_any(reading: Reading, choices: Iterable[Sequence[View]]) -> tuple[list[Found], list[int]]:
    """Each question in this order, in any one of its views; and which of these it was."""
    found: list[Found] = []
    chosen: list[int] = []
    for views in choices:
        found, choice = _find_view(reading, views, found)
        chosen.append(choice)
    return found, chosen


def _find_view(reading: Reading, views: Sequence[View], found: list[Found]) -> tuple[list[Found], int]:
    """The last view that begins as the text does must go on so, if none before does."""
    first = _find(reading, [view[0] for view in views], found[-1].end if found else 0)
    alike = [n for n, view in enumerate(views) if view[0].squeezed == first.passage.squeezed]
    for choice in alike[:-1]:
        try:
            return _find_on(reading, views[choice], found), choice
        except AuditError:
            continue
    return _find_on(reading, views[alike[-1]], found), alike[-1]


def _find_on(
    reading: Reading, passages: Iterable[Passage], found: list[Found], taken: Mapping[int, int] = NOWHERE
) -> list[Found]:
    """What was found, with each passage whole and in this order behind it."""
    found = [*found]
    for passage in passages:
        found.append(_find(reading, (passage,), found[-1].end if found else 0, taken))
    return found


def named(passage: Passage) -> str:
    """A question as messages name it."""
    return f"question {passage.number} ({passage.question.id})"


def _find(reading: Reading, views: Sequence[Passage], after: int, taken: Mapping[int, int] = NOWHERE) -> Found:
    wholes = [passage.squeezed for passage in views]
    start = _first_start(reading, views, wholes, after)
    while end := next((end for begin, end in taken.items() if begin <= start < end), 0):
        start = _first_start(reading, views, wholes, end)
    for passage, whole in zip(views, wholes, strict=True):
        for wanted in chain((whole,), _parted(reading, passage, start)):
            if reading.text.startswith(wanted, start):
                return Found(passage, start, start + len(wanted))
    raise _difference(reading, views, start)


def _first_start(reading: Reading, views: Sequence[Passage], wholes: Sequence[str], after: int) -> int:
    """Where the first view begins that is there; of a short question, what each is looked for by differs."""
    starts = [_start(reading, passage, whole, after) for passage, whole in zip(views, wholes, strict=True)]
    if found := [start for start in starts if start is not None]:
        return min(found)
    shown = reading.shown(after)
    raise reading.fault(after, f"{named(views[0])} is missing; where it is looked for, there stands “{shown}”")


def _start(reading: Reading, passage: Passage, whole: str, after: int) -> int | None:
    number = passage.opening
    size = len(number) + LEAD
    for lead in chain((whole[:size],), (wanted[:size] for wanted in _early_parted(reading, passage))):
        start = reading.text.find(lead, after)
        if start >= 0:
            return start
    return after if reading.text.startswith(number, after) else None


def _early_parted(reading: Reading, passage: Passage) -> Iterator[str]:
    """What a passage looks like where the points stand within the characters that it is looked for by."""
    if passage.has_points:
        units = _units(reading, passage)
        for cut in range(1, min(LEAD, len(units[1]))):
            yield _cut(units, cut)


def _parted(reading: Reading, passage: Passage, start: int) -> Iterator[str]:
    """What a passage looks like where a page or a column ends within its stem's first piece: the points stand there."""
    if passage.has_points:
        units, text = _units(reading, passage), reading.text
        number, first, points = units[:3]
        begin = start + len(number)
        for cut, (read, right) in enumerate(zip(text[begin : begin + len(first) - 1], first, strict=False), start=1):
            if read != right:
                return
            if text.startswith(points, begin + cut):
                yield _cut(units, cut)


def _units(reading: Reading, passage: Passage) -> list[str]:
    """The units of a passage as they are compared."""
    return [unit.squeezed for unit in passage.units]


def _cut(units: Sequence[str], cut: int) -> str:
    """A passage whose points stand so many characters behind the beginning of its stem."""
    number, first, points, *rest = units
    return "".join((number, first[:cut], points, first[cut:], *rest))


def _difference(reading: Reading, views: Sequence[Passage], start: int) -> Exception:
    """The error at the first character that agrees with no view."""

    def agreed(passage: Passage) -> int:
        wanted = passage.squeezed
        pairs = enumerate(zip(reading.text[start : start + len(wanted)], wanted, strict=False))
        return next((place for place, (read, right) in pairs if read != right), len(reading.text) - start)

    passage = max(views, key=agreed)
    at = agreed(passage)
    ends = list(accumulate(len(unit.squeezed) for unit in passage.units))
    place = min(bisect_right(ends, at), len(ends) - 1)
    unit = passage.units[place]
    begun = ends[place - 1] if place else 0
    skipped = at - begun - BEFORE if at - begun > SHOWN - BEFORE else 0
    lead, right = "…" if skipped else "", quoted(unit.text, skipped)
    read = reading.shown(start + begun + skipped, min(SHOWN, len(right) + MORE))
    return reading.fault(
        start + at,
        f"{named(passage)}: {unit.name} reads “{lead}{read}”, should read “{lead}{right}”",
    )
