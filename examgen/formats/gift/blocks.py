"""Hidden GIFT source in, its questions as blocks of lines out: blank lines part them, where no braces are open.

Moodle insists on blank lines; files in use leave them out before titles, comments and questions behind closed braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

CATEGORY = "$CATEGORY:"
COMMENT = "//"

_TITLE = re.compile(r"::.+?::")
_TITLE_BEHIND = re.compile(r"(?<=\})\s*(?=::[^:]+::)")
_BRACE = re.compile("[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One question, a category, or text that asks nothing."""

    line: int
    text: str
    comments: tuple[str, ...] = ()
    fault: str = ""
    """What is wrong with its braces, so that it cannot be read."""

    runs_on: bool = False
    """No blank line parts it from the question before it."""


@dataclass(slots=True)
class _Open:
    """A block while its lines are gathered."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    comment_line: int = 0
    in_braces: bool = False
    closed_at: int | None = None
    """Which of its lines holds the closing brace."""

    fault: str = ""
    runs_on: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether its braces are closed again."""
        return self.closed_at is not None and not self.in_braces

    def block(self) -> Block:
        fault = self.fault or ("its braces are not closed" if self.in_braces else "")
        if not self.lines:
            return Block(line=self.comment_line, text="", comments=tuple(self.comments))
        first = self.lines[0][0]
        text: list[str] = []
        for number, line in self.lines:
            text += [""] * (number - first - len(text))
            text.append(line)
        comments = tuple(self.comments)
        return Block(line=first, text="\n".join(text), comments=comments, fault=fault, runs_on=self.runs_on)

    def take(self, number: int, line: str) -> None:
        """Add a line, and see which braces it opens and closes."""
        self.lines.append((number, line))
        for brace in _BRACE.findall(line):
            if brace == "{":
                self.fault = self.fault or ("a brace stands inside its answers" if self.in_braces else "")
                self.fault = self.fault or ("it has two pairs of braces" if self.closed_at is not None else "")
                self.in_braces = True
            else:
                self.fault = self.fault or ("" if self.in_braces else 'a "}" closes no "{"')
                self.in_braces, self.closed_at = False, len(self.lines) - 1


def blocks(source: str) -> tuple[Block, ...]:
    """All blocks in their order."""
    lines = source.split("\n")
    cutter = _Cutter()
    for place, (line, ahead) in enumerate(zip(lines, _braces_ahead(lines), strict=True)):
        cutter.read(place + 1, line, ahead)
    cutter.finish()
    return tuple(cutter.done)


def _braces_ahead(lines: Sequence[str]) -> list[str]:
    """For each line, the first brace that stands in it or behind it."""
    found = ""
    ahead: list[str] = []
    for line in reversed(lines):
        match = _BRACE.search(line)
        if match and not line.lstrip().startswith(COMMENT):
            found = match[0]
        ahead.append(found)
    return ahead[::-1]


@dataclass(slots=True)
class _Cutter:
    """The blocks that are finished, and the one that is not."""

    done: list[Block] = field(default_factory=list)
    current: _Open = field(default_factory=_Open)

    def read(self, number: int, line: str, ahead: str) -> None:
        """Take one line; ``ahead`` is the next brace from it on."""
        words = line.strip()
        if words.startswith(COMMENT):
            self._comment(number, words)
        elif words.startswith(CATEGORY) and not self.current.in_braces:
            self.finish()
            self.done.append(Block(line=number, text=words))
        elif words:
            for piece in _TITLE_BEHIND.split(line) if "}" in line else [line]:
                self._words(number, piece, ahead)
        elif self.current.fault or not self.current.in_braces or ahead != "}":
            self.finish()

    def finish(self) -> None:
        if self.current.lines or self.current.comments:
            self.done.append(self.current.block())
        self.current = _Open()

    def _comment(self, number: int, words: str) -> None:
        if self.current.is_answered:
            self.finish()
        self.current.comment_line = self.current.comment_line or number
        self.current.comments.append(words)

    def _words(self, number: int, line: str, ahead: str) -> None:
        current = self.current
        if _TITLE.match(line.lstrip()):
            is_outside = bool(current.lines) and not current.in_braces
            if is_outside or current.fault or (current.in_braces and ahead == "{"):
                self.finish()
        elif current.is_answered and "{" in line and not current.fault:
            self._part()
        self.current.take(number, line)

    def _part(self) -> None:
        """End the block at its closing brace: the lines behind it belong to the question that opens braces now."""
        behind = (self.current.closed_at or 0) + 1
        rest = self.current.lines[behind:]
        del self.current.lines[behind:]
        self.finish()
        self.current.lines += rest
        self.current.runs_on = True
