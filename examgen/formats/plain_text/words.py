"""The words and signs by which plain text names its parts, in all languages, as regular expressions ready to use."""

from __future__ import annotations

import re

from examgen.markup.words import all_parts

COLON = "[:：]"
OPEN = "[(（]"
CLOSE = "[)）]"
WIDE_STOPS = "．：、"
"""Signs of East Asian texts, behind which no space stands."""


def any_of(part: str) -> str:
    """The alternatives for one part in all languages, the longest first, as a regular expression."""
    words = {word for parts in all_parts() for word in getattr(parts, part)}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
