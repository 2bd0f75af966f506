"""A bank: the questions to draw from, each with its key and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from examgen.model.answer_space import AnswerSpace
from examgen.model.text import Text


class KeyOrigin(StrEnum):
    """How the key of a question is known."""

    STATED = "stated"
    DERIVED = "derived"
    """Taken from the explanation; the key sheet says so."""

    UNRESOLVED = "unresolved"
    """Not known: such a question is never printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One offered answer."""

    text: Text
    label: str = ""
    """The author's own letter or digit; printed letters are the variant's."""

    is_key: bool = False
    pinned: bool = False
    """Keeps its place when options are shuffled, e.g. "None of the above"."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMention:
    """Words in an explanation or stem that speak of another question, e.g. "the previous question"."""

    source: str
    """The author's words."""

    target: str | None
    """Id of the question meant; ``None`` where it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the key is right, with what is doubtful about the letters in it."""

    text: Text = ()
    suspect: bool = False
    """A mention points at no existing option: no mention in it was rewritten."""

    unclear: tuple[str, ...] = ()
    """Capitals within the options' range that may be mentions but were not understood, with a few words around them."""

    mentions: tuple[QuestionMention, ...] = ()
    """Other questions spoken of in words that are not rewritten."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One scored thing with options."""

    id: str
    """The author's, or derived from the stem and the sorted options; never changes with order or key."""

    stem: Text
    options: tuple[Option, ...]
    explanation: Explanation = Explanation()
    note: Text = ()
    """A short remark on the key, e.g. the one in brackets in a closing answer key."""

    points: Decimal = Decimal(1)
    topic: str = ""
    locked: bool = False
    """Its options keep the bank's order."""

    answer_space: AnswerSpace | None = None
    """Room to write after it on the paper; ``None`` for the exam's."""

    key_origin: KeyOrigin = KeyOrigin.STATED
    number: str = ""
    """The author's own number in the file."""

    has_own_id: bool = False
    path: str = ""
    line: int | None = None

    @property
    def key(self) -> tuple[int, ...]:
        """Places of the right options in the bank's order."""
        return tuple(place for place, option in enumerate(self.options) if option.is_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Questions from one or more files, in their order."""

    title: str
    questions: tuple[Question, ...]
    language: str | None = None
    """BCP 47, where the bank states one."""

    paths: tuple[str, ...] = ()
