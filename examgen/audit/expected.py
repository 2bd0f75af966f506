"""A variant in, what its documents must say of each question out, with this variant's numbers and letters.

All rules are written here again, from the bank alone: an audit that shared them would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from examgen.audit.drawings import UNSEEN, Signs
from examgen.audit.filling import Filling, plain
from examgen.audit.reading import squeezed_once
from examgen.audit.wording import Wording
from examgen.model.bank import KeyOrigin, Question, QuestionMention
from examgen.model.text import printed
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

    @property
    def statement(self) -> str:
        """What is said once where all keys are derived."""
        return _worded(self.wording.all_derived) if self._all_derived else ""

    def _is_marked(self, placed: PlacedQuestion) -> bool:
        return placed.question.key_origin is KeyOrigin.DERIVED and not self._all_derived

    def opening(self, placed: PlacedQuestion, most: int) -> str:
        """The first characters of an explanation as they are compared."""
        opening, fill = "", self._explaining(placed)
        for part in plain(placed.question.explanation.text).whole:
            opening += "".join(map(squeezed_once, fill.parts((part,))))
            if len(opening) >= most:
                break
        return opening[:most]

    def _explaining(self, placed: PlacedQuestion) -> Filling:
        """An explanation says this variant's letters, or the source's own where those are doubtful."""
        return Filling({} if placed.question.explanation.suspect else self._letters(placed), self._numbers, self._signs)

    def _cell(self, placed: PlacedQuestion) -> str:
        letters = "".join(self.wording.letters[place] for place in _right_places(placed))
        return letters + self.wording.derived_mark * self._is_marked(placed)

    def _asked(self, placed: PlacedQuestion, right: tuple[int, ...]) -> Passage:
        fill, stem = self._filling(placed), plain(placed.question.stem)
        first = Unit("the stem", fill.parts(stem.strips[0] if stem.strips else ()))
        points = Unit("the count of points", (self._points(placed.question.points),))
        rest = (Unit("the stem", fill.parts(stem.more)),) if stem.more else ()
        letters = fill.letters
        labels = tuple(TICK * (rank in right) + letter for rank, letter in enumerate(letters.values()))
        options = [
            unit
            for label, (place, letter) in zip(labels, letters.items(), strict=True)
            for unit in (
                Unit(f"the letter {letter}", (label,)),
                Unit(f"option {letter}", fill.parts(plain(placed.question.options[place].text).whole)),
            )
        ]
        comments = self._comments(placed) if right else ()
        units = (_number(placed), first, points, *rest, *options, *comments)
        return Passage(placed.question, placed.number, units, labels, True)

    def _solved(self, placed: PlacedQuestion) -> Passage:
        fill = self._filling(placed)
        options = placed.question.options
        right = [
            part
            for place in placed.question.key
            for part in (f"{fill.letters[place]} ", *fill.parts(plain(options[place].text).whole), "\n")
        ]
        units = (_number(placed), Unit("the right option", tuple(right)), *self._comments(placed))
        return Passage(placed.question, placed.number, units)

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
        remarks = [*self._derived(placed), *self._note(placed)]
        remarks += [Unit("a remark", (text,)) for text in self._doubts(placed.question)]
        if text := placed.question.explanation.text:
            lead = f"{_worded(self.wording.explanation)} "
            remarks.append(Unit("the explanation", (lead, *self._explaining(placed).parts(plain(text).whole))))
        return tuple(remarks)

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
        for text in (question.stem, *(option.text for option in question.options), question.explanation.text):
            for reference in plain(text).questions:
                if reference.target not in self._numbers:
                    yield reference.source


def _right_places(placed: PlacedQuestion) -> tuple[int, ...]:
    """Where on paper the right options stand, from 0."""
    return tuple(rank for rank, place in enumerate(placed.order) if placed.question.options[place].is_key)


def _number(placed: PlacedQuestion) -> Unit:
    return Unit("the number", (f"{placed.number}.",))


@lru_cache(maxsize=KEPT_WORDINGS)
def _worded(wording: str, **blanks: str) -> str:
    return printed(BLANK.sub(lambda blank: blanks[blank[1]], wording))
