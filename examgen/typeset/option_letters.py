"""Letters in, what stands before options out: a letter for each place, in a ring or box where it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from examgen.model.manuscript import OptionSign
from examgen.model.pages import Area, Graphic
from examgen.model.style import Tone
from examgen.typeset.oneline import FILLED, OneLineSetter
from examgen.typeset.responses import TICK, TICK_GAP
from examgen.typeset.stack import Label

RING = 0.73
"""Radius of the ring round an option's letter, in ems of the letter: large enough to be marked with a pen."""

BOX = 0.9
"""Half the side of the box round a letter, in radii of the ring: both look equally large."""

LINE, LINE_WIDTH = 0.35, 0.09
"""Grey of what is drawn round letters, and its thickness in radii."""


@dataclass(frozen=True)
class OptionLetters:
    """The letters of options in their order on paper, in one tone."""

    letters: Sequence[str]
    tone: Tone
    lines: OneLineSetter

    @property
    def radius(self) -> float:
        """Of rings."""
        return RING * self.tone.size

    @cached_property
    def middle(self) -> float:
        """Of rings: letters stand on the line of the text beside them, and Arabic ones reach below it."""
        return self.lines.middle(self.letters, self.tone)

    def labels(self, edge: float, sign: OptionSign, is_key: bool) -> tuple[Label, ...]:
        """An option's letter at each place, in the middle of a ring that begins at an edge, or where one would."""
        width, letters = 2 * self.radius, self._marked if is_key else self._plain
        if sign is OptionSign.NONE:
            width, letters = self.bare_width, self.bare
        x = edge + self.radius - width / 2
        return tuple(Label(x, letter, 1, 0.0, width) for letter in letters)

    @property
    def bare_width(self) -> float:
        """Of a letter without a ring, which need not be made smaller to stand free within one."""
        return 2 * self.radius / FILLED

    @cached_property
    def bare(self) -> tuple[bytes, ...]:
        """Letters without rings."""
        tone = replace(self.tone, bold=True)
        return tuple(self.lines.centred(letter, tone, self.bare_width) for letter in self.letters)

    @cached_property
    def _plain(self) -> tuple[bytes, ...]:
        return tuple(self.lines.centred(letter, self.tone, 2 * self.radius) for letter in self.letters)

    @cached_property
    def _marked(self) -> tuple[bytes, ...]:
        """A tick before the disc, then the letter in white: either survives a grey copier."""
        tick = self.lines.line(TICK, self.tone)
        forth = tick.width + TICK_GAP
        aside = 2 * self.radius + TICK_GAP if self.lines.is_rightward else -forth
        sign = b"%.2f 0 Td %b%.2f 0 Td 1 g " % (aside, tick.ink, -aside)
        return tuple(sign + letter + b"0 g " for letter in self._plain)


def drawn_sign(sign: OptionSign, radius: float, is_key: bool) -> Graphic | None:
    """What stands around a letter: what a student marks, or the same, marked."""
    if sign is OptionSign.NONE:
        return None
    half, rounded = (radius, radius) if sign is OptionSign.RING else (BOX * radius, 0.0)
    if is_key:
        return Graphic((Area(-half, -half, 2 * half, 2 * half, radius=rounded, fill=0.0),))
    return Graphic((Area(-half, -half, 2 * half, 2 * half, radius=rounded, line=LINE, line_width=LINE_WIDTH * radius),))
