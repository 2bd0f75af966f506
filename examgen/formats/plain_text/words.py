"""The words and signs by which plain text names its parts, in all languages, as regular expressions ready to use."""

from __future__ import annotations

import re

from examgen.markup.words import all_parts

COLON = "[:：]"
OPEN = "[(（]"
CLOSE = "[)）]"
WIDE_STOPS = "．：、"
"""Signs of East Asian texts, behind which no space stands."""


<<<<<<< HEAD
def words_of(part: str) -> frozenset[str]:
    """The words for one part in all languages."""
    return frozenset(word for parts in all_parts() for word in getattr(parts, part))


def any_of(part: str) -> str:
    """The same, the longest first, as a regular expression."""
    words = sorted(words_of(part), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
=======
def any_of(*names: str) -> str:
    """The alternatives for these parts in all languages, the longest first, as a regular expression."""
    words = {word for parts in all_parts() for name in names for word in getattr(parts, name)}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
>>>>>>> 11253ae (Formats: multiple response, numeric, short answer, matching, ordering, open, multi-part, fill-in and sets are read)
