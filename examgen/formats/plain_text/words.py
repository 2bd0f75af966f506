"""The words and signs by which plain text names its parts, in all languages, as regular expressions ready to use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from examgen.markup.further_parts import FURTHER
from examgen.markup.words import all_parts, is_unspaced

COLON = "[:：]"
OPEN = "[(（]"
CLOSE = "[)）]"
WIDE_STOPS = "．：、"
"""Signs of East Asian texts, behind which no space stands."""


def words_of(*names: str) -> frozenset[str]:
    """The words for these parts in all languages."""
    known = (*all_parts(), *FURTHER)
    return frozenset(word for parts in known for name in names for word in getattr(parts, name))


def any_of(*names: str) -> str:
    """The same, the longest first, as a regular expression."""
    return _either(words_of(*names))


def before_value(*names: str) -> str:
    """A word for one of these parts, in the plural too, with the space that parts it from what follows, if any does."""
    words = words_of(*names)
    return rf"(?:(?:{_either(words)})s?\s+|(?:{_either(word for word in words if is_unspaced(word[-1]))}))"


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
