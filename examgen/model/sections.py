"""What an exam is made of: its sections, which questions each draws from, and the rules that the draw must keep."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # flags are read from a blueprint's words, long before there is a bank
    from examgen.model.bank import Question


class Property(StrEnum):
    """By what questions are told apart."""

    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    KIND = "kind"
    TAG = "tag"
    ID = "id"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A property with the values that will do; letters may be large or small."""

    property: Property
    values: tuple[str, ...]
    line: int | None = None

    def matches(self, question: Question) -> bool:
        """Whether the question has one of the values."""
        wanted = {folded(value) for value in self.values}
        return not wanted.isdisjoint(map(folded, values_of(question, self.property)))


@dataclass(frozen=True, slots=True)
class Filter:
    """Some questions of a bank: those that match every term; without terms, all."""

    terms: tuple[Term, ...] = ()

    def matches(self, question: Question) -> bool:
        """Whether the question is among them."""
        return all(term.matches(question) for term in self.terms)


def values_of(question: Question, property: Property) -> tuple[str, ...]:
    """What a question has of a property; a file goes by its name, with or without its folder, and so does a package."""
    match property:
        case Property.TOPIC:
            return (question.topic,)
        case Property.DIFFICULTY:
            return (question.difficulty,)
        case Property.KIND:
            return (question.kind.value,)
        case Property.TAG:
            return question.tags
        case Property.ID:
            return (question.id,)
        case Property.FILE:
            *folders, name = question.path.replace("\\", "/").split("/")
            return (name, question.path, *(folder for folder in folders if "." in folder))


def folded(value: str) -> str:
    """A value as it is compared."""
    return " ".join(value.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many of the questions drawn are of some sort."""

    filter: Filter
    least: int = 0
    most: int | None = None
    line: int | None = None


class QuestionOrder(StrEnum):
    """How questions follow each other within their section."""

    SHUFFLED = "shuffled"
    BANK = "bank"
    EASY_FIRST = "easy-first"
    BY_TOPIC = "by-topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPlace:
    """A question that stands at one place of its section in every variant that holds it."""

    id: str
    place: int
    """From 1; from the end where negative, the last being -1."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of an exam, in the order of the blueprint."""

    title: str = ""
    """Printed above its questions; empty for none."""

    instructions: str = ""
    """Markdown."""

    pool: Filter = Filter()
    """What is drawn from."""

    questions: int | None = None
    """How many are drawn; without this and `points`, all of the pool."""

    points: Decimal | None = None
    """What those drawn are worth together."""

    points_each: Decimal | None = None
    """What each of them is worth, whatever the bank says."""

    quotas: tuple[Quota, ...] = ()
    order: QuestionOrder | None = None
    """``None`` for the exam's."""

    fixed: tuple[FixedPlace, ...] = ()
    line: int | None = None

    @property
    def is_mute(self) -> bool:
        """Whether nothing of it is printed but its questions."""
        return not (self.title or self.instructions)


class Selecting(StrEnum):
    """Which variants share their questions."""

    SAME = "same"
    """All of them."""

    EACH = "each"
    """Each variant draws its own; some questions may be on several."""

    DISJOINT = "disjoint"
    """No question is on two variants."""
