"""How much one file and one question may hold, whatever the format: more is refused before it costs time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from examgen.diagnostics import Diagnostic, Severity

MOST_QUESTIONS = 50_000
"""To read so many takes half a minute; no teacher's file holds them."""

MOST_LINES = 400_000
"""Of a file that is cut at the signs that begin its lines, any of which may be worth a message."""

MOST_CHARACTERS = 500_000
"""Of one question, with its markup and all its options, but without pictures that stand in it: a book has no more."""

MOST_PRINTED = 60_000
"""Characters of one question as papers and keys show them: some twenty pages."""

MOST_ELEMENTS = 2_500_000
"""Of XML, in one document: 50,000 questions have no more, and the tree of them takes half a gigabyte."""

SPLIT = "split it into several files; a build takes any number of them"
"""What to do about a file that holds too much."""

_PICTURE = re.compile(r"base64,(?:[\w+/=%\\-]{40,}+\s*+)++")


class OutOfBounds(Exception):
    """A file holds more than one may; `_cut` in reading.py makes it a diagnostic."""

    def __init__(self, rule: str, message: str, hint: str, place: tuple[str, int] | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.hint = hint
        self.place = place

    def diagnostic(self, path: str) -> Diagnostic:
        """What to say of such a file."""
        path, line = self.place or (path, None)
        return Diagnostic(
            severity=Severity.ERROR, rule=self.rule, message=str(self), path=path, line=line, hint=self.hint
        )


def admit(count: int) -> None:
    """Say how many questions a file holds, as soon as they can be counted; raise where they are too many."""
    if count > MOST_QUESTIONS:
        message = f"holds more than {MOST_QUESTIONS} questions, the most that one file may hold"
        raise OutOfBounds("huge-file", message, SPLIT)


def admit_lines(text: str, most: int | None = None) -> None:
    """Take a text that will be cut line by line; raise where there are too many."""
    most = MOST_LINES if most is None else most
    if (count := text.count("\n")) > most:
        message = f"holds {count} lines, more than the {most} that one file may hold"
        raise OutOfBounds("huge-file", message, SPLIT)


def admit_question(source: Iterable[str], path: str, line: int) -> None:
    """Say what one question is written in, before any of it is understood; raise where that is too long."""
    texts = list(source)
    if sum(map(len, texts)) > MOST_CHARACTERS and (count := _without_pictures(texts)) > MOST_CHARACTERS:
        message = f"the question holds {count} characters, more than the {MOST_CHARACTERS} that are read"
        hint = "check that no sign that ends it is missing"
        raise OutOfBounds("huge-question", message, hint, (path, line))


def admit_questions(starts: Sequence[int], lines: Sequence[str], path: str) -> None:
    """Say in which lines of a file its questions begin, each of which goes on to the next."""
    admit(len(starts))
    for first, behind in pairwise((*starts, len(lines) + 1)):
        admit_question(lines[first - 1 : behind - 1], path, first)


def elements_in(document: bytes) -> int:
    """How many elements XML holds at most, counted without reading it; in words that are marked as such are none."""
    first, *marked = document.split(b"<![CDATA[")
    parts = (first, *(part.partition(b"]]>")[2] for part in marked))
    return sum(part.count(b"<") - part.count(b"</") for part in parts)


def _without_pictures(texts: Iterable[str]) -> int:
    return sum(len(_PICTURE.sub("", text)) for text in texts)
