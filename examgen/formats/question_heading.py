"""The heading of a question in, its number, its points and its other words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from examgen.formats.attributes import split_attributes
from examgen.formats.decimals import decimal_of
from examgen.formats.plain_text.signs import closing_points, number_sign, points_among_words, with_decimals
from examgen.formats.question_facts import HEAD_NAMES
from examgen.formats.reporting import Report
from examgen.formats.sections import Line
from examgen.markup import commonmark
from examgen.markup.inline_dump import escaped_start
from examgen.model.text import wording

_SENTENCE = re.compile(r"[?:!.…]['\"”’)*_`]*$|_{3,}")
_EMPTY_HEAD = re.compile(r"question\W*", re.IGNORECASE)


def points_of(words: str, stated: str | None, line: int, report: Report) -> tuple[Decimal | None, str]:
    """Points of the attribute, else those in brackets at either end of the heading."""
    points, rest = closing_points(words)
    if stated is not None:
        points = stated
    found = decimal_of(with_decimals(points).replace(",", ".")) if points is not None else None
    if points is not None and (found is None or found < 0):
        hint = "write points=2 or points=0.5"
        report.error("points", f'"{points}" is no number of points', line, hint)
        found = None
    return found, rest


def report_points(stem: Sequence[Line], report: Report) -> None:
    """Warn of what seems to give points to a question that has none."""
    for line in stem:
        if found := None if line.is_code else points_among_words(line.text):
            message = f'"{found}" seems to give points, but they are not understood'
            hint = 'write the points alone in brackets, as in "(2 points)"'
            report.warning("points", message, line.number, hint)


def reads_as_name(source: str, name: str) -> bool:
    """Whether a heading's source is read as this name of a question, where a stem follows."""
    if "\n" in source or source.endswith("#") or is_sentence(source) or named(source) != ("", source):
        return False
    if closing_points(source)[0] is not None or split_attributes(source, HEAD_NAMES)[0] != source:
        return False
    return wording(commonmark.parse(escaped_start(source)).text) == name


def named(words: str) -> tuple[str, str]:
    """The number that a heading gives, and its other words."""
    sign = number_sign(words.strip())
    if sign is None:
        return "", "" if _EMPTY_HEAD.fullmatch(words.strip()) else words.strip()
    return str(sign.number), sign.rest.strip()


def is_sentence(words: str) -> bool:
    """Whether a heading is asked or said, not a name."""
    return bool(_SENTENCE.search(words))
