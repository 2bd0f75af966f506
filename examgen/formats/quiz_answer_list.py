"""The closing answer list of a Markdown quiz in, the entries for each question number out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from examgen.formats.plain_text.answer_rows import answer_rows, letters_in_a_row
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


def answer_list(lines: Sequence[Line], numbers: Sequence[str] = ()) -> tuple[list[Entry], list[Line]]:
    """The entries, and the lines that belong to none; letters in a row are those of all questions, by number."""
    filled = [line for line in lines if not line.is_blank]
    letters = letters_in_a_row(map(_source, filled))
    if letters and len(letters) == len(numbers):
        return [Entry(*pair, filled[0].number) for pair in zip(numbers, letters, strict=True)], []
    entries: list[Entry] = []
    stray: list[Line] = []
    for line, found in zip(lines, answer_rows([_source(line) for line in lines]), strict=True):
        if found:
            entries += [Entry(number, words, line.number) for number, words in found]
        elif found is not None and not line.is_blank:
            continue
        elif entries:
            entries[-1].more.append(line)
        elif not line.is_blank:
            stray.append(line)
    return entries, stray


def _source(line: Line) -> str:
    """A line without its bullet; of code, signs that no list holds."""
    if line.is_code:
        return "\0"
    return _BULLET.sub("", line.text, count=1).strip() if _BULLET.match(line.text) else line.text.strip()
