"""Short words in, one line of ink out: labels, numbers, heads and feet, which never break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import printed
from examgen.typeset.fonts import Look
from examgen.typeset.galley import padded_ink, plain_ink
from examgen.typeset.shape import FontSet

KEPT_LINES = 512
"""Numbers, letters and titles; feet that name the variant come and go."""


class OneLine(NamedTuple):
    """Ink relative to its baseline, and its width in PDF points."""

    ink: bytes
    width: float


@dataclass(frozen=True)
class OneLineSetter:
    """Sets short texts."""

    fonts: FontSet

    def line(self, text: str, tone: Tone) -> OneLine:
        """A text on one line; what comes again and again is set once."""
        return self._kept_line(text, tone)

    @cached_property
    def _kept_line(self) -> Callable[[str, Tone], OneLine]:
        return lru_cache(maxsize=KEPT_LINES)(self._line)

    def _line(self, text: str, tone: Tone) -> OneLine:
        """Words are shaped apart, so that lines which differ in a number share the rest."""
        look = Look(tone.family, tone.bold, tone.italic)
        space = self.fonts.word(" ", look)
        words = [self.fonts.word(word, look) for word in printed(text).split(" ") if word]
        spaced = [part for word in words for part in (space, word)][1:]
        return OneLine(plain_ink(spaced, tone.size), sum([part.width for part in spaced]) * tone.size / 1000)

    def centred(self, word: str, tone: Tone, width: float) -> bytes:
        """A single word in the middle of a width."""
        return padded_ink(self.fonts.word(word, Look(tone.family, tone.bold, tone.italic)), tone.size, width)
