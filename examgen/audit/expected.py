"""A variant in, what its documents must say of each question out, with this variant's numbers and letters.

All rules are written here again, from the bank alone: an audit that shared them would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from examgen.audit.answers import Answers
from examgen.audit.drawings import UNSEEN, Signs
from examgen.audit.filling import Filling, plain, referred
from examgen.audit.reading import squeezed_once
from examgen.audit.wording import Wording
from examgen.model.bank import KeyOrigin, Question, QuestionMention
from examgen.model.response import Kind, Matching
from examgen.model.text import Text, printed
from examgen.model.variant import PlacedQuestion, Variant

TICK = "✔"
KEPT_WORDINGS = 10_000
BLANK = re.compile(r"\{(\w+)\}")


class Unit(NamedTuple):
    """One thing that a question's block must say."""

    name: str
    """E.g. "option B"."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """What it prints."""
        return "".join(self.parts)

    @property
    def squeezed(self) -> str:
        """The same as it is compared."""
        return "".join(map(squeezed_once, self.parts))


@dataclass(frozen=True, slots=True)
class Passage:
    """All that one view of a question prints, unit after unit."""

    question: Question
    number: int
    units: tuple[Unit, ...]
    letters: tuple[str, ...] = ()
    """The labels of its options, tick included."""

    has_points: bool = False
    """Whether the second unit is the stem's first piece, and the third the points beside it."""

    @property
    def squeezed(self) -> str:
        """All of it as it is compared."""
        return "".join([squeezed_once(part) for unit in self.units for part in unit.parts])

    @property
    def stem(self) -> str:
        """Its stem as it is compared."""
        return "".join([unit.squeezed for unit in self.units if unit.name == "the stem"])


class Expected:
    """What the documents of one variant must say."""

    def __init__(self, variant: Variant, wording: Wording, signs: Signs = UNSEEN) -> None:
        self.variant, self.wording, self._signs = variant, wording, signs
        self._numbers = {placed.question.id: placed.number for placed in variant.questions}
        self._all_derived = all(placed.question.key_origin is KeyOrigin.DERIVED for placed in variant.questions)

    def asked(self) -> tuple[Passage, ...]:
        """Each question as students see it."""
        return tuple(self._asked(placed, is_answered=False) for placed in self.variant.questions)

    def answered(self) -> tuple[Passage, ...]:
        """Each question with its right options marked, and explained."""
        return tuple(self._asked(placed, is_answered=True) for placed in self.variant.questions)

    def solved(self) -> tuple[Passage, ...]:
        """Each question's number with its right options only, and explained."""
        return tuple(self._solved(placed) for placed in self.variant.questions)

    def noted(self) -> tuple[Passage, ...]:
        """The notes of the questions that have one, and the answers that the grid does not hold."""
        passages = ((placed, (*self._answer(placed), *self._note(placed))) for placed in self.variant.questions)
        return tuple(
            Passage(placed.question, placed.number, (_number(placed), *units)) for placed, units in passages if units
        )

    def grid(self) -> tuple[tuple[str, str], ...]:
        """Each question's number, and its right letters with their mark."""
        return tuple((str(placed.number), self._cell(placed)) for placed in self.variant.questions)

    @property
    def statement(self) -> str:
        """What is said once where all keys are derived."""
        return _worded(self.wording.all_derived) if self._all_derived else ""

    def _is_marked(self, placed: PlacedQuestion) -> bool:
        return placed.question.key_origin is KeyOrigin.DERIVED and not self._all_derived

    def openings(self, placed: PlacedQuestion, most: int) -> Iterator[str]:
        """The first characters of an explanation, and of each rationale, as they are compared."""
        yield _opening(self._explaining(placed), placed.question.explanation.text, most)
        for place in placed.order:
            if rationale := placed.question.options[place].rationale:
                yield _opening(self._filling(placed), rationale, most)

    def _answers(self, placed: PlacedQuestion) -> Answers:
        return Answers(placed.question, self.wording, self._filling(placed))

    def _explaining(self, placed: PlacedQuestion) -> Filling:
        """An explanation says this variant's letters, or the source's own where those are doubtful."""
        return Filling({} if placed.question.explanation.suspect else self._letters(placed), self._numbers, self._signs)

    def _cell(self, placed: PlacedQuestion) -> str:
        right = [self.wording.letters[place] for place in _right_places(placed)]
        return self._answers(placed).cell(right) + self.wording.derived_mark * self._is_marked(placed)

    def _asked(self, placed: PlacedQuestion, *, is_answered: bool) -> Passage:
        answers, stem = self._answers(placed), plain(placed.question.stem)
        fill = answers.fill
        first = Unit("the stem", fill.parts(stem.strips[0] if stem.strips else ()))
        points = Unit("the count of points", (self._points(placed.question.points),))
        rest = (Unit("the stem", fill.parts(stem.more)),) if stem.more else ()
        right = _right_places(placed) if is_answered and answers.marks_options else ()
        labels = tuple([TICK * (rank in right) + letter for rank, letter in enumerate(fill.letters.values())])
        comments = self._comments(placed) if is_answered else ()
        asked = (*_directed(answers, is_answered), *_offered(answers, labels, is_answered))
        units = (_number(placed), first, points, *rest, *asked, *_filled_in(answers, is_answered), *comments)
        return Passage(placed.question, placed.number, units, labels, True)

    def _solved(self, placed: PlacedQuestion) -> Passage:
        fill = self._filling(placed)
        options = placed.question.options
        right = [
            part
            for place in placed.question.key
            for part in (f"{fill.letters[place]} ", *fill.parts(plain(options[place].text).whole), "\n")
        ]
        answer = Unit("the right answer", self._answers(placed).solution() or tuple(right))
        return Passage(placed.question, placed.number, (_number(placed), answer, *self._comments(placed)))

    def _letters(self, placed: PlacedQuestion) -> dict[int, str]:
        """Place in the bank → letter, in the order on paper."""
        return {place: self.wording.letters[rank] for rank, place in enumerate(placed.order)}

    def _filling(self, placed: PlacedQuestion) -> Filling:
        return Filling(self._letters(placed), self._numbers, self._signs)

    def _points(self, points: Decimal) -> str:
        count = f"{points.normalize():f}"
        wording = self.wording.points_forms[self.wording.plural(points)]
        return _worded(wording, count=count.replace(".", self.wording.decimal_sign))

    def _comments(self, placed: PlacedQuestion) -> tuple[Unit, ...]:
        """Remarks, then the explanation."""
        remarks = [*self._others(placed), *self._derived(placed), *self._note(placed)]
        remarks += [Unit("a remark", (text,)) for text in self._doubts(placed.question)]
        if text := placed.question.explanation.text:
            lead = f"{_worded(self.wording.explanation)} "
            remarks.append(Unit("the explanation", (lead, *self._explaining(placed).parts(plain(text).whole))))
        return tuple(remarks)

    def _answer(self, placed: PlacedQuestion) -> Iterator[Unit]:
        """The answer as a note."""
        answers = self._answers(placed)
        if answers.is_shortened:
            yield Unit("the answer", (f"{_worded(self.wording.answer)} ", *answers.written()))
            yield from self._others(placed)

    def _others(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if placed.question.response:
            yield from (Unit("what is right too", said) for said in self._answers(placed).others())

    def _derived(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if self._is_marked(placed):
            yield Unit("the remark on the key", (_worded(self.wording.derived),))

    def _note(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if placed.question.note:
            note = self._filling(placed).parts(plain(placed.question.note).whole)
            yield Unit("the note", (f"{_worded(self.wording.note)} ", *note))

    def _doubts(self, question: Question) -> Iterator[str]:
        wording, explanation = self.wording, question.explanation
        if explanation.suspect:
            yield _worded(wording.suspect)
        if explanation.unclear:
            words = (_worded(wording.quoted, words=around) for around in explanation.unclear)
            yield _worded(wording.unclear, words=wording.comma.join(words))
        for mention in explanation.mentions:
            yield self._mention(mention)
        for source in dict.fromkeys(self._absent(question)):
            yield _worded(wording.number_absent, words=source)

    def _mention(self, mention: QuestionMention) -> str:
        if mention.target is None:
            return _worded(self.wording.mention_unknown, words=mention.source)
        if mention.target not in self._numbers:
            return _worded(self.wording.mention_absent, words=mention.source)
        return _worded(self.wording.mention, words=mention.source, number=str(self._numbers[mention.target]))

    def _absent(self, question: Question) -> Iterator[str]:
        return (mention.source for mention in referred(question) if mention.target not in self._numbers)


def _right_places(placed: PlacedQuestion) -> tuple[int, ...]:
    """Where on paper the right options stand, from 0: those marked, or one for each prompt, or one after another."""
    question = placed.question
    if isinstance(question.response, Matching):
        return tuple([placed.order.index(prompt.target) for prompt in question.response.prompts])
    if question.kind is Kind.ORDERING:
        return tuple([placed.order.index(place) for place in range(len(question.options))])
    return tuple([rank for rank, place in enumerate(placed.order) if question.options[place].is_key])


def _directed(answers: Answers, is_answered: bool) -> Iterator[Unit]:
    """The direction, then the prompts, on a key with their letters."""
    if direction := answers.direction():
        yield Unit("the direction", (_worded(direction),))
    for number, prompt in enumerate(answers.prompts, start=1):
        letter = answers.fill.letters[prompt.target] if is_answered else ""
        yield Unit(f"the letter of prompt {number}", (f"{number}. ", letter))
        yield Unit(f"prompt {number}", answers.fill.parts(plain(prompt.text).whole))


def _offered(answers: Answers, labels: Sequence[str], is_answered: bool) -> Iterator[Unit]:
    """The options, on a key with their rationales."""
    for label, (place, letter) in zip(labels, answers.fill.letters.items(), strict=True):
        option = answers.question.options[place]
        yield Unit(f"the letter {letter}", (label,))
        yield Unit(f"option {letter}", answers.fill.parts(plain(option.text).whole))
        if is_answered and (rationale := answers.rationale(option)):
            yield Unit(f"the rationale of {letter}", rationale)


def _filled_in(answers: Answers, is_answered: bool) -> Iterator[Unit]:
    """What stands behind the options: a unit, or on a key the sequence or the answer."""
    if not is_answered:
        yield from (Unit("the unit", (unit,)) for unit in [answers.unit] if unit)
        return
    yield from (Unit("the sequence", sequence) for sequence in [answers.sequence()] if sequence)
    yield from (Unit("the answer", (TICK, *written)) for written in [answers.written()] if written)


def _opening(fill: Filling, text: Text, most: int) -> str:
    opening = ""
    for part in plain(text).whole:
        opening += "".join(map(squeezed_once, fill.parts((part,))))
        if len(opening) >= most:
            break
    return opening[:most]


def _number(placed: PlacedQuestion) -> Unit:
    return Unit("the number", (f"{placed.number}.",))


@lru_cache(maxsize=KEPT_WORDINGS)
def _worded(wording: str, **blanks: str) -> str:
    return printed(BLANK.sub(lambda blank: blanks[blank[1]], wording))
