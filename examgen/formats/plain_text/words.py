"""The words and signs by which plain text names its parts, in all languages, as regular expressions ready to use."""

from __future__ import annotations

import re

from examgen.markup.further_parts import FURTHER
from examgen.markup.words import all_parts

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
    words = sorted(words_of(*names), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
