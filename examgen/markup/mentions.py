"""Text in, the same text with other questions' numbers as references out, and the words that speak of neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.words import Speech
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


_EACH = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How questions are spoken of in one speech."""

    numbered: tuple[re.Pattern[str], ...]
    """Each with a group ``list`` of numbers."""

    words: re.Pattern[str]


@cache
def _patterns(speech: Speech) -> _Patterns:
    """Compile what the words of a speech give; frames such as "第4题" are patterns of their own."""
    words, space, edge = speech.alternatives, speech.space, speech.sign()
    one, several, alone = words("question"), words("questions"), rf"(?<!{speech.sign('-')})"
    joint = rf"(?:\s?[,，、،]\s?(?:and\s)?|{space}(?:{words('conjunction', 'through')}){space}|\s?[-–&]\s?)"
    numbers = rf"(?P<list>\d{{1,4}}(?:{joint}\d{{1,4}}(?!{speech.sign('.%')}\d))*)"
    named = (
        rf"(?:{alone}(?<!research\s)(?P<noun>{several}|{one}){space}(?:no\.?\s|number\s|#\s?|№\s?)?"
        rf"|{alone}(?:{words('see')})\sQ\.?\s?(?=\d)){numbers}(?!{speech.sign('%')}|[.,]\d)"
    )
    framed = (rf"{alone}{before}{numbers}{behind}" for before, behind in speech.framed)
    spoken = (
        rf"{alone}(?:(?:the|this|that|our|all|any)\s)?(?:(?P<previous>{words('previous')})|(?P<next>{words('next')}))"
        rf"{space}(?:few\s|two\s|three\s)?(?:(?P<one>{one})|(?P<several>{several}))(?!{edge})"
        rf"|{alone}(?:the\s)?(?P<noun>{one}){space}(?:directly\s|just\s|immediately\s)?"
        rf"(?:(?P<above>{words('above')})|(?P<below>{words('below')}))(?!{edge})"
    )
    return _Patterns(
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in (named, *framed)), re.compile(spoken, re.IGNORECASE)
    )


MOST_SPOKEN = 20


def with_question_references(text: Text, ids: Mapping[str, str], speech: Speech) -> tuple[Text, tuple[Spoken, ...]]:
    """Turn "question 4" into a reference where 4 is a number of the file (``ids``: number → id); collect the rest."""
    spoken: list[Spoken] = []
    patterns = _patterns(speech)

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        flat = flattened(spans)
        edits: list[Edit] = []
        for match in _numbers(flat, patterns):
            numbers = [(number.span(), number[0]) for number in _EACH.finditer(flat, *match.span("list"))]
            if all(str(int(number)) in ids for _, number in numbers):
                edits += [
                    Edit(start, end, (QuestionReference(ids[str(int(number))], number),))
                    for (start, end), number in numbers
                ]
            else:
                spoken.append(Spoken(match[0], Direction.UNKNOWN))
        spoken.extend(Spoken(match[0], _direction(match)) for match in patterns.words.finditer(flat))
        return edited(spans, edits)

    changed = map_spans(text, change)
    return changed, tuple(spoken[:MOST_SPOKEN])


def _numbers(flat: str, patterns: _Patterns) -> list[re.Match[str]]:
    """Mentions with numbers in their order, none inside another."""
    matches = (match for pattern in patterns.numbered for match in pattern.finditer(flat))
    found: list[re.Match[str]] = []
    for match in sorted(matches, key=lambda match: match.start()):
        if not found or found[-1].end() <= match.start():
            found.append(match)
    return found


def _direction(match: re.Match[str]) -> Direction:
    if match["several"]:
        return Direction.UNKNOWN
    return Direction.PREVIOUS if match["previous"] or match["above"] else Direction.NEXT
