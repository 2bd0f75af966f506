"""LaTeX source in, tokens out: commands and single characters, each with its place in the source."""

from __future__ import annotations

import re
from typing import NamedTuple

LENGTH_AT_MOST = 2000
DEPTH_AT_MOST = 40
"""Of groups, arguments, scripts and environments within each other."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)

SPACE_AT_MOST = 360.0
"""mu; 20 em."""

_UNITS = {"em": 18.0, "ex": 8.0, "mu": 1.0, "pt": 1.8, "mm": 5.12, "cm": 51.2}
"""In mu, eighteenths of an em; the absolute ones at ten points."""


class FormulaError(Exception):
    """A formula that cannot be set, what was not understood, and what to write instead."""

    def __init__(self, message: str, hint: str = "correct the formula") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Token(NamedTuple):
    text: str
    """A command with its backslash, a character, or one space for any run of them; empty at the end."""

    start: int


def tokens(source: str) -> tuple[Token, ...]:
    """Split a source; the last token is empty."""
    found = [Token(_normal(match.group()), match.start()) for match in _TOKEN.finditer(source)]
    if found and found[-1].text == "\\":
        raise FormulaError("the formula ends in a lone “\\”", "delete it, or write the command after it")
    return (*found, Token("", len(source)))


def _normal(text: str) -> str:
    if text.isspace():
        return " "
    return "\\ " if text[0] == "\\" and text[1:].isspace() else text


def length(text: str, command: str) -> float:
    """A length such as ``0.5em`` in mu."""
    match = re.fullmatch(r"\s*(-?\d*\.?\d+)\s*([a-z]{2})\s*", text)
    if not match or match[2] not in _UNITS or abs(float(match[1])) * _UNITS[match[2]] > SPACE_AT_MOST:
        raise FormulaError(f"“{command}” wants a length up to 20em, not “{text}”", f"write {command}{{1em}}")
    return float(match[1]) * _UNITS[match[2]]
