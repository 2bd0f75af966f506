"""A variant in, what its documents must say of each question out, with this variant's numbers and letters.

All rules are written here again, from the bank alone: an audit that shared them would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from string import ascii_uppercase as LETTERS
from typing import NamedTuple

from examgen.audit.wording import Wording
from examgen.model.bank import KeyOrigin, Question, QuestionMention
from examgen.model.text import (
    Block,
    CodeBlock,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Span,
    Text,
    Words,
    printed,
    spans_of,
)
from examgen.model.variant import PlacedQuestion, Variant

TICK = "✔"
BULLET = "•"
KEPT_WORDS = 50_000
BLANK = re.compile(r"\{(\w+)\}")


class Unit(NamedTuple):
    """One thing that a question's block must say."""

    name: str
    """E.g. "option B"."""

    text: str


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


class Expected:
    """What the documents of one variant must say."""

    def __init__(self, variant: Variant, wording: Wording) -> None:
        self.variant, self.wording = variant, wording
        self._numbers = {placed.question.id: placed.number for placed in variant.questions}

    def asked(self) -> tuple[Passage, ...]:
        """Each question as students see it."""
        return tuple(self._asked(placed, ()) for placed in self.variant.questions)

    def answered(self) -> tuple[Passage, ...]:
        """Each question with its right options marked, and explained."""
        return tuple(self._asked(placed, _right_places(placed)) for placed in self.variant.questions)

    def solved(self) -> tuple[Passage, ...]:
        """Each question's number with its right options only, and explained."""
        return tuple(self._solved(placed) for placed in self.variant.questions)

    def noted(self) -> tuple[Passage, ...]:
        """The notes of the questions that have one."""
        return tuple(
            Passage(placed.question, placed.number, (_number(placed), *self._note(placed)))
            for placed in self.variant.questions
            if placed.question.note
        )

    def grid(self) -> tuple[tuple[str, str], ...]:
        """Each question's number, and its right letters with their mark."""
        return tuple((str(placed.number), self._cell(placed)) for placed in self.variant.questions)

    def explanation(self, placed: PlacedQuestion) -> str:
        """An explanation with this variant's letters, or with the source's own where those are doubtful."""
        return self._explaining(placed).text(placed.question.explanation.text)

    def opening(self, placed: PlacedQuestion, least: int) -> str:
        """The first words of an explanation, so many characters or a few more."""
        fill, opening = self._explaining(placed), ""
        for block in placed.question.explanation.text:
            for span in spans_of((block,)):
                opening += fill.span(span)
                if len(opening) >= least:
                    return opening
        return opening

    def _explaining(self, placed: PlacedQuestion) -> _Filling:
        return _Filling({} if placed.question.explanation.suspect else _letters(placed), self._numbers)

    def _cell(self, placed: PlacedQuestion) -> str:
        letters = "".join(LETTERS[place] for place in _right_places(placed))
        return letters + self.wording.derived_mark * (placed.question.key_origin is KeyOrigin.DERIVED)

    def _asked(self, placed: PlacedQuestion, right: tuple[int, ...]) -> Passage:
        fill = self._filling(placed)
        first, *more = fill.strips(placed.question.stem) or [""]
        stem = [Unit("the stem", first), Unit("the count of points", self._points(placed.question.points))]
        stem += [Unit("the stem", strip) for strip in more]
        labels = tuple(TICK * (place in right) + LETTERS[place] for place in range(len(placed.order)))
        options = [
            unit
            for label, place in zip(labels, placed.order, strict=True)
            for unit in (
                Unit(f"the letter {label[-1]}", label),
                Unit(f"option {label[-1]}", fill.text(placed.question.options[place].text)),
            )
        ]
        comments = self._comments(placed) if right else ()
        return Passage(placed.question, placed.number, (_number(placed), *stem, *options, *comments), labels, True)

    def _solved(self, placed: PlacedQuestion) -> Passage:
        fill = self._filling(placed)
        letters = _letters(placed)
        options = placed.question.options
        right = [f"{letters[place]} {fill.text(options[place].text)}" for place in placed.question.key]
        units = (_number(placed), Unit("the right option", "\n".join(right)), *self._comments(placed))
        return Passage(placed.question, placed.number, units)

    def _filling(self, placed: PlacedQuestion) -> _Filling:
        return _Filling(_letters(placed), self._numbers)

    def _points(self, points: Decimal) -> str:
        wording = self.wording.points_one if points == 1 else self.wording.points_other
        return _worded(wording, count=f"{points.normalize():f}")

    def _comments(self, placed: PlacedQuestion) -> tuple[Unit, ...]:
        """Remarks, then the explanation."""
        remarks = [*self._derived(placed), *self._note(placed)]
        remarks += [Unit("a remark", text) for text in self._doubts(placed.question)]
        if placed.question.explanation.text:
            text = f"{_worded(self.wording.explanation)}. {self.explanation(placed)}"
            return (*remarks, Unit("the explanation", text))
        return tuple(remarks)

    def _derived(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if placed.question.key_origin is KeyOrigin.DERIVED:
            yield Unit("the remark on the key", _worded(self.wording.derived))

    def _note(self, placed: PlacedQuestion) -> Iterator[Unit]:
        if placed.question.note:
            note = self._filling(placed).text(placed.question.note)
            yield Unit("the note", f"{_worded(self.wording.note)} {note}")

    def _doubts(self, question: Question) -> Iterator[str]:
        wording, explanation = self.wording, question.explanation
        if explanation.suspect:
            yield _worded(wording.suspect)
        if explanation.unclear:
            words = ", ".join(f"“{around}”" for around in explanation.unclear)
            yield _worded(wording.unclear, words=words)
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
        for text in (question.stem, *(option.text for option in question.options), question.explanation.text):
            for span in spans_of(text):
                if isinstance(span, QuestionReference) and span.target not in self._numbers:
                    yield span.source


class _Filling(NamedTuple):
    """What references print."""

    letters: Mapping[int, str]
    """Place in the bank → letter on paper; empty where references print what the author wrote."""

    numbers: Mapping[str, int]

    def text(self, text: Text) -> str:
        """A text as it must stand on paper."""
        return "\n".join(self.strips(text))

    def strips(self, text: Text) -> list[str]:
        """The same, paragraph by paragraph."""
        return [strip for block in text for strip in self._strips(block)]

    def _strips(self, block: Block) -> list[str]:
        match block:
            case Paragraph(spans):
                return ["".join([self.span(span) for span in spans])]
            case CodeBlock(code):
                return [printed(code)]
            case Quote(blocks):
                return self.strips(blocks)
            case ListBlock(items, start):
                return [strip for place, item in enumerate(items) for strip in self._item(item, place, start)]

    def _item(self, item: Text, place: int, start: int | None) -> list[str]:
        sign = BULLET if start is None else f"{start + place}."
        first, *more = self.strips(item) or [""]
        return [f"{sign} {first}", *more]

    def span(self, span: Span) -> str:
        """What one span prints."""
        match span:
            case Words(text):
                return text if text.isascii() and text.isprintable() else _printed(text)
            case OptionReference(targets, rank, source):
                return sorted(self.letters[target] for target in targets)[rank] if self.letters else printed(source)
            case QuestionReference(target, source):
                return str(self.numbers.get(target, printed(source)))
            case LineBreak():
                return "\n"


_printed = lru_cache(maxsize=KEPT_WORDS)(printed)


def _letters(placed: PlacedQuestion) -> dict[int, str]:
    return {place: LETTERS[rank] for rank, place in enumerate(placed.order)}


def _right_places(placed: PlacedQuestion) -> tuple[int, ...]:
    """Where on paper the right options stand, from 0."""
    return tuple(rank for rank, place in enumerate(placed.order) if placed.question.options[place].is_key)


def _number(placed: PlacedQuestion) -> Unit:
    return Unit("the number", f"{placed.number}.")


def _worded(wording: str, **blanks: str) -> str:
    return printed(BLANK.sub(lambda blank: blanks[blank[1]], wording))
