"""A variant: one numbered order of a selection, with its letters and its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase

from examgen.model.bank import Question, QuestionSet
from examgen.model.response import Kind, Matching
from examgen.model.text import OptionReference

LETTERS = ascii_uppercase
MOST_OPTIONS = len(LETTERS)
PART_LETTERS = ascii_lowercase
"""In every language: texts speak of parts as their author wrote them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedQuestion:
    """A question with its number and the order of its options on one variant."""

    question: Question
    number: int
    order: tuple[int, ...]
    """``order[k]`` is the place in the bank of the option printed with the k-th letter; distractors may be left out."""

    parts: tuple[PlacedQuestion, ...] = ()
    """Of a question with parts, in their order, numbered from 1."""

    @property
    def key_places(self) -> tuple[int, ...]:
        """Where on paper the right options stand, from 0: in ascending order, or by prompt, or in their sequence."""
        question = self.question
        if isinstance(question.response, Matching):
            return tuple([self.order.index(prompt.target) for prompt in question.response.prompts])
        if question.kind is Kind.ORDERING:
            return tuple(map(self.order.index, question.sequence))
        options = question.options
        return tuple([k for k, place in enumerate(self.order) if options[place].is_key])

    def answered(self, name: str = "") -> Iterator[tuple[str, PlacedQuestion]]:
        """What is answered by itself, with its name: the question "4", or its parts "4a" and gaps "4.1"."""
        name = name or str(self.number)
        if not self.parts:
            yield name, self
        for place, part in enumerate(self.parts):
            own = f".{place + 1}" if self.question.kind is Kind.FILL_IN else PART_LETTERS[place]
            yield from part.answered(name + own)

    @property
    def key_letters(self) -> str:
        """The right letters, e.g. "B" or "AC", or by prompt "CAB"; Latin in every language, for programs."""
        return "".join(LETTERS[place] for place in self.key_places)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSection:
    """A section as one variant prints it: its heading, and which questions stand under it."""

    title: str
    """Empty where it has none."""

    instructions: str
    """Markdown."""

    first: int
    """Number of its first question."""

    count: int
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSet:
    """A question set on one variant: its stimulus stands before the first of its questions."""

    set: QuestionSet
    first: int
    """Number of its first question."""

    count: int
    """Of those questions of it that are here."""


class Redrawn(StrEnum):
    """What a rule had drawn again."""

    OPTIONS = "options"
    PLACE = "place"
    """Of the question among the others."""


@dataclass(frozen=True, slots=True)
class Redraw:
    """A choice that a rule had drawn again, because what came first was too uneven, or a rotation of another paper."""

    id: str
    """The question's."""

    what: Redrawn
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One numbered paper."""

    number: int
    questions: tuple[PlacedQuestion, ...]
    sections: tuple[PlacedSection, ...] = ()
    """In their order, all questions among them; none where the exam has no sections."""

    sets: tuple[PlacedSet, ...] = ()
    """In their order."""

    redrawn: tuple[Redraw, ...] = ()

    @property
    def points(self) -> Decimal:
        return sum((placed.question.points for placed in self.questions), Decimal(0))


def referred_place(reference: OptionReference, order: Sequence[int]) -> int:
    """The place on paper, from 0, whose letter a reference prints when options stand in this order."""
    return sorted([order.index(target) for target in reference.targets])[reference.rank]
