"""What JSON and YAML hold alike: entries of named values, which know their line, and texts as they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "Entry | list[Value] | str | bool | None"


class Number(str):
    """A number, digit for digit as it was written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Names with their values."""

    fields: dict[str, Value]
    line: int
    """Where it begins."""


class Damage(Exception):
    """Why a text is not what it claims to be, and where."""

    def __init__(self, message: str, line: int, column: int | None = None) -> None:
        super().__init__(message if column is None else f"{message} (column {column})")
        self.line = line


MOST_VALUES = 1_500_000
"""Of one file, its lists and entries included: 50,000 questions have no more."""

MOST_LINES = 2 * MOST_VALUES
"""Of one file: a value and what closes it have a line each."""

MOST_NESTED = 100
"""Deeper lists in lists are no teacher's file."""

_TRUE = frozenset(("true", "yes", "y", "x", "1", "100", "correct", "right", "✓", "✔", "t"))
_FALSE = frozenset(("false", "no", "n", "0", "incorrect", "wrong", "", "-", "f", "✗", "✘"))


def truth(value: Value) -> bool | None:
    """Whether a value says yes or no; ``None`` if it says neither."""
    if isinstance(value, bool):
        return value
    if value is None:
        return False
    words = value.strip().casefold() if isinstance(value, str) else "?"
    return True if words in _TRUE else False if words in _FALSE else None


def words_of(value: Value) -> str:
    """A single value as words; empty for lists and entries."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.strip() if isinstance(value, str) else ""
