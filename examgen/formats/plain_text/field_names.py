"""The words before a stop in, the part of a question that they name out: an answer, an explanation, points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from examgen.formats.plain_text.words import words_of


class Field(StrEnum):
    ANSWER = "answer"
    EXPLANATION = "explanation"
    POINTS = "points"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"


@dataclass(frozen=True, slots=True)
class FieldSign:
    field: Field
    value: str
    weak: bool = False
    """Counts only once the question has options: "Reason: …" may belong to a stem."""


_PARTS = (
    ("explanation", Field.EXPLANATION, False),
    ("explanation_weak", Field.EXPLANATION, True),
    ("answer", Field.ANSWER, False),
    ("answer_weak", Field.ANSWER, True),
    ("points_heads", Field.POINTS, False),
    ("topic", Field.TOPIC, False),
    ("difficulty", Field.DIFFICULTY, False),
)


@cache
def _fields() -> dict[str, tuple[Field, bool]]:
    """What each word in front of a stop names, and whether weakly; one that names two parts names the first."""
    return {word.upper(): (field, weak) for part, field, weak in reversed(_PARTS) for word in words_of(part)}


@cache
def _plain_fields() -> dict[str, tuple[Field, bool]]:
    """The same by words without accents, which many leave out, above all in capitals."""
    return {plain_name(word): found for word, found in _fields().items()}


def plain_name(word: str) -> str:
    """A word in capitals without accents."""
    upper = word.upper()
    if upper.isascii():
        return upper
    return "".join(sign for sign in normalize("NFD", upper) if not "\u0300" <= sign <= "\u036f")


def named(words: str) -> tuple[Field, bool] | None:
    """The field of this name, in any case and with or without accents, and whether it is a weak one."""
    upper = " ".join(words.split()).upper()
    return _fields().get(upper) or _plain_fields().get(plain_name(upper))
