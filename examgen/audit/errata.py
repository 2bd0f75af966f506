"""Both issues of a variant in, what its sheets of corrections must say out.

Which texts differ, and what stands before them, is worked out here again from the questions alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from examgen.audit.answers import Answers
from examgen.audit.drawings import Signs
from examgen.audit.filling import Filling, plain
from examgen.audit.parts import rubric
from examgen.audit.reading import REMEDY, SHOWN, Reading, squeezed_once
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.bank import Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import OptionReference, Span, Text, Words, map_spans, printed, spans_of
from examgen.model.variant import PlacedQuestion, Variant

STOPS = " .:。：।۔"
"""A word that leads a text ends with one of these; in a heading it does not."""

GAP = "____"
NOTHING = "–"
"""Stands where one issue says nothing."""

ABSENT = 0
"""The number of a part that an issue does not have."""

Both: TypeAlias = tuple[PlacedQuestion, PlacedQuestion]
"""A question as it was printed, and as it is now."""


class Entry(NamedTuple):
    """One correction."""

    heading: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedErrata:
    """What the sheet of a paper, or that of its key, must say."""

    before: Variant
    after: Variant
    wording: Wording
    signs: Signs

    def squeezed(self, is_key: bool) -> str:
        """All entries as they are compared."""
        said = self.wording
        parts = (
            part
            for entry in self._entries(is_key)
            for part in (entry.heading, said.printed, *entry.before, said.corrected, *entry.after)
        )
        return "".join([squeezed_once(part) for part in parts])

    def _entries(self, is_key: bool) -> Iterator[Entry]:
        shared = {(each.first, each.set.id): each.set.stimulus for each in self.after.sets}
        was = [each.set.stimulus for each in self.before.sets]
        stimuli = {first: (old, new) for old, ((first, _), new) in zip(was, shared.items(), strict=True)}
        for both in zip(self.before.questions, self.after.questions, strict=True):
            number = both[1].number
            if not is_key and number in stimuli and _differ(*stimuli[number]):
                old, new = (self._filling(None).parts(plain(text).whole) for text in stimuli[number])
                yield Entry(self._question(str(number)), old, new)
            yield from self._of_question(both, str(number), is_key)

    def _of_question(self, both: Both, name: str, is_key: bool, is_gap: bool = False) -> Iterator[Entry]:
        yield from self._in_key(both, name) if is_key else self._on_paper(both, name, is_gap)
        has_gaps = Kind.FILL_IN in (placed.question.kind for placed in both)
        for rank, parts in enumerate(zip_longest(both[0].parts, both[1].parts)):
            behind = f".{rank + 1}" if has_gaps else chr(ord("a") + rank)
            old, new = (part or _absent(other) for part, other in (parts, parts[::-1]))
            yield from self._of_question((old, new), name + behind, is_key, has_gaps)

    def _on_paper(self, both: Both, name: str, is_gap: bool) -> Iterator[Entry]:
        before, after = (placed.question for placed in both)
        heading = self._question(name)
        yield from self._text(heading, both, (before.stem, after.stem))
        if before.points != after.points and not is_gap:
            yield Entry(heading, *((self._points(question),) for question in (before, after)))
        directions = [answers.direction() for answers in self._answers(both)]
        if directions[0] != directions[1]:
            yield Entry(heading, *((printed(said) or NOTHING,) for said in directions))
        prompts = zip_longest(_prompts(before), _prompts(after), fillvalue=())
        for rank, (old, new) in enumerate(prompts, start=1):
            yield from self._text(f"{heading} · {rank}", both, (old, new))
        for rank, options in self._options(both):
            old_text, text = (option.text if option else () for option in options)
            yield from self._text(self._option(name, rank), both, (old_text, text))
        units = [answers.unit for answers in self._answers(both)]
        if units[0] != units[1]:
            yield Entry(heading, (units[0] or NOTHING,), (units[1] or NOTHING,))

    def _in_key(self, both: Both, name: str) -> Iterator[Entry]:
        before, after = (placed.question for placed in both)
        heading, said = self._question(name), self.wording
        if _right(before) != _right(after):
            yield Entry(f"{heading} · {_head(said.answer_key)}", *map(self._right, both, self._answers(both)))
        for rank, options in self._options(both):
            weights = [
                self._weight(option, answers) for option, answers in zip(options, self._answers(both), strict=True)
            ]
            if weights[0] != weights[1]:
                yield Entry(self._option(name, rank), weights[0], weights[1])
        for rank, options in self._options(both):
            old, new = (option.rationale if option else () for option in options)
            yield from self._text(self._option(name, rank), both, (old, new))
        models = [q.response.answer if isinstance(q.response, Open) else () for q in (before, after)]
        yield from self._text(f"{heading} · {_head(said.answer)}", both, (models[0], models[1]))
        rubrics = [rubric(answers) for answers in self._answers(both)]
        if rubrics[0] != rubrics[1]:
            yield Entry(f"{heading} · {_head(said.answer)}", rubrics[0] or (NOTHING,), rubrics[1] or (NOTHING,))
        yield from self._text(f"{heading} · {_head(said.note)}", both, (before.note, after.note))
        yield from self._explained(f"{heading} · {_head(said.explanation)}", both)

    def _explained(self, heading: str, both: Both) -> Iterator[Entry]:
        """Explanations say the variant's letters, or the author's where those are doubtful."""
        said = [placed.question.explanation for placed in both]
        refers = any(isinstance(span, OptionReference) for span in spans_of(said[1].text))
        if _differ(said[0].text, said[1].text) or (refers and said[0].suspect != said[1].suspect):
            fills = [self._filling(None if each.suspect else own) for each, own in zip(said, both, strict=True)]
            yield Entry(heading, *(_filled(fill, each.text) for fill, each in zip(fills, said, strict=True)))

    def _text(self, heading: str, both: Both, texts: tuple[Text, Text]) -> Iterator[Entry]:
        if _differ(*texts):
            fills = [self._filling(placed)._replace(gaps=[GAP] * len(placed.parts)) for placed in both]
            yield Entry(heading, *(_filled(fill, text) for fill, text in zip(fills, texts, strict=True)))

    def _options(self, both: Both) -> Iterator[tuple[int, tuple[Option | None, Option | None]]]:
        """The options of a paper by their letters; behind those of both issues stand what is new, or is gone."""
        shown = ([placed.question.options[place] for place in placed.order] for placed in both)
        yield from enumerate(zip_longest(*shown))

    def _weight(self, option: Option | None, answers: Answers) -> tuple[str, ...]:
        """What an option earns, by itself."""
        bare = option and Option(text=(), weight=option.weight)
        return (answers.rationale(bare) if bare else ()) or (NOTHING,)

    def _right(self, placed: PlacedQuestion, answers: Answers) -> tuple[str, ...]:
        if placed.number == ABSENT:
            return (NOTHING,)
        letters = [letter for place, letter in answers.fill.letters.items() if placed.question.options[place].is_key]
        said = answers.solution() or (answers.cell(letters),)
        return (*said, *(part for other in answers.others() for part in other))

    def _answers(self, both: Both) -> list[Answers]:
        return [Answers(placed.question, self.wording, self._filling(placed)) for placed in both]

    def _filling(self, placed: PlacedQuestion | None) -> Filling:
        """With the letters of a question, or with those that the author wrote."""
        letters = self.wording.letters
        numbers = {each.question.id: each.number for each in self.after.questions}
        given = {place: letters[rank] for rank, place in enumerate(placed.order)} if placed else {}
        return Filling(given, numbers, self.signs)

    def _points(self, question: Question) -> str:
        if not question.points:
            return NOTHING  # of a part that is not there: all others are worth something
        count = f"{question.points.normalize():f}".replace(".", self.wording.decimal_sign)
        return printed(self.wording.points_forms[self.wording.plural(question.points)].replace("{count}", count))

    def _question(self, name: str) -> str:
        return printed(self.wording.question.replace("{number}", name))

    def _option(self, name: str, rank: int) -> str:
        said = self.wording.question_option.replace("{number}", name)
        return printed(said.replace("{letter}", self.wording.letters[rank]))


def prove_end(reading: Reading, wanted: str, signs: tuple[str, str]) -> None:
    """All corrections, one behind the other, end the sheet, and none stands before them: ``signs`` lead each."""
    begin = len(reading.text) - len(wanted)
    read = reading.text[max(0, begin) :]
    if read != wanted:
        at = next((place for place, pair in enumerate(zip(read, wanted, strict=False)) if pair[0] != pair[1]), 0)
        shown = f"“{read[at : at + SHOWN]}”, should read “{wanted[at : at + SHOWN]}”"
        raise reading.fault(max(0, begin) + at, f"the corrections read {shown}")
    if all(sign in reading.text[:begin] for sign in signs):
        raise reading.fault(0, "there is a correction of what did not change")


def _filled(fill: Filling, text: Text) -> tuple[str, ...]:
    return fill.parts(plain(text).whole) if text else (NOTHING,)


def prove_letters(before: Variant, after: Variant) -> None:
    """What both issues of a paper show has the same letter in both: only behind it is something new, or gone."""
    for both in zip(before.questions, after.questions, strict=True):
        if not _keep_letters(both):
            raise AuditError(
                f"variant {after.number}: question {both[1].number} has other letters than on the paper before",
                remedy=REMEDY,
            )


def _keep_letters(both: Both) -> bool:
    orders = zip(both[0].order, both[1].order, strict=False)
    parts = zip(both[0].parts, both[1].parts, strict=False)
    return (
        both[0].question.id == both[1].question.id and all(a == b for a, b in orders) and all(map(_keep_letters, parts))
    )


def _absent(part: PlacedQuestion) -> PlacedQuestion:
    """A part that the other issue has, and this one has not."""
    nothing = Question(id=part.question.id, stem=(), kind=Kind.OPEN, points=Decimal(0))
    return PlacedQuestion(question=nothing, number=ABSENT, order=())


def _head(word: str) -> str:
    return printed(word).rstrip(STOPS)


def _prompts(question: Question) -> tuple[Text, ...]:
    return tuple(each.text for each in question.response.prompts) if isinstance(question.response, Matching) else ()


def _right(question: Question) -> object:
    """What tells whether something else is right."""
    match question.response:
        case Numeric() as numeric:
            forms = [_compared(text) for text in numeric.forms]
            return numeric.value, numeric.tolerance, numeric.is_relative, numeric.unit, forms
        case Written(accepted=accepted):
            return [_compared(text) for text in accepted]
        case Matching(prompts=prompts):
            return [prompt.target for prompt in prompts]
    if question.kind is Kind.ORDERING:
        return question.steps or tuple(range(len(question.options)))
    return [place for place, option in enumerate(question.options) if option.is_key]


def _differ(before: Text, after: Text) -> bool:
    return _compared(before) != _compared(after)


def _compared(text: Text) -> Text:
    """A text with a span for each character, and references without what the author wrote for them."""
    return map_spans(text, lambda spans: tuple(single for span in spans for single in _singles(span)))


def _singles(span: Span) -> Iterator[Span]:
    match span:
        case Words(words, style):
            yield from (Words(character, style) for character in words)
        case OptionReference(targets, rank, _, style):
            yield OptionReference(tuple(sorted(targets)), rank, "", style)
        case _:
            yield span
