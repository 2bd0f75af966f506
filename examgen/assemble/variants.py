"""Drawn questions in, one numbered variant out; each place in it has a digest of its own.

So an added, removed or edited question leaves the others' order as it was,
and a variant depends on its number, never on how many variants there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.assemble.orders import OptionOrders
from examgen.assemble.selection import draw
from examgen.model.bank import Question
from examgen.model.variant import PlacedQuestion, Variant
from examgen.seeds import digests, ranked


class _Stream:
    """Digests for one printed paper; the prefix keeps practice sheets from rehearsing the exam."""

    def __init__(self, seed: str, number: int, prefix: str = "") -> None:
        self.number = number
        self._prefix = prefix
        self._named = digests(seed, number)

    def of_sample(self, question: Question) -> bytes:
        return self._named(question.id, f"{self._prefix}sample")

    def of_question(self, question: Question) -> bytes:
        return self._named(question.id, f"{self._prefix}question")

    def of_option(self, question: Question, text: str, occurrence: int) -> bytes:
        return self._named(question.id, f"{self._prefix}option", text, occurrence)


class Shuffle:
    """Makes the variants of one selection; each comes out the same whichever others are made."""

    def __init__(
        self, selection: Sequence[Question], seed: str, shuffle_questions: bool = True, shuffle_options: bool = True
    ) -> None:
        self._selection = selection
        self._seed = seed
        self._shuffles_questions = shuffle_questions
        self._orders = {question.id: OptionOrders(question) for question in selection if shuffle_options}

    def variant(self, number: int) -> Variant:
        """Order the selection and its options; unshuffled parts keep the bank's order."""
        return self._variant(self._selection, _Stream(self._seed, number))

    def sheet(self, number: int, count: int | None) -> Variant:
        """Draw and order a practice sheet, from streams that no exam uses."""
        stream = _Stream(self._seed, number, "practice-")
        return self._variant(draw(self._selection, count, stream.of_sample), stream)

    def _variant(self, drawn: Sequence[Question], stream: _Stream) -> Variant:
        questions = ranked(drawn, stream.of_question) if self._shuffles_questions else drawn
        placed = (
            PlacedQuestion(question=question, number=number, order=self._order(question, stream))
            for number, question in enumerate(questions, start=1)
        )
        return Variant(number=stream.number, questions=tuple(placed))

    def _order(self, question: Question, stream: _Stream) -> tuple[int, ...]:
        if question.id not in self._orders:
            return tuple(range(len(question.options)))
        return self._orders[question.id].order(lambda text, occurrence: stream.of_option(question, text, occurrence))


def make_variant(
    selection: Sequence[Question], number: int, seed: str, shuffle_questions: bool, shuffle_options: bool
) -> Variant:
    """Make one variant alone; for many, `Shuffle` works out once what they share."""
    return Shuffle(selection, seed, shuffle_questions, shuffle_options).variant(number)


def make_sheet(
    questions: Sequence[Question],
    number: int,
    seed: str,
    count: int | None,
    shuffle_questions: bool = True,
    shuffle_options: bool = True,
) -> Variant:
    """Make one practice sheet alone."""
    return Shuffle(questions, seed, shuffle_questions, shuffle_options).sheet(number, count)
