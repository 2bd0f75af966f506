"""What setting a text showed and no author can see in the source: words that had to be broken, lines set unevenly."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LOOSEST, TIGHTEST = 2.0, 0.7
"""Widths of the spaces in a line, as parts of their usual width, beyond which it is a flaw."""


class FlawKind(StrEnum):
    OVERLONG_WORD = "overlong-word"
    UNEVEN_LINE = "uneven-line"


class Flaw(NamedTuple):
    """One flaw, with the word or line that has it."""

    kind: FlawKind
    words: str


def is_uneven(share: float) -> bool:
    """Whether spaces of this part of their usual width stand out."""
    return not TIGHTEST <= share <= LOOSEST
