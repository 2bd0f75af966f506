"""A word and its language in, the places where it may be hyphenated out, by the patterns that Pyphen ships.

Pyphen itself parses all patterns of a language, thousands, before the first word;
here they are only told apart, and one is parsed when a word has its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen

LEFT, RIGHT = 2, 3
"""As many characters stay together at the beginning and at the end of a word."""

_NO_DIGITS = {ord(digit): None for digit in "0123456789"}
_REMARKS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")
_PARTS = re.compile(r"(\d?)(\D?)")


@cache
def hyphen_places(word: str, language: str) -> tuple[int, ...]:
    """Numbers of characters after which a hyphen may stand; none in a language without patterns."""
    found = pyphen.language_fallback(language)
    lowered = word.lower()
    if found is None or len(lowered) != len(word):
        return ()
    values = _patterns(pyphen.LANGUAGES[found]).values(f".{lowered}.")
    return tuple(place for place in range(LEFT, len(word) - RIGHT + 1) if values[place + 1] % 2 == 1)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Franklin Liang's patterns for one language."""

    written: dict[str, str]
    """Letters → those with the values between them."""

    longest: int
    """Letters."""

    def values(self, word: str) -> list[float]:
        """The highest value before each letter of a word between full stops; an odd one allows a hyphen."""
        highest = [0.0] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self.longest, len(word)) + 1):
                if pattern := self.written.get(word[start:end]):
                    values = _values(pattern)
                    place = slice(start, start + len(values))
                    highest[place] = map(max, values, highest[place])
        return highest


@cache
def _patterns(path: Path) -> _Patterns:
    encoding = path.read_bytes().split(b"\n", 1)[0].decode().strip()
    text = path.read_text("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
    lines = [line.strip() for line in text.split("\n")[1:] if not line.startswith(_REMARKS)]
    lines = [line for line in lines if ("/" in line) == ("=" in line)]  # those with one are misspelt
    bare = "\n".join(lines).translate(_NO_DIGITS).split("\n")
    written = {letters.partition("/")[0]: line for letters, line in zip(bare, lines, strict=True) if letters != line}
    return _Patterns(written, max(map(len, written)))


@cache
def _values(pattern: str) -> tuple[float, ...]:
    """The value before each letter of a pattern, and behind the last.

    Where a hyphen would change the spelling ("asszony", "asz-szony"), the value is no whole number: it allows none.
    """
    signs, _, change = pattern.partition("/")
    values = [int(digit or 0) for digit, _ in _PARTS.findall(signs)]
    return tuple(value + 0.5 if change and value % 2 else value for value in values)
