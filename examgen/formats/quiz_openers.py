"""The lines of a section in, the questions that lines such as ``**2. Which …**`` open in it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.options import OptionKind
from examgen.formats.plain_text.signs import NumberKind, NumberSign, number_sign
from examgen.formats.quiz_lines import Item, item, label, unbolded
from examgen.formats.sections import Line, dedented


@dataclass(frozen=True, slots=True)
class Opened:
    """A question that no heading opens."""

    number: str
    words: str
    line: int
    lines: tuple[Line, ...]
    nested: frozenset[int] = frozenset()
    """Numbers of the lines that stand indented below the question's own."""


_NUMBER = re.compile(r"\d{1,5}[.)] +")


def opened_questions(lines: Sequence[Line], before: str = "") -> tuple[list[Line], list[Opened]]:
    """The lines before the first question, and the questions; none where the numbers count something else.

    Numbers that go on from the one ``before``, by ones, count questions even where these have no options.
    """
    signs = [(place, sign) for place, line in enumerate(lines) if (sign := _sign(line))]
    sure = [(place, sign) for place, sign in signs if sign.kind is NumberKind.WORD or lines[place].text[0] in "*_"]
    signs = sure or signs
    if not signs:
        return list(lines), []
    starts = [place for place, _ in signs]
    found = [
        _opened(sign, lines[place:end]) for (place, sign), end in zip(signs, [*starts[1:], len(lines)], strict=True)
    ]
    if not all(_has_options(question) for question in found) and not _go_on(found, before):
        return list(lines), []
    return list(lines[: starts[0]]), found


def _go_on(found: Sequence[Opened], before: str) -> bool:
    numbers = [int(question.number) for question in found]
    return before.isdecimal() and numbers == list(range(int(before) + 1, int(before) + 1 + len(numbers)))


def _sign(line: Line) -> NumberSign | None:
    if line.is_code or line.is_blank or line.text.startswith(" "):
        return None
    sign = number_sign(line.text.strip())
    return sign if sign and sign.kind is not NumberKind.BARE else None


def _opened(sign: NumberSign, lines: Sequence[Line]) -> Opened:
    first, *more = lines
    marker = _NUMBER.match(first.text)
    width = marker.end() if marker else 0
    inner = tuple(replace(line, text=dedented(line.text, width)) for line in more)
    nested = frozenset(line.number for line in more if line.text.startswith("  "))
    return Opened(str(sign.number), unbolded(sign.rest) or sign.rest, first.number, inner, nested)


def _is_option(found: Item, question: Opened) -> bool:
    """Numbers may be those of other questions, unless they stand indented below their own."""
    return found.kind is not OptionKind.DIGIT or found.line in question.nested


def _has_options(question: Opened) -> bool:
    found = [each for line in question.lines if (each := item(line)) and _is_option(each, question)]
    answered = any(sign.field is Field.ANSWER for line in question.lines if (sign := label(line)))
    return len(found) > 1 or answered
