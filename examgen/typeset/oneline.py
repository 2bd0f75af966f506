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
    """Sets short texts; equal ones are set once."""

    fonts: FontSet
    _set: dict[tuple[str, str, bool, bool, float], OneLine] = field(default_factory=dict)

    def line(self, text: str, tone: Tone) -> OneLine:
        """A text on one line, its words and spaces shaped apart so that they are shared."""
        key = (text, tone.family, tone.bold, tone.italic, tone.size)
        if key not in self._set:
            look = Look(tone.family, tone.bold, tone.italic)
            words = printed(text).split(" ")
            parts = [self.fonts.word(part, look) for word in words for part in (" ", word) if part][1:]
            width = sum(part.width for part in parts) * tone.size / 1000
            self._set[key] = OneLine(b"".join(plain_ink(part, tone.size) for part in parts), width)
        return self._set[key]

    def centred(self, text: str, tone: Tone, width: float) -> bytes:
        """A single word in the middle of a width."""
        return padded_ink(self.fonts.word(text, Look(tone.family, tone.bold, tone.italic)), tone.size, width)
