"""The name of a paper and what was drawn again for it in, a digest for each of its choices out.

A prefix keeps practice sheets from rehearsing the exam: their choices have names of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.model.bank import Question
from examgen.model.variant import Redraw, Redrawn
from examgen.seeds import digests

PRACTICE = "practice-"
"""Begins the names of what is drawn for practice sheets."""


class Stream:
    """Digests for one printed paper."""

    def __init__(self, seed: str, number: int, prefix: str = "", redrawn: Sequence[Redraw] = ()) -> None:
        self.number = number
        self.redrawn = tuple(redrawn)
        self.prefix = prefix
        self._named = digests(seed, number)
        self._again = {(redraw.id, redraw.what): (f"again {redraw.times}",) for redraw in redrawn}

    def of_sample(self, question: Question) -> bytes:
        return self._named(question.id, f"{self.prefix}sample")

    def of_place(self, name: str) -> bytes:
        """Of a question among the others, or of a set."""
        return self._named(name, f"{self.prefix}question", *self._times(name, Redrawn.PLACE))

    def of_distractor(self, question: Question, text: str, occurrence: int) -> bytes:
        times = self._times(question.id, Redrawn.OPTIONS)
        return self._named(question.id, f"{self.prefix}distractor", text, occurrence, *times)

    def of_option(self, question: Question, turn: int, text: str, occurrence: int) -> bytes:
        """Of an option among the others; the turn counts orders that would have told the answer."""
        times = self._times(question.id, Redrawn.OPTIONS)
        turns = (f"turn {turn}",) if turn else ()
        return self._named(question.id, f"{self.prefix}option", text, occurrence, *times, *turns)

    def falls(self, question: Question) -> bool:
        """Whether options that are in order by themselves descend."""
        times = self._times(question.id, Redrawn.OPTIONS)
        return self._named(question.id, f"{self.prefix}direction", *times)[0] % 2 == 1

    def _times(self, name: str, what: Redrawn) -> tuple[str, ...]:
        """What names a choice once it was drawn again."""
        return self._again.get((name, what), ()) if self._again else ()
