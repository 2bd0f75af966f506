"""Questions as printed, and a corrected bank, in; each printed question with its corrected one out.

A question whose id is still there is itself.
One without an id of its own has another one as soon as its wording is corrected; it is known by what it says and,
where several are like it, by its number or place in the bank. What cannot be told is refused by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from examgen.amend.likeness import question_likeness
from examgen.amend.naming import named
from examgen.errors import RequestError
from examgen.model.bank import Bank, Question

LIKE = 0.6
"""Questions as alike as this may be one question with a correction."""

LIKE_IN_PLACE = 0.35
"""Those of the same number or place need not be as alike, where no other is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question as it was printed, and as it is now."""

    printed: Question
    corrected: Question


def paired(printed: Sequence[Question], before: Bank, after: Bank) -> tuple[Pair, ...]:
    """Find each printed question of one bank in another; raise `RequestError` for the first that is not there."""
    same = {question.id: question for question in after.questions}
    known = {question.id for question in before.questions}
    others = _Others(before, [question for question in after.questions if question.id not in known], after)
    pairs = [Pair(question, same.get(question.id) or others.find(question)) for question in printed]
    _check_unshared(pairs)
    return tuple(pairs)


def _check_unshared(pairs: Iterable[Pair]) -> None:
    first: dict[str, Question] = {}
    for pair in pairs:
        other = first.setdefault(pair.corrected.id, pair.printed)
        if other is not pair.printed:
            raise RequestError(
                f"{named(pair.corrected)} is like two printed questions: {named(other)} and {named(pair.printed)}",
                remedy="see that the corrected bank still has both, or give its questions ids",
            )


class _Others:
    """The questions of the corrected bank that were not in the printed one."""

    def __init__(self, before: Bank, others: Sequence[Question], after: Bank) -> None:
        self._others = others
        self._places = {**_places(before), **_places(after)}

    def find(self, printed: Question) -> Question:
        alike = {other.id: question_likeness(printed, other) for other in self._others}
        in_place = [other for other in self._others if self._places[other.id] == self._places[printed.id]]
        like = [other for other in self._others if alike[other.id] >= LIKE]
        if len(like) > 1:
            like = [other for other in like if other in in_place]
        if not like and max(alike.values(), default=0) < LIKE:
            like = [other for other in in_place if alike[other.id] >= LIKE_IN_PLACE]
        if len(like) == 1:
            return like[0]
        found = [other for other in self._others if alike[other.id] >= LIKE]
        raise RequestError(
            f"{named(printed)} was printed, and {_found(found)}",
            remedy="correct its wording where it stands in the bank; a question that is gone needs a new exam",
        )


def _found(found: Sequence[Question]) -> str:
    if not found:
        return "nothing in the corrected bank is like it"
    return f"it cannot be told which is its correction: {', '.join(map(named, found))}"


def _places(bank: Bank) -> Mapping[str, tuple[int, str]]:
    """Id → which file of the bank, and the author's number there, or else how many stand before."""
    files = {path: rank for rank, path in enumerate(bank.paths)}
    met: Counter[str] = Counter()
    places = {}
    for question in bank.questions:
        places[question.id] = (files.get(question.path, 0), question.number or f"after {met[question.path]}")
        met[question.path] += 1
    return places
