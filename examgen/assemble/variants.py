"""Drawn questions in, one numbered variant out; each place in it has a digest of its own.

So an added, removed or edited question leaves the others' order as it was,
and a variant depends on its number, never on how many variants there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import accumulate, groupby
from typing import TypeAlias

from examgen.assemble.chances import Chances, key_chances
from examgen.assemble.distractors import Distractors, needed
from examgen.assemble.orders import OptionOrders, option_orders
from examgen.assemble.realising import Realiser
from examgen.assemble.selection import draw
from examgen.assemble.sequence import Lineup, ranks_of, units_of
from examgen.assemble.shuffling import EVERYTHING, Shuffling
from examgen.assemble.streams import PRACTICE, Stream
from examgen.errors import ManifestError
from examgen.markup.scales import difficulty_step, plain_number
from examgen.model.bank import Question, QuestionSet
from examgen.model.sections import QuestionOrder
from examgen.model.selection import SelectedSection, Selection, unsectioned
from examgen.model.variant import PlacedQuestion, PlacedSection, PlacedSet, Redraw, Redrawn, Variant

Identity: TypeAlias = str | tuple[str, tuple[tuple[str, str], ...]]
"""The id of a question, of a realised one with its values."""

Orders: TypeAlias = Mapping[str, tuple[int, ...]]
"""Ids as printed, those of parts behind their question's, each with the places in the bank of its options."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a variant that was printed before."""

    orders: Orders
    values: Mapping[str, Mapping[str, str]]
    """Question id → name → value, of those that have variables."""

    redrawn: tuple[Redraw, ...] = ()


class Shuffle:
    """Makes the variants of an exam; each comes out the same whichever others are made.

    ``questions`` are all that any variant may hold.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        seed: str,
        shuffling: Shuffling = EVERYTHING,
        sets: Sequence[QuestionSet] = (),
        realiser: Realiser | None = None,
    ) -> None:
        self._questions = questions
        self._whole = unsectioned(questions)
        self._seed = seed
        self._shuffling = shuffling
        self._order_of_exam = QuestionOrder.SHUFFLED if shuffling.questions else QuestionOrder.BANK
        self._sets = {each.id: each for each in sets}
        self._realiser = realiser
        self._lined: tuple[Selection, tuple[Lineup, ...]] | None = None
        self._orders: dict[Identity, OptionOrders] = {}
        self._draws: dict[Identity, Distractors] = {}
        for question in questions:
            self._learn(question)

    def _learn(self, question: Question) -> None:
        """Work out how the options of a question and its parts may stand."""
        name = _name(question)
        if self._shuffling.options:
            self._orders[name] = option_orders(question, self._shuffling)
        if question.shown_distractors is not None and not (draws := Distractors(question)).are_all_shown:
            self._draws[name] = draws
        for part in question.parts:
            self._learn(part)

    def variant(self, number: int, selection: Selection | None = None, redrawn: Sequence[Redraw] = ()) -> Variant:
        """Order a selection and its options, all questions without one; unshuffled parts keep the bank's order."""
        stream = Stream(self._seed, number, redrawn=redrawn)
        return self._variant(selection or self._whole, stream)

    def recorded(self, number: int, selection: Selection, record: Record) -> Variant:
        """Order a selection and its options as it is recorded, whatever would be drawn today."""
        known = {question.id: question for question in selection.questions}
        questions = [known[name] for name in record.orders if name in known]
        return self._assembled(questions, selection, Stream(self._seed, number, redrawn=record.redrawn), record)

    def sheet(self, number: int, selection: Selection | None = None) -> Variant:
        """Order a practice sheet, by streams that no exam uses."""
        return self._variant(selection or unsectioned(self._questions), Stream(self._seed, number, PRACTICE))

    def lineups(self, selection: Selection | None = None) -> tuple[Lineup, ...]:
        """For each section the orders that it may have; worked out once for variants that share their selection."""
        drawn = selection or self._whole
        if self._lined is None or self._lined[0] is not drawn:
            self._lined = drawn, tuple(map(self._lineup, drawn.sections))
        return self._lined[1]

    def _lineup(self, part: SelectedSection) -> Lineup:
        is_drawn = self._shuffling.questions
        shuffled = [each.id for each in self._sets.values() if each.shuffled] if is_drawn else ()
        units = units_of(part.questions, shuffled)
        ranks = ranks_of(units, part.section.order or self._order_of_exam, self._difficulties)
        if not is_drawn:  # what the order leaves open stays as in the bank
            units = tuple(unit for _, unit in sorted(zip(ranks, units, strict=True), key=lambda pair: pair[0]))
            ranks = list(range(len(units)))
        return Lineup(units, ranks, part.section.fixed)

    def place(self, number: int, name: str, times: int = 0) -> bytes:
        """The digest of a question's or a set's place, after it was drawn again so many times."""
        return Stream(self._seed, number, redrawn=_again(name, Redrawn.PLACE, times)).of_place(name)

    def options(self, number: int, question: Question, times: int = 0) -> tuple[int, ...]:
        """How the options of a question or part stand, after they were drawn again so many times."""
        return self._order(question, Stream(self._seed, number, redrawn=_again(question.id, Redrawn.OPTIONS, times)))

    @cached_property
    def _difficulties(self) -> dict[str, float]:
        """From 0 to 1, of the questions whose author says; numbers from the least to the most of them."""
        language = self._shuffling.language
        steps = {
            q.id: step / 2 for q in self._questions if (step := difficulty_step(q.difficulty, language)) is not None
        }
        others = (q for q in self._questions if q.id not in steps and q.difficulty)
        numbers = {q.id: number for q in others if (number := plain_number(q.difficulty, language)) is not None}
        least, most = min(numbers.values(), default=0), max(numbers.values(), default=0)
        shares = {name: float((number - least) / (most - least)) for name, number in numbers.items() if most > least}
        return {**steps, **shares}

    def key_chances(self, question: Question) -> Chances | None:
        """How likely the key of a question is to fall on each letter."""
        return key_chances(question, self._orders.get(_name(question)), self._draws.get(_name(question)))

    def _variant(self, selection: Selection, stream: Stream) -> Variant:
        questions = [question for lineup in self.lineups(selection) for question in lineup.drawn(stream.of_place)]
        return self._assembled(questions, selection, stream)

    def _assembled(
        self, questions: list[Question], selection: Selection, stream: Stream, record: Record | None = None
    ) -> Variant:
        """Questions in printed order, their values and options as recorded, or else as they are drawn."""
        if self._realiser and record:
            questions = [_with_values(question, self._realiser, record) for question in questions]
        elif self._realiser:
            questions = [self._realised(question, self._realiser, stream) for question in questions]
        if record is None:
            placed = self._placed(questions, lambda question: self._order(question, stream))
        else:
            placed = self._placed(questions, lambda question: _recorded_order(question, record.orders))
        return Variant(
            number=stream.number,
            questions=placed,
            sections=_placed_sections(selection),
            sets=tuple(self._placed_sets(selection, questions)) if self._sets else (),
            redrawn=stream.redrawn,
        )

    def _realised(self, question: Question, realiser: Realiser, stream: Stream) -> Question:
        """The question with this paper's values, if it has variables."""
        if question.program is None:
            return question
        made = realiser.realised(question, stream.number, stream.prefix)
        if _name(made) not in self._orders:
            self._learn(made)
        return made

    def _placed_sets(self, selection: Selection, questions: Sequence[Question]) -> Iterator[PlacedSet]:
        """Where the sets begin; one that two sections drew from begins in both."""
        first = 1
        for part in selection.sections:
            own = questions[first - 1 : first - 1 + len(part.questions)]
            for name, members in groupby(own, lambda question: question.set_id):
                count = sum(1 for _ in members)
                if name in self._sets:
                    yield PlacedSet(set=self._sets[name], first=first, count=count)
                first += count

    def _placed(
        self, questions: Sequence[Question], order: Callable[[Question], tuple[int, ...]]
    ) -> tuple[PlacedQuestion, ...]:
        """Questions, or the parts of one, in this order."""
        return tuple(
            PlacedQuestion(
                question=question,
                number=number,
                order=order(question),
                parts=self._placed(question.parts, order) if question.parts else (),
            )
            for number, question in enumerate(questions, start=1)
        )

    def _order(self, question: Question, stream: Stream) -> tuple[int, ...]:
        order = self._whole_order(question, stream)
        name = _name(question)
        if name not in self._draws:
            return order
        shown = self._draws[name].shown(lambda text, rank: stream.of_distractor(question, text, rank))
        return tuple(place for place in order if place in shown)

    def _whole_order(self, question: Question, stream: Stream) -> tuple[int, ...]:
        orders = self._orders.get(_name(question))
        if orders is None:
            return tuple(range(len(question.options)))
        falls = orders.may_fall and stream.falls(question)
        turn = 0
        while orders.gives_away(order := orders.order(partial(stream.of_option, question, turn), falls)):
            turn += 1
        return order


def _again(name: str, what: Redrawn, times: int) -> tuple[Redraw, ...]:
    return (Redraw(name, what, times),) if times else ()


def _with_values(question: Question, realiser: Realiser, record: Record) -> Question:
    """The question with the recorded values, if it has variables."""
    if question.program is None:
        return question
    if question.id not in record.values:
        raise _damaged(f"it has no values of the variables of question {question.id}")
    return realiser.recorded(question, record.values[question.id])


def _recorded_order(question: Question, orders: Orders) -> tuple[int, ...]:
    """The recorded order; raise `ManifestError` where it does not fit the question."""
    order = orders.get(question.id, ())
    is_sound = len(set(order)) == len(order) and max(order, default=-1) < len(question.options)
    if not is_sound or not needed(question) <= set(order):
        raise _damaged(f"it has no order of the options of question {question.id}")
    return order


def _damaged(what: str) -> ManifestError:
    return ManifestError(f"the manifest is damaged: {what}", remedy="build again from the banks")


def _name(question: Question) -> Identity:
    return (question.id, question.values) if question.values else question.id


def _placed_sections(selection: Selection) -> tuple[PlacedSection, ...]:
    """Where the sections begin and what is printed of them; nothing for one list of questions."""
    if len(selection.sections) == 1 and selection.sections[0].section.is_mute:
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
    """Draw and order one practice sheet alone."""
    drawn = draw(questions, count, Stream(seed, number, PRACTICE).of_sample)
    return Shuffle(questions, seed, Shuffling(shuffle_questions, shuffle_options)).sheet(number, unsectioned(drawn))
