"""What a file calls units in, the numbers that have them out; or topics, for a unit may be one of a course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.numbers import StatedNumber, stated_number
from examgen.formats.records.raw import RawQuestion
from examgen.formats.records.vocabulary import Role
from examgen.markup import plain

_COUNTED = re.compile(r"(?:^|\s)\d")
_LONGEST = 24


def are_measures(questions: Sequence[RawQuestion]) -> bool:
    """Whether units are those of numbers: whatever has one asks for a number without one."""
    named = [question for question in questions if question.text(Role.UNIT)]
    return bool(named) and all(map(_is_measured, named))


def with_measures(question: RawQuestion) -> RawQuestion:
    """The question, its unit and its tolerance behind the number; a tolerance of anything else is left."""
    unit, tolerance = question.text(Role.UNIT), question.text(Role.TOLERANCE)
    number = _number(question) if unit or tolerance else None
    if number is None:
        return replace(question, unread=(*question.unread, "tolerance")) if tolerance else question
    words = f"{question.accepted[0]} {unit}" if unit else question.accepted[0]
    return replace(question, accepted=(f"{words} ± {tolerance}" if tolerance else words,))


def with_topics(question: RawQuestion) -> RawQuestion:
    """The question, its unit as its topic; one beside a topic is left."""
    rest: dict[Role, str] = {role: words for role, words in question.texts.items() if role is not Role.UNIT}
    if len(rest) == len(question.texts):
        return question
    if Role.TOPIC in rest:
        return replace(question, texts=rest, unread=(*question.unread, "unit"))
    return replace(question, texts=rest | {Role.TOPIC: question.text(Role.UNIT)})


def _is_measured(question: RawQuestion) -> bool:
    unit, number = question.text(Role.UNIT), _number(question)
    is_short = len(unit) <= _LONGEST and not _COUNTED.search(unit)
    return is_short and number is not None and _read(f"{question.accepted[0]} {unit}") is not None


def _number(question: RawQuestion) -> StatedNumber | None:
    """The number that a question asks for; ``None`` where it has already what is stated apart from it."""
    number = _read(question.accepted[0]) if len(question.accepted) == 1 and not question.options else None
    if number is None or (number.unit and question.text(Role.UNIT)):
        return None
    return None if number.tolerance and question.text(Role.TOLERANCE) else number


def _read(words: str) -> StatedNumber | None:
    return stated_number(plain.parse(words), is_certain=True)
