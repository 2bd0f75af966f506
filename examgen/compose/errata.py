"""The two issues of a variant and its corrections in, what its sheet of corrections says out, with its own letters.

The sheet for students has what papers show; the one for the key has the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from markupsafe import Markup

from examgen.compose.joining import led_by
from examgen.compose.labels import Labels, filled
from examgen.compose.marks import place_mark
from examgen.compose.names import TemplateMistake
from examgen.compose.placing import Showing
from examgen.compose.responses import answer_of, cell_of, direction_of, other_answers, weight_of
from examgen.compose.rubrics import rubric_of
from examgen.model.correction import OF_OPTIONS, ON_PAPER, Correction, Field
from examgen.model.response import Kind
from examgen.model.text import (
    Gap,
    OptionReference,
    QuestionReference,
    Span,
    Style,
    Text,
    Words,
    map_spans,
    paragraph,
)
from examgen.model.variant import PART_LETTERS, PlacedQuestion, Variant, referred_place

PRINTED, CORRECTED = "printed", "corrected"
BOTH = (Showing((PRINTED,)), Showing((CORRECTED,)))

Issues: TypeAlias = tuple[PlacedQuestion | None, PlacedQuestion | None]
"""A question, or a part of one, as it was printed and as it is now; one of them may not have the part."""

BLANK = "____"
NOTHING = "–"
"""Stands where one issue says nothing."""

OF_VARIANT = frozenset({Field.POINTS, Field.DIRECTION, Field.KEY, Field.WEIGHT, Field.RUBRIC})
"""What is no text of the bank, or has the letters of a variant."""

STOPS = " .:。：।۔"
"""What ends a word that leads a text, and does not end a heading."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One of ``corrections`` in a template; `place` puts its two texts."""

    number: int
    heading: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """One entry of a sheet."""

    heading: str
    printed: Text
    corrected: Text

    def shown(self, labels: Labels) -> dict[str, Text]:
        """Both texts by their views, each behind its word."""
        nothing = paragraph(NOTHING)
        texts = {PRINTED: (labels.printed, self.printed), CORRECTED: (labels.corrected, self.corrected)}
        return {
            view: led_by((Words(f"{word} ", Style(bold=True)),), text or nothing)
            for view, (word, text) in texts.items()
        }


def place(correction: object, view: object) -> Markup:
    """The function `place` of a sheet of corrections."""
    if not isinstance(correction, CorrectionView) or view not in (PRINTED, CORRECTED):
        raise TemplateMistake("place() takes a correction", 'write place(correction, "printed"), then "corrected"')
    return place_mark(correction.number, str(view))


@dataclass(frozen=True)
class Errata:
    """The corrections of an exam, to be put on the sheet of any variant."""

    corrections: Sequence[Correction]
    labels: Labels

    def of(self, before: Variant, after: Variant, is_key: bool) -> tuple[Erratum, ...]:
        """The entries of one sheet, in the order of the paper."""
        found: list[Erratum] = []
        numbers = {placed.question.id: placed.number for placed in after.questions}
        stimuli = {placed.first: placed.set.id for placed in after.sets}
        for printed, corrected in zip(before.questions, after.questions, strict=True):
            if not is_key and corrected.number in stimuli:
                found += self._stimulus(stimuli[corrected.number], str(corrected.number), numbers)
            found += self._question(str(corrected.number), (printed, corrected), numbers, is_key)
        return tuple(found)

    def _stimulus(self, name: str, number: str, numbers: Mapping[str, int]) -> Iterator[Erratum]:
        for each in self.corrections:
            if each.field is Field.STIMULUS and each.id == name:
                texts = (_resolved(text, {}, numbers) for text in (each.printed, each.corrected))
                yield Erratum(filled(self.labels.question, number=number), *texts)

    def _question(self, name: str, issues: Issues, numbers: Mapping[str, int], is_key: bool) -> Iterator[Erratum]:
        held = [placed for placed in issues if placed]
        question = held[-1].question
        own = [each for each in self.corrections if each.id == question.id and each.field is not Field.STIMULUS]
        shown = [each for each in own if (each.field not in ON_PAPER) is is_key and _is_shown(each, issues)]
        for correction in sorted(shown, key=lambda each: _rank(each, issues)):
            printed, corrected = self._texts(correction, issues, numbers)
            yield Erratum(self._heading(correction, name, issues), printed, corrected)
        before, after = (placed.parts if placed else () for placed in issues)
        for rank, both in enumerate(zip_longest(before, after)):
            behind = f".{rank + 1}" if question.kind is Kind.FILL_IN else PART_LETTERS[rank]
            yield from self._question(name + behind, both, numbers, is_key)

    def _texts(self, correction: Correction, issues: Issues, numbers: Mapping[str, int]) -> tuple[Text, Text]:
        texts = (correction.printed, correction.corrected)
        if correction.field in OF_VARIANT:
            texts = (self._said(correction, issues[0]), self._said(correction, issues[1]))
        is_explained = correction.field is Field.EXPLANATION
        printed, corrected = (
            self._filled(text, placed, numbers, is_explained) if placed else ()
            for text, placed in zip(texts, issues, strict=True)
        )
        return printed, corrected

    def _filled(self, text: Text, placed: PlacedQuestion, numbers: Mapping[str, int], is_explained: bool) -> Text:
        """A text with the letters of its issue, an explanation in doubt with those of its author."""
        letters = {place: self.labels.letters[rank] for rank, place in enumerate(placed.order)}
        is_suspect = is_explained and placed.question.explanation.suspect
        return _resolved(text, {} if is_suspect else letters, numbers, placed.order)

    def _said(self, correction: Correction, placed: PlacedQuestion | None) -> Text:
        """What one issue says of what is no text of the bank."""
        if placed is None:
            return ()
        question, labels = placed.question, self.labels
        match correction.field:
            case Field.POINTS:
                return paragraph(labels.points(question.points))
            case Field.DIRECTION:
                return paragraph(direction_of(question, labels))
            case Field.WEIGHT:
                weights = {place: option.weight for place, option in enumerate(question.options)}
                return paragraph(weight_of(weights.get(correction.place or 0), labels))
            case Field.RUBRIC:
                return tuple(table for table in [rubric_of(question, labels)] if table)
        return self._answer(placed)

    def _answer(self, placed: PlacedQuestion) -> Text:
        answer = answer_of(placed.question, self.labels) or paragraph(cell_of(placed, self.labels))
        return (*answer, *(block for other in other_answers(placed.question, self.labels) for block in other))

    def _heading(self, correction: Correction, name: str, issues: Issues) -> str:
        said, question = self.labels, filled(self.labels.question, number=name)
        if correction.field in OF_OPTIONS:
            letter = said.letters[_on_paper(correction, issues)[0]]
            return filled(said.question_option, number=name, letter=letter)
        words = {
            Field.KEY: said.answer_key,
            Field.ANSWER: said.answer,
            Field.RUBRIC: said.answer,
            Field.NOTE: said.note,
            Field.EXPLANATION: said.explanation,
            Field.PROMPT: str((correction.place or 0) + 1),
        }
        return " · ".join(
            (question, *(word.rstrip(STOPS) for field, word in words.items() if field is correction.field))
        )


def _on_paper(correction: Correction, issues: Issues) -> list[int]:
    """Where an option stands on paper in the issues that show it, which is the same place."""
    orders = [placed.order for placed in issues if placed]
    return [order.index(correction.place) for order in orders if correction.place in order]


def _is_shown(correction: Correction, issues: Issues) -> bool:
    """Whether the variant shows the option, if it is one."""
    return correction.field not in OF_OPTIONS or bool(_on_paper(correction, issues))


def _rank(correction: Correction, issues: Issues) -> tuple[int, int]:
    """By field, and options as they stand on paper."""
    place = _on_paper(correction, issues)[0] if correction.field in OF_OPTIONS else correction.place
    return tuple(Field).index(correction.field), place or 0


def _resolved(text: Text, letters: Mapping[int, str], numbers: Mapping[str, int], order: Sequence[int] = ()) -> Text:
    """The text with what its references print on this variant; without letters, with the author's own."""

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(map(said, spans))

    def said(span: Span) -> Span:
        match span:
            case OptionReference():
                place = order[referred_place(span, order)] if letters else None
                return Words(span.source if place is None else letters[place], span.style)
            case QuestionReference(target, source):
                return Words(str(numbers.get(target, source)), span.style)
            case Gap():
                return Words(BLANK)
        return span

    return map_spans(text, change)
