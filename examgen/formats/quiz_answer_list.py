"""The closing answer list of a Markdown quiz in, the entries for each question number out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from examgen.formats.plain_text.entries import entries_of
from examgen.formats.plain_text.signs import number_sign
from examgen.formats.sections import Line


@dataclass(slots=True)
class Entry:
    """What the list says about one question."""

    number: str
    words: str
    line: int
    more: list[Line] = field(default_factory=list)
    """Lines below it: why it is right."""


_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")
_TABLE_HEAD = re.compile(r"\s*\|?\s*(?:[:-]+|question|q|no|number|#|nr)\.?\s*\|.*", re.IGNORECASE)


def answer_list(lines: Sequence[Line]) -> tuple[list[Entry], list[Line]]:
    """The entries, and the lines that belong to none."""
    entries: list[Entry] = []
    stray: list[Line] = []
    for line in lines:
        if found := list(_entries(line)):
            entries += found
        elif _TABLE_HEAD.fullmatch(line.text) and not line.is_code:
            continue
        elif entries:
            entries[-1].more.append(line)
        elif not line.is_blank:
            stray.append(line)
    return entries, stray


def _entries(line: Line) -> Iterator[Entry]:
    if line.is_code or line.is_blank:
        return
    bullet = _BULLET.match(line.text)
    found = entries_of(line.text[bullet.end() if bullet else 0 :].strip())
    if "|" in line.text and len(found) < 2:
        yield from _row(line)
        return
    for number, words in found:
        yield Entry(number, words, line.number)


def _row(line: Line) -> Iterator[Entry]:
    cells = [cell.strip() for cell in line.text.strip().strip("|").split("|")]
    if sign := number_sign(cells[0]):
        words = [cell for cell in cells[1:] if cell]
        if words and not sign.rest:
            note = f" ({words[-1]})" if len(words) > 1 else ""
            yield Entry(str(sign.number), " ".join(words[:-1] or words) + note, line.number)
