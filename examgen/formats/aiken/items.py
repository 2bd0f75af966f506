"""Lines of Aiken in, the parts of each question out: what stem, option, answer or feedback each line is.

Moodle knows stems, options and ``ANSWER:``; one tool also states the kind in a line above, e.g. ``truefalse``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HEADS = frozenset(
    {"multichoice", "truefalse", "shortanswer", "numerical", "essay", "matching", "order", "description", "cloze"}
)
"""Kinds that a line above a question may state."""

CATEGORY = "category"

_OPTION = re.compile(r"(?P<label>[A-Za-z])[.)](?:[ \t]+|(?=\S))(?P<text>\S.*)?")
_NUMBERED_OPTION = re.compile(r"(?P<label>\d{1,2})[.)][ \t]+(?P<text>\S.*)")
_ANSWER = re.compile(r"(?:correct[ \t]+)?answers?[ \t]*:[ \t]*(?P<text>.*)", re.IGNORECASE)
_FEEDBACK = re.compile(r"(?:g?feed(?:back)?|explanation|rationale)[ \t]*[.:][ \t]*(?P<text>.*)", re.IGNORECASE)
_MATCH = re.compile(r"match[ \t]*:[ \t]*(?P<text>.*)", re.IGNORECASE)
_NUMBERED_HEADS = HEADS - {"truefalse", "shortanswer", "numerical", "essay", "description", "cloze"}


@dataclass(slots=True)
class Piece:
    """Lines that belong together: an option, a feedback, a stem; blank ones are empty."""

    line: int
    lines: list[str]
    label: str = ""

    @property
    def source(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class Item:
    """One question, with its parts as they stand in the file."""

    line: int
    head: str = ""
    topic: str = ""
    stem: Piece | None = None
    options: list[Piece] = field(default_factory=list)
    matches: list[Piece] = field(default_factory=list)
    answers: list[Piece] = field(default_factory=list)
    feedback: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Cutter:
    """The questions that are finished, and the one that is not."""

    items: list[Item] = field(default_factory=list)
    current: Item | None = None
    category: list[str] | None = None
    """Of the questions that follow; while it is open, each line is a level of it."""

    topic: str = ""
    after_blank: bool = True

    def read(self, number: int, line: str) -> None:
        """Take one line."""
        words = line.strip()
        if not words:
            self._blank()
            return
        if self.category is not None:
            self.category.append(words)
        elif self.after_blank and words in (*HEADS, CATEGORY):
            self.finish()
            self.category = [] if words == CATEGORY else None
            self.current = None if words == CATEGORY else Item(number, words, self.topic)
        else:
            self._words(number, line, words)
        self.after_blank = False

    def finish(self) -> None:
        if self.current is not None:
            self.items.append(self.current)
        self.current = None

    def _blank(self) -> None:
        if self.category is not None:
            self.topic, self.category = "/".join(self.category), None
        if self.current is not None and self.current.stem is not None and not self.current.options:
            self.current.stem.lines.append("")
        self.after_blank = True

    def _words(self, number: int, line: str, words: str) -> None:
        item = self.current or Item(number, topic=self.topic)
        self.current = item
        if match := _ANSWER.fullmatch(words):
            item.answers.append(Piece(number, [match["text"]]))
        elif match := _FEEDBACK.fullmatch(words):
            item.feedback.append(Piece(number, [match["text"]]))
        elif item.feedback and not self.after_blank:
            item.feedback[-1].lines.append(words)
        elif item.answers or (item.options and self.after_blank and not _option(words, item)):
            self.finish()
            self._words(number, line, words)
        elif item.options and item.head == "matching" and (match := _MATCH.fullmatch(words)):
            item.matches.append(Piece(number, [match["text"]]))
        elif option := _option(words, item):
            item.options.append(Piece(number, [option["text"] or ""], option["label"]))
        elif item.options:
            item.options[-1].lines.append(words)
        elif item.stem is not None:
            item.stem.lines.append(line.rstrip())
        else:
            item.stem = Piece(number, [words])


def _option(words: str, item: Item) -> re.Match[str] | None:
    """A line as an option, if it may be one: options begin behind a stem with the first letter, or with a number."""
    match = _OPTION.fullmatch(words)
    if match is None and item.head in _NUMBERED_HEADS:
        match = _NUMBERED_OPTION.fullmatch(words)
    if match is None or item.stem is None:
        return None
    if not item.options:
        return match if match["label"] in "Aa01" else None
    first = item.options[0].label
    is_alike = match["label"].isdigit() == first.isdigit() and match["label"].isupper() == first.isupper()
    return match if is_alike else None
