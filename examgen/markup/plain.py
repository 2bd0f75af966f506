"""Plain text in, `Text` out: only ``**…**``, `` `…` ``, word-edge ``*…*`` and what is surely a formula are markup.

The rest prints as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import NamedTuple, TypeAlias

from examgen.markup.displays import paragraphs_of
from examgen.markup.formulas import FoundFormula, formula_in_prose
from examgen.model.text import PLAIN, Formula, LineBreak, Span, Text, Words

_TOKEN = re.compile(r"`[^`]+`|\*+|[$\\]")
_OPENERS = frozenset("([{\"'“‘«„¿¡-–—/…:>")
_QUOTES = frozenset("([{\"'“‘«")
_CLOSERS = frozenset(".,;:!?)]}\"'”’»%…")
_LIST_SIGN = re.compile(r"(?:\(?[ivxIVX]{1,4}[.)]|\(?\d{1,2}[.)]|[-•*–])\s")


class SourceLine(NamedTuple):
    """A line of a text, and its number in the file where that is known."""

    text: str
    number: int | None = None


def parse(text: str, numbers: Sequence[int] = ()) -> Text:
    """Paragraphs are parted by blank lines; a line end inside one is a space, beside a list a line break.

    ``numbers`` are those of the lines in their file.
    """
    lines = [SourceLine(line.strip(), number) for line, number in zip_longest(text.split("\n"), numbers)]
    return tuple(paragraph for block in _blocks(lines) for paragraph in paragraphs_of(_joined(block)))


def _blocks(lines: Sequence[SourceLine]) -> list[list[SourceLine]]:
    blocks: list[list[SourceLine]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _joined(lines: Sequence[SourceLine]) -> tuple[Span, ...]:
    groups: list[list[SourceLine]] = []
    for line in lines:
        after_list = bool(groups) and _LIST_SIGN.match(groups[-1][0].text) is not None and line.text[0].isupper()
        if groups and not after_list and not _LIST_SIGN.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    spans: list[Span] = []
    for group in groups:
        spans += [LineBreak()] if spans else []
        spans += parse_spans(" ".join(line.text for line in group), starts_of(group))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Code:
    """A run between two backticks, these included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula with its delimiters."""

    start: int
    end: int
    found: FoundFormula


@dataclass(frozen=True, slots=True)
class _Mark:
    """One switch of a style: where it stands, how long its sign is, and which style it turns over."""

    start: int
    end: int
    bold: bool


Starts: TypeAlias = Sequence[tuple[int, int | None]]
"""Where the lines of a file begin in a text that joins them, and their numbers."""


def starts_of(lines: Sequence[SourceLine]) -> Starts:
    """Where each of some lines begins when spaces join them."""
    places = accumulate((len(line.text) + 1 for line in lines), initial=0)
    return [(place, line.number) for place, line in zip(places, lines, strict=False)]


def parse_spans(line: str, starts: Starts = ()) -> tuple[Span, ...]:
    """One line or one joined paragraph as spans; signs without a partner stay as characters."""
    return tuple(
        replace(span, line=_number_at(place, starts)) if isinstance(span, Formula) else span
        for span, place in _spans(line)
    )


def _number_at(place: int, starts: Starts) -> int | None:
    return next((number for start, number in reversed(starts) if start <= place), None)


def _spans(line: str) -> Iterator[tuple[Span, int]]:
    """The spans, each with the place where it begins."""
    style, at = PLAIN, 0
    for sign in sorted(_scan(line), key=lambda sign: sign.start):
        if at < sign.start:
            yield Words(line[at : sign.start], style), at
        match sign:
            case _Code(start, end):
                yield Words(line[start + 1 : end - 1], replace(style, code=True)), start
            case _Formula(start, found=found):
                yield Formula(found.source, found.is_display), start
            case _Mark(bold=True):
                style = replace(style, bold=not style.bold)
            case _Mark():
                style = replace(style, italic=not style.italic)
        at = sign.end
    if at < len(line):
        yield Words(line[at:], style), at


def _scan(line: str) -> list[_Code | _Formula | _Mark]:
    """Code, formulas, and the signs of bold and italic that have a partner."""
    signs: list[_Code | _Formula | _Mark] = []
    opened: dict[bool, _Mark] = {}
    place = 0
    while token := _TOKEN.search(line, place):
        start, place = token.span()
        if line[start] == "`":
            signs.append(_Code(start, place))
        elif line[start] in "$\\":
            if found := formula_in_prose(line, start):
                signs.append(_Formula(start, found.end, found))
                place = found.end
        else:
            signs += _partners(line, _marks_of(start, place), opened)
    return signs


def _partners(line: str, marks: Sequence[_Mark], opened: dict[bool, _Mark]) -> Iterator[_Mark]:
    """The signs among these that close an earlier one, each with that; those that may open are noted."""
    for mark in marks:
        start, end = marks[0].start, marks[-1].end
        partner = opened.get(mark.bold)
        if partner and partner.end < start and _closes(line, start, end, mark.bold):
            yield from (opened.pop(mark.bold), mark)
        elif partner is None and _opens(line, start, end):
            opened[mark.bold] = mark


def _marks_of(start: int, end: int) -> tuple[_Mark, ...]:
    match end - start:
        case 1:
            return (_Mark(start, end, False),)
        case 2:
            return (_Mark(start, end, True),)
        case 3:
            return (_Mark(start, start + 2, True), _Mark(start + 2, end, False))
        case _:
            return ()


def _opens(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    at_edge = not before or before.isspace() or before in _OPENERS or (end - start > 1 and not before.isascii())
    if end - start == 1:
        return at_edge and (after.isalnum() or after in _QUOTES)
    return at_edge and after != "" and not after.isspace()


def _closes(line: str, start: int, end: int, bold: bool) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    if bold:
        return not before.isspace()
    at_edge = not after or after.isspace() or not after.isalnum()
    return at_edge and (before.isalnum() or before in _CLOSERS)
