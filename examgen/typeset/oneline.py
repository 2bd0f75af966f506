"""Short words in, one line of ink out: labels, numbers, heads and feet, which never break."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import printed
from examgen.typeset.galley import padded_ink, plain_ink
from examgen.typeset.shape import FontSet, Look


class OneLine(NamedTuple):
    """Ink relative to its baseline, and its width in PDF points."""

    ink: bytes
    width: float


@dataclass(frozen=True)
class OneLineSetter:
    """Sets short texts; each word is inked once, so that lines which differ in a number share the rest."""

    fonts: FontSet
    _words: dict[tuple[str, Look, float], OneLine] = field(default_factory=dict)

    def line(self, text: str, tone: Tone) -> OneLine:
        """A text on one line."""
        look = Look(tone.family, tone.bold, tone.italic)
        space = self._word(" ", look, tone.size)
        words = [self._word(word, look, tone.size) for word in printed(text).split(" ") if word]
        width = sum([word.width for word in words]) + space.width * (len(words) - 1)
        return OneLine(space.ink.join([word.ink for word in words]), width)

    def centred(self, word: str, tone: Tone, width: float) -> bytes:
        """A single word in the middle of a width."""
        return padded_ink(self.fonts.word(word, Look(tone.family, tone.bold, tone.italic)), tone.size, width)

    def _word(self, word: str, look: Look, size: float) -> OneLine:
        key = (word, look, size)
        if key not in self._words:
            shaped = self.fonts.word(word, look)
            self._words[key] = OneLine(plain_ink(shaped, size), shaped.width * size / 1000)
        return self._words[key]
