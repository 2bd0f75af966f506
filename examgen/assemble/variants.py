"""Drawn questions in, one numbered variant out; each place in it has a digest of its own.

So an added, removed or edited question leaves the others' order as it was,
and a variant depends on its number, never on how many variants there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from examgen.assemble.distractors import Distractors
from examgen.assemble.orders import option_orders
from examgen.assemble.selection import draw
from examgen.assemble.shuffling import EVERYTHING, Shuffling
from examgen.model.bank import Question
from examgen.model.sections import QuestionOrder
from examgen.model.selection import SelectedSection, Selection, unsectioned
from examgen.model.variant import PlacedQuestion, PlacedSection, Variant
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

    def of_distractor(self, question: Question, text: str, occurrence: int) -> bytes:
        return self._named(question.id, f"{self._prefix}distractor", text, occurrence)

    def of_option(self, question: Question, text: str, occurrence: int) -> bytes:
        return self._named(question.id, f"{self._prefix}option", text, occurrence)

    def falls(self, question: Question) -> bool:
        """Whether options that are in order by themselves descend."""
        return self._named(question.id, f"{self._prefix}direction")[0] % 2 == 1


class Shuffle:
    """Makes the variants of an exam; each comes out the same whichever others are made.

    ``questions`` are all that any variant may hold.
    """

    def __init__(self, questions: Sequence[Question], seed: str, shuffling: Shuffling = EVERYTHING) -> None:
        self._questions = questions
        self._seed = seed
        self._order_of_exam = QuestionOrder.SHUFFLED if shuffling.questions else QuestionOrder.BANK
        every = tuple(_with_parts(questions))
        self._orders = {question.id: option_orders(question, shuffling) for question in every if shuffling.options}
        draws = {q.id: Distractors(q) for q in every if q.shown_distractors is not None}
        self._draws = {name: draw for name, draw in draws.items() if not draw.are_all_shown}

    def variant(self, number: int, selection: Selection | None = None) -> Variant:
        """Order a selection and its options, all questions without one; unshuffled parts keep the bank's order."""
        return self._variant(selection or unsectioned(self._questions), _Stream(self._seed, number))

    def sheet(self, number: int, count: int | None) -> Variant:
        """Draw and order a practice sheet, from streams that no exam uses."""
        stream = _Stream(self._seed, number, "practice-")
        return self._variant(unsectioned(draw(self._questions, count, stream.of_sample)), stream)

    def _variant(self, selection: Selection, stream: _Stream) -> Variant:
        questions = [question for part in selection.sections for question in self._in_order(part, stream)]
        placed = self._placed(questions, stream)
        return Variant(number=stream.number, questions=placed, sections=_placed_sections(selection))

    def _in_order(self, part: SelectedSection, stream: _Stream) -> Sequence[Question]:
        """The questions of a section in their order on this paper."""
        order = part.section.order or self._order_of_exam
        return ranked(part.questions, stream.of_question) if order is QuestionOrder.SHUFFLED else part.questions

    def _placed(self, questions: Sequence[Question], stream: _Stream) -> tuple[PlacedQuestion, ...]:
        """Questions, or the parts of one, in this order."""
        return tuple(
            PlacedQuestion(
                question=question,
                number=number,
                order=self._order(question, stream),
                parts=self._placed(question.parts, stream) if question.parts else (),
            )
            for number, question in enumerate(questions, start=1)
        )

    def _order(self, question: Question, stream: _Stream) -> tuple[int, ...]:
        order = self._whole_order(question, stream)
        if question.id not in self._draws:
            return order
        shown = self._draws[question.id].shown(lambda text, rank: stream.of_distractor(question, text, rank))
        return tuple(place for place in order if place in shown)

    def _whole_order(self, question: Question, stream: _Stream) -> tuple[int, ...]:
        if question.id not in self._orders:
            return tuple(range(len(question.options)))
        orders = self._orders[question.id]
        falls = orders.may_fall and stream.falls(question)
        return orders.order(lambda text, occurrence: stream.of_option(question, text, occurrence), falls)


def _with_parts(questions: Iterable[Question]) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from _with_parts(question.parts)


def _placed_sections(selection: Selection) -> tuple[PlacedSection, ...]:
    """What is printed of the sections; nothing where none has anything to say."""
    if not any(part.section.title or part.section.instructions for part in selection.sections):
        return ()
    firsts = accumulate((len(part.questions) for part in selection.sections), initial=1)
    return tuple(
        PlacedSection(
            title=part.section.title,
            instructions=part.section.instructions,
            first=first,
            count=len(part.questions),
            points=sum((question.points for question in part.questions), Decimal(0)),
        )
        for first, part in zip(firsts, selection.sections, strict=False)
    )


def make_variant(
    selection: Sequence[Question], number: int, seed: str, shuffle_questions: bool, shuffle_options: bool
) -> Variant:
    """Make one variant alone; for many, `Shuffle` works out once what they share."""
    return Shuffle(selection, seed, Shuffling(shuffle_questions, shuffle_options)).variant(number)


def make_sheet(
    questions: Sequence[Question],
    number: int,
    seed: str,
    count: int | None,
    shuffle_questions: bool = True,
    shuffle_options: bool = True,
) -> Variant:
    """Make one practice sheet alone."""
    return Shuffle(questions, seed, Shuffling(shuffle_questions, shuffle_options)).sheet(number, count)
