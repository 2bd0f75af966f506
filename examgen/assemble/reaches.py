"""A question in, what may be right to it on any paper out: the letters that its key may fall on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TypeAlias

from examgen.assemble.rotations import Letters
from examgen.assemble.variants import Shuffle
from examgen.model.bank import Question
from examgen.model.response import CHOOSING
from examgen.model.variant import PlacedQuestion

Reach: TypeAlias = frozenset[Letters]

VAIN = 20
"""Where chances are not worked out, drawing ends after so many times as many draws in vain as letters were found:

others as likely as these are missed with a probability of e^-20.
"""

ENOUGH = 200
"""Of these, more than any exam needs to tell its variants apart by one question."""


def letters_of(placed: PlacedQuestion) -> Letters | None:
    """What is right to a question or part on paper; nothing where it is answered without letters."""
    places = placed.key_places
    if not places:
        return None
    if placed.question.kind not in CHOOSING:
        return places
    return places[0] if len(places) == 1 else frozenset(places)


class Reaches:
    """What may be right to the questions of an exam; worked out once for each."""

    def __init__(self, shuffle: Shuffle) -> None:
        self._shuffle = shuffle
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], Reach] = {}

    def of(self, question: Question) -> Reach:
        """All letters that may be right, empty where it is answered without."""
        name = (question.id, question.values)
        if name not in self._known:
            self._known[name] = self._reach(question)
        return self._known[name]

    def times(self, number: int, question: Question, letters: Letters) -> int:
        """How often a variant draws the options again until these letters are right; they must be within reach."""
        return next(times for times in count() if self._letters(number, question, times) == letters)

    def _reach(self, question: Question) -> Reach:
        chances = self._shuffle.key_chances(question)
        if chances is not None:
            return frozenset(letter for letter, chance in enumerate(chances) if chance > 0)
        return frozenset(self._met(question))

    def _met(self, question: Question) -> Iterator[Letters]:
        """What is right on the first papers, until there is hardly anything else."""
        met: set[Letters] = set()
        vain = 0
        for number in count(1):
            letters = self._letters(number, question)
            if letters is None or vain > VAIN * (len(met) + 1) or len(met) > ENOUGH:
                return
            vain += 1
            if letters not in met:
                met.add(letters)
                vain = 0
                yield letters

    def _letters(self, number: int, question: Question, times: int = 0) -> Letters | None:
        order = self._shuffle.options(number, question, times)
        return letters_of(PlacedQuestion(question=question, number=1, order=order))
