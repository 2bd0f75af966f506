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
    """For each option as printed, its place among the corrected ones; raise where that cannot be told.

    What was taken out gets the places behind all that are there.
    """
    before, after = printed.options, corrected.options
    places = _equal(before, after)
    left = [place for place in range(len(before)) if place not in places]
    free = [place for place in range(len(after)) if place not in places.values()]
    places |= _corrected(printed, corrected, left, free)
    _check_added(corrected, [place for place in range(len(after)) if place not in places.values()], len(before))
    gone = [place for place in range(len(before)) if place not in places]
    places |= {place: len(after) + rank for rank, place in enumerate(gone)}
    return tuple(places[place] for place in range(len(before)))


def _check_added(corrected: Question, added: Sequence[int], printed: int) -> None:
    """New options get the letters behind those on paper, so the bank must have them behind the others, too."""
    if early := [place for place in added if place < printed]:
        raise RequestError(
            f"{named(corrected)}: the option “{_said(corrected.options[early[0]])}” was added before others",
            remedy="on printed papers it gets the letter behind all others: put it behind them in the bank, too",
        )


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
    """Those whose wording changed: the most alike if each has one of its own, else those in the same places.

    Of printed ones that are more than there are now, some were taken out, and have none.
    """
    if not left or not free:
        return {}
    if len(left) == len(free) == 1:
        return {left[0]: free[0]}
    before, after = printed.options, corrected.options
    alike = {(one, other): likeness(before[one].text, after[other].text) for one in left for other in free}
    if len(left) <= len(free):
        likest = [max(((one, other) for other in free), key=alike.__getitem__) for one in left]
    else:
        likest = [max(((one, other) for one in left), key=alike.__getitem__) for other in free]
    found = dict(likest)
    if all(alike[pair] >= LIKE for pair in likest) and len(found) == len(set(found.values())) == len(likest):
        return found
    fewer = min(len(left), len(free))
    if list(left[:fewer]) == list(free[:fewer]):
        return dict(zip(left, free, strict=False))
    raise RequestError(
        f"{named(corrected)}: it cannot be told which option now stands for “{_said(before[left[0]])}”",
        remedy="keep the order in which the bank had the options, and correct their wording alone",
    )


def _said(option: Option) -> str:
    return " ".join(wording(option.text).split())
