"""Short words in, one line of ink out: labels, numbers, heads and feet, which never break."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import printed, settable
from examgen.typeset.bidi import levels, line_runs, paragraph_level
from examgen.typeset.both_ways import Item, ink_of, spots
from examgen.typeset.fonts import Look
from examgen.typeset.galley import padded_ink, plain_ink, runs_ink
from examgen.typeset.scripts import runs_rightward
from examgen.typeset.shape import FontSet, Run, Shaped
from examgen.typeset.tokens import Manner, Segment

SPACES = re.compile("( )")
MIDDLE = 0.36
"""Of capital letters: above the baseline, in ems."""

FILLED = 0.7
"""Most of a ring's width that the letter in it takes."""

PLACE = b"\0"
"""Stands for a number in ink; no code holds it."""

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

    @property
    def is_rightward(self) -> bool:
        """Whether the document runs from right to left."""
        return runs_rightward(self.fonts.shelf.language)

    def line(self, text: str, tone: Tone) -> OneLine:
        """A text on one line; what comes again and again is set once."""
        return self._kept_line(text, tone)

    def numbered(self, text: str, sign: str, tone: Tone) -> Callable[[int], OneLine]:
        """What sets a text with any number for a sign; where that is a word by itself, all else is set once."""
        before, found, after = text.partition(sign)
        if not found:
            line = self.line(text, tone)
            return lambda number: line
        is_word = before[-1:] in ("", " ") and after[:1] in ("", " ") and sign not in after
        if not is_word or self._base(before + after) is not None:
            return lambda number: self.line(text.replace(sign, str(number)), tone)
        return self._around(before, after, tone)

    def _around(self, before: str, after: str, tone: Tone) -> Callable[[int], OneLine]:
        """What sets a number as a word between others."""
        look = Look(tone.family, tone.bold, tone.italic)
        space, head, tail = self.fonts.word(" ", look), self._words(before, look), self._words(after, look)
        head, tail = [*head, *([space] if head else ())], [*([space] if tail else ()), *tail]
        width = sum([word.width for word in (*head, *tail)])
        leading, trailing = ([run for word in words for run in word.runs] for words in (head, tail))

        @cache
        def around(font: bytes) -> list[bytes]:
            return runs_ink((*leading, Run(font, 0.0, PLACE, 0.0), *trailing), tone.size).split(PLACE)

        def set_number(number: int) -> OneLine:
            shaped = self.fonts.word(str(number), look)
            fonts = {run.font for run in shaped.runs}
            if len(fonts) > 1:
                ink = runs_ink((*leading, *shaped.runs, *trailing), tone.size)
            else:
                ink = b"".join([run.inner for run in shaped.runs]).join(around(*fonts))
            return OneLine(ink, (width + shaped.width) * tone.size / 1000)

        return set_number

    @cached_property
    def _kept_line(self) -> Callable[[str, Tone], OneLine]:
        return lru_cache(maxsize=KEPT_LINES)(self._line)

    def _line(self, text: str, tone: Tone) -> OneLine:
        look, said = Look(tone.family, tone.bold, tone.italic), " ".join(settable(text).split())
        base = self._base(said)
        if base is not None:
            return self._both_ways(said, base, Manner(look, tone.size))
        words = self._words(said, look)
        return OneLine(plain_ink(words, tone.size), sum([word.width for word in words]) * tone.size / 1000)

    def _base(self, text: str) -> int | None:
        return paragraph_level(text, is_rightward=self.is_rightward, is_label=True)

    def _words(self, text: str, look: Look) -> list[Shaped]:
        """Words from left to right and the spaces between them.

        Words are shaped apart, so that lines which differ in a number share the rest.
        """
        space = self.fonts.word(" ", look)
        words = [self.fonts.word(word, look) for word in printed(" ".join(settable(text).split())).split(" ") if word]
        return [part for word in words for part in (space, word)][1:]

    def _both_ways(self, text: str, base: int, manner: Manner) -> OneLine:
        items: list[Item] = []
        for start, end, level in line_runs(text, levels(text, base), base):
            for part in SPACES.split(printed(text[start:end])):
                if part:
                    shaped = self.fonts.word(part, manner.look, level % 2 == 1)
                    items.append(Item(Segment(part, manner, shaped, level), shaped.width * manner.size / 1000))
        ink = ink_of(spots(items, base, 0.0), base, self.fonts)
        return OneLine(b"".join(part for part in ink if isinstance(part, bytes)), sum(item.width for item in items))

    def centred(self, word: str, tone: Tone, width: float) -> bytes:
        """A single word in the middle of a width, smaller where it would fill too much of it."""
        shaped = self.fonts.label(word, Look(tone.family, tone.bold, tone.italic))
        size = min(tone.size, FILLED * width * 1000 / shaped.width) if shaped.width else tone.size
        return padded_ink(shaped, round(size, 2), width)

    def middle(self, words: Sequence[str], tone: Tone) -> float:
        """Half-way between the highest and the lowest of what words reach, above the baseline in PDF points."""
        shaped = [self.fonts.label(word, Look(tone.family, tone.bold, tone.italic)) for word in words]
        top, bottom = max(word.ascent for word in shaped), max(word.descent for word in shaped)
        return ((top - bottom) / 2000 if top or bottom else MIDDLE) * tone.size
