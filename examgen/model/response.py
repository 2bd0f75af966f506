"""What a question without options asks for, and what is right; with options, these say it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from examgen.model.text import Text


class Kind(StrEnum):
    """What a question asks the student to do."""

    CHOICE = "choice"
    """Mark the one right option."""

    MULTIPLE_RESPONSE = "multiple-response"
    """Mark all options that are right."""

    TRUE_FALSE = "true-false"
    NUMERIC = "numeric"
    SHORT_ANSWER = "short-answer"
    FILL_IN = "fill-in"
    """Fill the gaps in running text; each is a part of the question."""

    MATCHING = "matching"
    """Write the letter of an option beside each prompt."""

    ORDERING = "ordering"
    """Write the letters of the options, which stand in the bank in their right order, in that order."""

    OPEN = "open"
    """Write freely; marked by a rubric."""

    MULTI_PART = "multi-part"
    """Answer the parts (a), (b), …, each of any kind but this."""


CHOOSING = frozenset({Kind.CHOICE, Kind.MULTIPLE_RESPONSE, Kind.TRUE_FALSE})
"""Options are marked, so that the right letters are the key."""


class Scoring(StrEnum):
    """How a multiple response earns its points."""

    ALL_OR_NOTHING = "all-or-nothing"
    PER_OPTION = "per-option"
    """Each option rightly marked or left earns its share."""

    PENALTY = "penalty"
    """Each right mark earns its share, each wrong one costs as much; never below nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric:
    """A number with what is still right around it."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    is_relative: bool = False
    """Whether the tolerance is a share of the value, e.g. 0.02."""

    unit: str = ""
    forms: tuple[Text, ...] = ()
    """Other wordings that are right, e.g. "1/3" or a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A word or phrase; any of those accepted, the first being the one that the key prints first."""

    accepted: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What one option belongs to."""

    text: Text
    target: int
    """Place of its option in the bank's order."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Prompts in their order; options that no prompt means are distractors."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of a rubric."""

    text: Text
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Free writing: what a good answer says, and how it is marked."""

    answer: Text = ()
    rubric: tuple[Criterion, ...] = ()


Response: TypeAlias = Numeric | Written | Matching | Open
