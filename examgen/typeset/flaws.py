"""What setting a text showed and no author can see in the source: words that had to be broken, lines set unevenly,
pictures reduced to the room that a table has."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LOOSEST, TIGHTEST = 2.0, 0.7
"""Widths of the spaces in a line, as parts of their usual width, beyond which it is a flaw."""


class FlawKind(StrEnum):
    OVERLONG_WORD = "overlong-word"
    UNEVEN_LINE = "uneven-line"
    REDUCED_PICTURE = "reduced-picture"


class Flaw(NamedTuple):
    """One flaw, with the word or line that has it, or the picture's name."""

    kind: FlawKind
    words: str


def is_uneven(share: float) -> bool:
    """Whether spaces of this part of their usual width stand out."""
    return not TIGHTEST <= share <= LOOSEST
