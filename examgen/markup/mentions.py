"""Text in, the same text with other questions' numbers as references out, and the words that speak of neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.words import alternatives
from examgen.model.text import QuestionReference, Span, Text, map_spans


class Direction(IntEnum):
    """Which question words without a number mean, seen from the one that says them."""

    PREVIOUS = -1
    UNKNOWN = 0
    """Several, or one that cannot be told."""

    NEXT = 1


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that speak of another question and are not rewritten."""

    source: str
    direction: Direction


_QUESTION, _QUESTIONS = alternatives("question"), alternatives("questions")
_NUMBER = re.compile(
    rf"(?:(?<![\w-])(?<!research\s)(?P<noun>{_QUESTIONS}|{_QUESTION})\s(?:no\.?\s|number\s|#\s?)?"
    rf"|(?<![\w-])(?:{alternatives('see')})\sQ\.?\s?(?=\d))"
    r"(?P<list>\d{1,4}(?:(?:\s?,\s?(?:and\s)?|\s(?:and|or|to)\s|\s?[-–&]\s?)\d{1,4}(?![\w.%]\d))*)(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\d{1,4}")
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?:the|this|that|our|all|any)\s)?(?:(?P<previous>{alternatives('previous')})|(?P<next>{alternatives('next')}))"
    rf"\s(?:few\s|two\s|three\s)?(?:(?P<several>{_QUESTIONS})|(?P<one>{_QUESTION}))(?!\w)"
    rf"|(?<![\w-])(?:the\s)?(?P<noun>{_QUESTION})\s(?:directly\s|just\s|immediately\s)?"
    rf"(?:(?P<above>{alternatives('above')})|(?P<below>{alternatives('below')}))(?!\w)",
    re.IGNORECASE,
)
MOST_SPOKEN = 20


def with_question_references(text: Text, ids: Mapping[str, str]) -> tuple[Text, tuple[Spoken, ...]]:
    """Turn "question 4" into a reference where 4 is a number of the file (``ids``: number → id); collect the rest."""
    spoken: list[Spoken] = []

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        flat = flattened(spans)
        edits: list[Edit] = []
        for match in _NUMBER.finditer(flat):
            numbers = [(number.span(), number[0]) for number in _EACH.finditer(flat, match.start("list"), match.end())]
            if all(str(int(number)) in ids for _, number in numbers):
                edits += [
                    Edit(start, end, (QuestionReference(ids[str(int(number))], number),))
                    for (start, end), number in numbers
                ]
            else:
                spoken.append(Spoken(match[0], Direction.UNKNOWN))
        spoken.extend(Spoken(match[0], _direction(match)) for match in _WORDS.finditer(flat))
        return edited(spans, edits)

    changed = map_spans(text, change)
    return changed, tuple(spoken[:MOST_SPOKEN])


def _direction(match: re.Match[str]) -> Direction:
    if match["several"]:
        return Direction.UNKNOWN
    return Direction.PREVIOUS if match["previous"] or match["above"] else Direction.NEXT
