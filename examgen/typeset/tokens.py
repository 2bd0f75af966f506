"""Spans in, tokens out: what stands between two spaces, in segments of one manner each, shaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import (
    Formula,
    Image,
    OptionReference,
    QuestionReference,
    Span,
    Style,
    Words,
    printed,
    style_of,
)
from examgen.typeset.fonts import Look
from examgen.typeset.formulas import formula_scale
from examgen.typeset.galley import Inlay, Slot
from examgen.typeset.inlays import InlaySetter
from examgen.typeset.shape import FontSet, Shaped

CODE_SCALES = {"serif": 0.88}
"""Sizes the mono so that its x-height sits well in the serif's lines; it is as tall as the sans."""

SHIFTED_SCALE, RAISED, LOWERED = 0.66, 0.34, -0.16
"""Size and place of scripts, in ems of the text around them."""

UNDERLINE, STRIKE, BAR = -0.13, 0.24, 0.05
"""Heights above the baseline and thickness, in ems."""

NO_LETTER = "\ufffc"
"""What a slot or an inlay counts as in a word: one character that is no letter."""


BESIDE = "\u2003"
"""White space between two pictures that stand side by side."""


class Manner(NamedTuple):
    """How a segment is set; lengths are PDF points."""

    look: Look
    size: float
    lift: float = 0.0
    """Above the baseline."""

    bars: tuple[float, ...] = ()
    """How high above the baseline lines under or through the words are drawn."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a word in one manner, or a slot or an inlay inside it."""

    text: str
    manner: Manner
    content: Shaped | Slot | Inlay

    @property
    def width(self) -> float:
        """PDF points."""
        if isinstance(self.content, Shaped):
            return self.content.width * self.manner.size / 1000
        return self.content.width

    def width_before(self, character: int) -> float:
        """Of so many of its characters; PDF points."""
        if isinstance(self.content, Shaped):
            return self.content.stops[character] * self.manner.size / 1000
        return 0.0


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two spaces."""

    segments: tuple[Segment, ...]
    width: float
    space: Segment
    """The space that follows, in the manner of the words that it stands between."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(segment.text for segment in self.segments)

    @property
    def has_slot(self) -> bool:
        return any(isinstance(segment.content, Slot) for segment in self.segments)

    def width_before(self, place: int) -> float:
        """Of so many of its characters; PDF points."""
        width = 0.0
        for segment in self.segments:
            if place < len(segment.text):
                return width + segment.width_before(place)
            width, place = width + segment.width, place - len(segment.text)
        return width


@dataclass(frozen=True)
class Tokenizer:
    """Turns spans into tokens for one document kind."""

    fonts: FontSet
    inlays: InlaySetter
    slot_width: Callable[[OptionReference | QuestionReference, Look, float], float]

    def tokens(self, spans: Sequence[Span], tone: Tone, measure: float) -> list[Token]:
        """The words of a paragraph without line breaks."""
        tokens: list[Token] = []
        current: list[Segment] = []

        def push(space: Segment) -> None:
            if current:
                tokens.append(Token(tuple(current), sum(s.width for s in current), space))
                current.clear()

        manner = manner_of(Style(), tone)
        for before, span in zip((None, *spans), spans, strict=False):
            manner = manner_of(style_of(span), tone)
            if isinstance(before, Image) and isinstance(span, Image):
                push(self.word(BESIDE, manner))
            if not isinstance(span, Words):
                current += self._drawn(span, manner, measure)
                continue
            for number, word in enumerate(printed(span.text).split(" ")):
                if number:
                    push(self.word(" ", manner))
                if word:
                    current.append(self.word(word, manner))
        push(self.word(" ", manner))
        return tokens

    def word(self, text: str, manner: Manner) -> Segment:
        """A segment of words."""
        return Segment(text, manner, self.fonts.word(text, manner.look))

    def _drawn(self, span: Span, manner: Manner, measure: float) -> list[Segment]:
        if isinstance(span, Formula | Image):
            scale = formula_scale(manner.look.family) if isinstance(span, Formula) else 1.0
            inlays = self.inlays.inlays(span, manner.size * scale, measure, self.fonts.shelf)
            return [Segment(NO_LETTER, manner, inlay) for inlay in inlays]
        assert isinstance(span, OptionReference | QuestionReference)
        slot = Slot(span, manner.look, manner.size, self.slot_width(span, manner.look, manner.size))
        return [Segment(NO_LETTER, manner, slot)]


def code_size(tone: Tone) -> float:
    """Of code in text of a tone."""
    return tone.size * CODE_SCALES.get(tone.family, 1.0)


def manner_of(style: Style, tone: Tone) -> Manner:
    """How words of a style are set in a tone."""
    family, size = ("mono", code_size(tone)) if style.code else (tone.family, tone.size)
    is_bold, is_emphasised = tone.bold or style.bold, style.italic and tone.emphasis == "bold"
    is_underlined = style.underline or (is_bold and is_emphasised)
    bars = (*((UNDERLINE * tone.size,) if is_underlined else ()), *((STRIKE * tone.size,) if style.strike else ()))
    look = Look(family, is_bold or is_emphasised, tone.italic != (style.italic and not is_emphasised))
    if not style.shift:
        return Manner(look, size, 0.0, bars)
    return Manner(look, size * SHIFTED_SCALE, (RAISED if style.shift > 0 else LOWERED) * tone.size, bars)
