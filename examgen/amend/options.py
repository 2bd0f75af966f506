"""The options of a printed question and of its corrected one in, which is which out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from examgen.amend.likeness import likeness
from examgen.amend.naming import named
from examgen.errors import RequestError
from examgen.model.bank import Option, Question
from examgen.model.text import content, wording

LIKE = 0.6
"""Options as alike as this may be one option with a correction."""


def new_places(printed: Question, corrected: Question) -> tuple[int, ...]:
    """For each option as printed, its place among the corrected ones; raise where that cannot be told."""
    before, after = printed.options, corrected.options
    if len(before) != len(after):
        what = "an option was added" if len(after) > len(before) else "an option was taken out"
        raise RequestError(
            f"{named(corrected)}: {what}: printed with {len(before)}, now there are {len(after)}",
            remedy="letters would change on paper: keep as many options as were printed, or build a new exam",
        )
    places = _equal(before, after)
    left = [place for place in range(len(before)) if place not in places]
    free = [place for place in range(len(after)) if place not in places.values()]
    places |= _corrected(printed, corrected, left, free)
    return tuple(places[place] for place in range(len(before)))


def _equal(before: Sequence[Option], after: Sequence[Option]) -> dict[int, int]:
    """Those that say the same; of equal ones the first with the first."""
    known = {name: place for place, name in enumerate(_names(after))}
    return {place: known[name] for place, name in enumerate(_names(before)) if name in known}


def _names(options: Sequence[Option]) -> list[tuple[str, int]]:
    """What each option says, and how many before it say the same."""
    met: Counter[str] = Counter()
    names = []
    for option in options:
        said = " ".join(content(option.text).split())
        names.append((said, met[said]))
        met[said] += 1
    return names


def _corrected(printed: Question, corrected: Question, left: Sequence[int], free: Sequence[int]) -> dict[int, int]:
    """Those whose wording changed: the most alike if each has one of its own, else those in the same places."""
    if len(left) == 1:
        return {left[0]: free[0]}
    before, after = printed.options, corrected.options
    likest = {one: max(free, key=lambda other: likeness(before[one].text, after[other].text)) for one in left}
    are_like = all(likeness(before[one].text, after[other].text) >= LIKE for one, other in likest.items())
    if are_like and len(set(likest.values())) == len(left):
        return likest
    if list(left) == list(free):
        return dict(zip(left, free, strict=True))
    lost = " ".join(wording(before[left[0]].text).split())
    raise RequestError(
        f"{named(corrected)}: it cannot be told which option now stands for “{lost}”",
        remedy="keep the order in which the bank had the options, and correct their wording alone",
    )
