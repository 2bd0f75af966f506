"""What is needed to read one piece of question text, and the problems that are found on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from examgen.model.text import ImageFile, Span, Style

Refer: TypeAlias = Callable[[str, Style], Span | None]
"""What ``[[…]]`` stands for, given what is between the brackets; ``None`` where it stands for nothing."""


MakeGap: TypeAlias = Callable[[str, int], Span | None]
"""What a blank to fill in stands for, given what is in its braces and the number of its line; ``None`` for words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture cannot be had, and what to do about it."""

    message: str
    hint: str


LoadImage: TypeAlias = Callable[[str], ImageFile | Refusal]
"""The picture with an address, as it is written in the text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that cannot be printed as its author meant it."""

    rule: str
    message: str
    line: int
    hint: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """One piece of text while it is read."""

    line: int
    """Of its first line."""

    refer: Refer | None = None
    load: LoadImage | None = None
    gap: MakeGap | None = None
    problems: list[Problem] = field(default_factory=list)

    def line_at(self, offset: int) -> int:
        """The line of the file that is so many below the first."""
        return self.line + offset

    def error(self, rule: str, message: str, offset: int, hint: str) -> None:
        """Note what cannot be printed; offsets are counted in lines from the first."""
        self.problems.append(Problem(rule, message, self.line_at(offset), hint))

    def warning(self, rule: str, message: str, offset: int, hint: str) -> None:
        """Note what is printed, but may not be meant so."""
        self.problems.append(Problem(rule, message, self.line_at(offset), hint, is_error=False))
