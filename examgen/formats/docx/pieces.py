"""The runs of a paragraph in, its lines out, and each option that shares a line as a line of its own.

So options apart by tabs, breaks or cells keep what tells them from one another: how their words look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from examgen.formats.docx.looks import Look
from examgen.model.text import Style

_LETTERS = "ABCDEFGH"
_LABEL = re.compile(r"\*?[(\[]?(?P<letter>[A-Ha-hА-Иа-иΑ-Θα-θأ-د])[.)\]](?=\s|$)\s*")
_TYPED = re.compile(
    r"(?P<gap>^\s*+|(?<!\s)\s++)\*?(?P<open>[(\[]?)(?P<letter>[A-Ha-h])(?P<stop>[.)\]])(?=\s|[^\W\d_]{2}|\d)"
)
_WIDE = re.compile(r"\t|\s{2}")
_FEWEST_NARROW = 3
"""So many labels in a row leave no doubt, however narrow the gaps between them are."""


@dataclass(slots=True)
class Run:
    """Characters in one style."""

    words: str
    style: Style
    look: Look


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """The lines of a paragraph; options that share one are several."""
    return [piece for line in _broken(runs) for piece in _parted(line)]


def label_end(words: str) -> int:
    """How many characters the label of an option takes, with the space behind it; 0 where there is none."""
    lead = len(words) - len(words.lstrip())
    found = _LABEL.match(words, lead)
    return found.end() if found else 0


def cut(runs: Sequence[Run], at: int) -> tuple[list[Run], list[Run]]:
    """The runs before and behind so many characters."""
    before: list[Run] = []
    for place, run in enumerate(runs):
        if at < len(run.words):
            head = [replace(run, words=run.words[:at])] if at else []
            return before + head, [replace(run, words=run.words[at:]), *runs[place + 1 :]]
        before.append(run)
        at -= len(run.words)
    return before, []


def words_of(runs: Sequence[Run]) -> str:
    return "".join(run.words for run in runs)


def _broken(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs between breaks."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.words.split("\n")
        line.append(replace(run, words=first))
        for words in others:
            yield line
            line = [replace(run, words=words)]
    yield line


def _parted(line: list[Run]) -> Iterator[list[Run]]:
    words = words_of(line)
    at = 0
    for start in _starts(words):
        piece, line = cut(line, start - at)
        if piece:
            yield piece
        at = start
    yield line


def _starts(words: str) -> list[int]:
    """Where options begin in a line that holds several, in order, with wide gaps between them, or three or more."""
    found: list[re.Match[str]] = []
    for match in _TYPED.finditer(words):
        if not found or _follows(match, found[-1]):
            found.append(match)
    if len(found) < 2:
        return []
    inner = found[1:] if not found[0]["gap"].strip("\t ") and found[0].start() == 0 else found
    is_wide = all(_WIDE.search(match["gap"]) for match in inner)
    is_row = len(found) >= _FEWEST_NARROW and found[0]["letter"].upper() == "A"
    return [match.start("gap") + len(match["gap"]) for match in found] if is_wide or is_row else []


def _follows(match: re.Match[str], last: re.Match[str]) -> bool:
    is_alike = match["open"] == last["open"] and match["stop"] == last["stop"]
    is_alike = is_alike and match["letter"].isupper() == last["letter"].isupper()
    step = _LETTERS.index(match["letter"].upper()) - _LETTERS.index(last["letter"].upper())
    return is_alike and (step == 1 or (0 < step < _FEWEST_NARROW + 1 and bool(_WIDE.search(match["gap"]))))
