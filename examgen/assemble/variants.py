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
from examgen.assemble.sequence import sequence, units_of, with_fixed
from examgen.assemble.shuffling import EVERYTHING, Shuffling
from examgen.errors import ManifestError
from examgen.markup.scales import difficulty_step, plain_number
from examgen.model.bank import Question, QuestionSet
from examgen.model.sections import QuestionOrder
from examgen.model.selection import SelectedSection, Selection, unsectioned
from examgen.model.variant import PlacedQuestion, PlacedSection, PlacedSet, Redraw, Redrawn, Variant
from examgen.seeds import digests

PRACTICE = "practice-"
"""Begins the names of what is drawn for practice sheets."""

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


class _Stream:
    """Digests for one printed paper; the prefix keeps practice sheets from rehearsing the exam."""

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
        stream = _Stream(self._seed, number, redrawn=redrawn)
        return self._variant(selection or self._whole, stream)

    def recorded(self, number: int, selection: Selection, record: Record) -> Variant:
        """Order a selection and its options as it is recorded, whatever would be drawn today."""
        known = {question.id: question for question in selection.questions}
        questions = [known[name] for name in record.orders if name in known]
        return self._assembled(questions, selection, _Stream(self._seed, number, redrawn=record.redrawn), record)

    def sheet(self, number: int, selection: Selection | None = None) -> Variant:
        """Order a practice sheet, by streams that no exam uses."""
        return self._variant(selection or unsectioned(self._questions), _Stream(self._seed, number, PRACTICE))

    def movers(self, selection: Selection | None) -> list[tuple[str, ...]]:
        """For each section whose order is drawn, the ids of the questions and sets that move in it."""
        if not self._shuffling.questions:
            return []
        parts = (selection or self._whole).sections
        drawn = (part for part in parts if part.section.order is not QuestionOrder.BANK)
        return [tuple(unit.id for unit in units_of(part.questions)) for part in drawn]

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

    def _variant(self, selection: Selection, stream: _Stream) -> Variant:
        questions = [question for part in selection.sections for question in self._in_order(part, stream)]
        return self._assembled(questions, selection, stream)

    def _assembled(
        self, questions: list[Question], selection: Selection, stream: _Stream, record: Record | None = None
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

    def _realised(self, question: Question, realiser: Realiser, stream: _Stream) -> Question:
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

    def _in_order(self, part: SelectedSection, stream: _Stream) -> Iterator[Question]:
        """The questions of a section in their order on this paper."""
        order = part.section.order or self._order_of_exam
        name = stream.of_place if self._shuffling.questions else None
        units = sequence(units_of(part.questions), order, name, self._difficulties)
        for unit in with_fixed(units, part.section.fixed) if part.section.fixed else units:
            is_shuffled = name is not None and unit.id in self._sets and self._sets[unit.id].shuffled
            yield from sorted(unit.questions, key=lambda q: stream.of_place(q.id)) if is_shuffled else unit.questions

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

    def _order(self, question: Question, stream: _Stream) -> tuple[int, ...]:
        order = self._whole_order(question, stream)
        name = _name(question)
        if name not in self._draws:
            return order
        shown = self._draws[name].shown(lambda text, rank: stream.of_distractor(question, text, rank))
        return tuple(place for place in order if place in shown)

    def _whole_order(self, question: Question, stream: _Stream) -> tuple[int, ...]:
        orders = self._orders.get(_name(question))
        if orders is None:
            return tuple(range(len(question.options)))
        falls = orders.may_fall and stream.falls(question)
        turn = 0
        while orders.gives_away(order := orders.order(partial(stream.of_option, question, turn), falls)):
            turn += 1
        return order


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
    drawn = draw(questions, count, _Stream(seed, number, PRACTICE).of_sample)
    return Shuffle(questions, seed, Shuffling(shuffle_questions, shuffle_options)).sheet(number, unsectioned(drawn))
