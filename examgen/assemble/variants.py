"""Drawn questions in, one numbered variant out; each place in it has a digest of its own.

So an added, removed or edited question leaves the others' order as it was,
and a variant depends on its number, never on how many variants there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.assemble.orders import option_order
from examgen.assemble.selection import draw
from examgen.model.bank import Question
from examgen.model.variant import PlacedQuestion, Variant
from examgen.seeds import digest, ranked


@dataclass(frozen=True, slots=True)
class _Stream:
    """Digests for one printed paper; the prefix keeps practice sheets from rehearsing the exam."""

    seed: str
    number: int
    prefix: str = ""

    def of_sample(self, question: Question) -> bytes:
        return digest(self.seed, self.number, question.id, f"{self.prefix}sample")

    def of_question(self, question: Question) -> bytes:
        return digest(self.seed, self.number, question.id, f"{self.prefix}question")

    def of_option(self, question: Question, text: str, occurrence: int) -> bytes:
        return digest(self.seed, self.number, question.id, f"{self.prefix}option", text, occurrence)


def make_variant(
    selection: Sequence[Question], number: int, seed: str, shuffle_questions: bool, shuffle_options: bool
) -> Variant:
    """Order a selection and its options for one variant; unshuffled parts keep the bank's order."""
    return _ordered(selection, _Stream(seed, number), shuffle_questions, shuffle_options)


def make_sheet(
    questions: Sequence[Question],
    number: int,
    seed: str,
    count: int | None,
    shuffle_questions: bool = True,
    shuffle_options: bool = True,
) -> Variant:
    """Draw and order one practice sheet, from streams that no exam uses."""
    stream = _Stream(seed, number, "practice-")
    return _ordered(draw(questions, count, stream.of_sample), stream, shuffle_questions, shuffle_options)


def _ordered(selection: Sequence[Question], stream: _Stream, shuffle_questions: bool, shuffle_options: bool) -> Variant:
    questions = ranked(selection, stream.of_question) if shuffle_questions else selection
    placed = (
        PlacedQuestion(question=question, number=number, order=_order(question, stream, shuffle_options))
        for number, question in enumerate(questions, start=1)
    )
    return Variant(number=stream.number, questions=tuple(placed))


def _order(question: Question, stream: _Stream, shuffle_options: bool) -> tuple[int, ...]:
    if not shuffle_options:
        return tuple(range(len(question.options)))
    return option_order(question, lambda text, occurrence: stream.of_option(question, text, occurrence))
