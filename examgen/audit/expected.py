"""A variant in, what its documents must say of each question out, with this variant's numbers and letters.

All rules are written here again, from the bank alone: an audit that shared them would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from examgen.audit.answers import Answers
from examgen.audit.drawings import UNSEEN, Signs
from examgen.audit.filling import Filling, plain, referred
from examgen.audit.parts import DOT, Place, blank, filled_in, named_parts, parts_of, rubric
from examgen.audit.reading import squeezed_once
from examgen.audit.views import Heading, Passage, Unit, Units, View, Wanted, passage_of, wanted_once
from examgen.audit.wording import Wording
from examgen.markup import commonmark
from examgen.model.bank import KeyOrigin, Question, QuestionMention
from examgen.model.response import Kind, Matching
from examgen.model.text import Text, printed
from examgen.model.variant import PlacedQuestion, PlacedSection, PlacedSet, Variant

TICK = "✔"
KEPT_WORDINGS = 10_000
BLANK = re.compile(r"\{(\w+)\}")


class Expected:
    """What the documents of one variant must say."""

    def __init__(
        self, variant: Variant, wording: Wording, signs: Signs = UNSEEN, all_derived: bool | None = None
    ) -> None:
        """``all_derived`` is whether a document of several variants says once that all keys are derived."""
        self.variant, self.wording, self._signs = variant, wording, signs
        self._numbers = {placed.question.id: placed.number for placed in variant.questions}
        self._fillings: dict[int, Filling] = {}
        self._counts: dict[str, str] = {}
        named = (entry for placed in variant.questions for entry in named_parts(placed, str(placed.number)))
        self._named = tuple(named)
        derived = (placed.question.key_origin is KeyOrigin.DERIVED for _, placed in self._named)
        self._all_derived = all(derived) if all_derived is None else all_derived

    def asked(self) -> tuple[View, ...]:
        """Each question as students see it, its parts behind it."""
        return tuple(self._view(placed, False) for placed in self.variant.questions)

    def answered(self) -> tuple[View, ...]:
        """Each question with its right options marked, and explained."""
        return tuple(self._view(placed, True) for placed in self.variant.questions)

    def solved(self) -> tuple[View, ...]:
        """Each question's number with its right options only, and explained."""
        return tuple(self._short(placed, self._solved(placed)) for placed in self.variant.questions)

    def noted(self) -> tuple[View, ...]:
        """The notes of the questions that have one, and the answers that the grid does not hold."""
        units = ((placed, tuple(self._noted(placed))) for placed in self.variant.questions)
        return tuple(self._short(placed, said) for placed, said in units if said)

    def headings(self, with_instructions: bool) -> tuple[Heading, ...]:
        """What stands above each section's first question, section by section."""
        sections = self.variant.sections
        return tuple(Heading(each.first, tuple(self._heading(each, with_instructions))) for each in sections)

    def _heading(self, section: PlacedSection, with_instructions: bool) -> Iterator[str]:
        if section.title:
            yield printed(" ".join(section.title.split()))
            yield self._points(section.points)
        if with_instructions and section.instructions:
            filling = Filling({}, self._numbers, self._signs)
            yield "".join(filling.parts(plain(commonmark.parse(section.instructions).text).whole))

    def grid(self) -> tuple[tuple[str, str], ...]:
        """Each question's number, and its right letters with their mark; likewise of each part and gap."""
        return tuple((name, self._cell(placed)) for name, placed in self._named)

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
        if placed.question.kind is Kind.OPEN:
            yield _opening(self._filling(placed), self._answers(placed).model, most)
        for part in placed.parts:
            yield from self.openings(part, most)

    def _answers(self, placed: PlacedQuestion) -> Answers:
        return Answers(placed.question, self.wording, self._filling(placed))

    def _explaining(self, placed: PlacedQuestion) -> Filling:
        """An explanation says this variant's letters, or the source's own where those are doubtful."""
        filling = self._filling(placed)
        return filling._replace(letters={}) if placed.question.explanation.suspect else filling

    def _cell(self, placed: PlacedQuestion) -> str:
        right = [self.wording.letters[place] for place in _right_places(placed)]
        return self._answers(placed).cell(right) + self.wording.derived_mark * self._is_marked(placed)

    def _view(self, placed: PlacedQuestion, is_answered: bool) -> View:
        """A question, before it what it shares with others if it is the first that does."""
        asked = tuple(self._asked(placed, _place(placed), is_answered))
        shared = [each for each in self.variant.sets if each.first == placed.number]
        return (*(self._shared(each, placed.question) for each in shared), *asked)

    def _shared(self, placed: PlacedSet, question: Question) -> Passage:
        said, last = self.wording, str(placed.first + placed.count - 1)
        lead = _worded(said.set_one if placed.count == 1 else said.set_many, first=str(placed.first), last=last)
        text = Filling({}, self._numbers, self._signs).parts(plain(placed.set.stimulus).whole)
        units = (Unit("what leads to the stimulus", (lead,)), Unit("the stimulus", text))
        return passage_of(question, placed.first, "", units)

    def _asked(self, placed: PlacedQuestion, place: Place, is_answered: bool) -> Iterator[Passage]:
        question, labels = placed.question, self._labels(placed, is_answered)
        said = partial(self._said, placed, labels, place.is_gap, is_answered)
        wanted = self._wanted(placed, is_answered, said)
        yield Passage(question, place.number, place.label, wanted, said, labels, has_points=not place.is_gap)
        for where, part in parts_of(placed, place.number):
            yield from self._asked(part, where, is_answered)
        if placed.parts and is_answered and (comments := self._comments(placed)):
            yield passage_of(question, place.number, "", comments)

    def _labels(self, placed: PlacedQuestion, is_answered: bool) -> tuple[str, ...]:
        """The letters of the options, on a key with ticks."""
        letters = self._filling(placed).letters.values()
        if not (is_answered and self._answers(placed).marks_options):
            return tuple(letters)
        right = _right_places(placed)
        return tuple([TICK + letter if rank in right else letter for rank, letter in enumerate(letters)])

    def _wanted(self, placed: PlacedQuestion, is_answered: bool, said: Callable[[], Units]) -> Wanted:
        """What is compared: kept, unless the numbers or the parts of questions have a say in it."""
        question = placed.question
        if placed.parts or question.note or question.explanation.mentions or referred(question):
            return Wanted.of(said())
        traits = (placed.order, is_answered, self._all_derived)
        return wanted_once((question, self.wording, self._signs), traits, said)

    def _said(self, placed: PlacedQuestion, labels: Sequence[str], is_gap: bool, is_answered: bool) -> Units:
        """All that stands behind the number, parts apart."""
        answers = self._answers(placed)
        stem = () if is_gap else self._stem(placed, is_answered)
        asked = (*_directed(answers, is_answered), *_offered(answers, labels, is_answered))
        comments = self._comments(placed) if is_answered and not placed.parts else ()
        return (*stem, *asked, *_filled_in(answers, is_answered), *comments)

    def _stem(self, placed: PlacedQuestion, is_answered: bool) -> Iterator[Unit]:
        """The stem's first piece, the points beside it, then the rest."""
        said = filled_in if is_answered else blank
        gaps = [said(rank, self._answers(gap)) for rank, gap in enumerate(placed.parts) if _has_gaps(placed)]
        fill, stem = self._filling(placed)._replace(gaps=gaps), plain(placed.question.stem)
        yield Unit("the stem", fill.parts(stem.strips[0] if stem.strips else ()))
        yield Unit("the count of points", (self._points(placed.question.points),))
        if stem.more:
            yield Unit("the stem", fill.parts(stem.more))

    def _short(self, placed: PlacedQuestion, units: Iterable[Unit]) -> View:
        """A view that does not ask."""
        return (passage_of(placed.question, placed.number, f"{placed.number}.", tuple(units)),)

    def _solved(self, placed: PlacedQuestion) -> Iterator[Unit]:
        answers, question = self._answers(placed), placed.question
        right = [
            part
            for place in question.key
            for part in (f"{answers.fill.letters[place]} ", *answers.said(question.options[place].text), "\n")
        ]
        if said := answers.solution() or self._gaps(placed) or tuple(right):
            yield Unit("the right answer", said)
        for where, part in () if _has_gaps(placed) else parts_of(placed, placed.number):
            yield Unit("the number", (where.label,))
            yield from self._solved(part)
        yield from self._comments(placed)

    def _noted(self, placed: PlacedQuestion) -> Iterator[Unit]:
        """What the grid does not hold of the answer, then the note."""
        answers = self._answers(placed)
        said = answers.written() or self._gaps(placed) or answers.said(answers.model)
        shortened = (self._answers(each).is_shortened for each in (placed.parts if _has_gaps(placed) else (placed,)))
        if said and any(shortened):
            yield Unit("the answer", (f"{_worded(self.wording.answer)} ", *said))
            yield from self._others(placed)
        yield from (Unit("the rubric", table) for table in [rubric(answers)] if table)
        for where, part in () if _has_gaps(placed) else parts_of(placed, placed.number):
            if units := tuple(self._noted(part)):
                yield from (Unit("the number", (where.label,)), *units)
        yield from self._note(placed)

    def _gaps(self, placed: PlacedQuestion) -> tuple[str, ...]:
        """What belongs into all gaps."""
        gaps = [filled_in(rank, self._answers(gap)) for rank, gap in enumerate(placed.parts) if _has_gaps(placed)]
        return (f" {DOT} ".join(gaps),) if gaps else ()

    def _letters(self, placed: PlacedQuestion) -> dict[int, str]:
        """Place in the bank → letter, in the order on paper."""
        return {place: self.wording.letters[rank] for rank, place in enumerate(placed.order)}

    def _filling(self, placed: PlacedQuestion) -> Filling:
        known = self._fillings.get(id(placed))
        if known is None:
            known = self._fillings[id(placed)] = Filling(self._letters(placed), self._numbers, self._signs)
        return known

    def _points(self, points: Decimal) -> str:
        exact = str(points)  # Equal numbers may count differently: “1 point”, “1.0 points”.
        if exact not in self._counts:
            count = f"{points.normalize():f}".replace(".", self.wording.decimal_sign)
            self._counts[exact] = _worded(self.wording.points_forms[self.wording.plural(points)], count=count)
        return self._counts[exact]

    def _comments(self, placed: PlacedQuestion) -> tuple[Unit, ...]:
        """A model answer with its rubric, remarks, then the explanation."""
        remarks = [*self._model(placed), *self._others(placed), *self._derived(placed), *self._note(placed)]
        remarks += [Unit("a remark", (text,)) for text in self._doubts(placed.question)]
        if text := placed.question.explanation.text:
            lead = f"{_worded(self.wording.explanation)} "
            remarks.append(Unit("the explanation", (lead, *self._explaining(placed).parts(plain(text).whole))))
        return tuple(remarks)

    def _others(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if placed.question.response:
            yield from (Unit("what is right too", said) for said in self._answers(placed).others())
        for rank, gap in enumerate(placed.parts) if _has_gaps(placed) else ():
            for said in self._answers(gap).others():
                yield Unit(f"what is right too in gap {rank + 1}", (f"({rank + 1}) ", *said))

    def _model(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if not placed.question.response:
            return
        answers = self._answers(placed)
        if answers.model:
            yield Unit("the model answer", (f"{_worded(self.wording.model_answer)} ", *answers.said(answers.model)))
        yield from (Unit("the rubric", table) for table in [rubric(answers)] if table)

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
        return tuple([placed.order.index(place) for place in question.steps or range(len(question.options))])
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


def _place(placed: PlacedQuestion) -> Place:
    return Place(placed.number, f"{placed.number}.")


def _has_gaps(placed: PlacedQuestion) -> bool:
    return placed.question.kind is Kind.FILL_IN


@lru_cache(maxsize=KEPT_WORDINGS)
def _worded(wording: str, **blanks: str) -> str:
    return printed(BLANK.sub(lambda blank: blanks[blank[1]], wording))
