"""Spans in, tokens out: what stands between two spaces, in segments of one manner each, shaped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import (
    JOINERS,
    STEERING,
    Formula,
    Image,
    OptionReference,
    QuestionReference,
    Span,
    Style,
    Words,
    settable,
    style_of,
)
from examgen.typeset.bidi import levels, paragraph_level
from examgen.typeset.fonts import Look
from examgen.typeset.formulas import formula_scale
from examgen.typeset.galley import Inlay, Slot
from examgen.typeset.inlays import InlaySetter
from examgen.typeset.opportunities import Opening, openings
from examgen.typeset.scripts import runs_rightward, told_language
from examgen.typeset.shape import FontSet, Shaped

CODE = "mono"
CODE_SCALES = {"serif": 0.88}
"""Sizes the mono so that its x-height sits well in the serif's lines; it is as tall as the sans."""

SHIFTED_SCALE, RAISED, LOWERED = 0.66, 0.34, -0.16
"""Size and place of scripts, in ems of the text around them."""

UNDERLINE, STRIKE, BAR = -0.13, 0.24, 0.05
"""Heights above the baseline and thickness, in ems."""

SILENT = STEERING | JOINERS
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

    is_crossed: bool = False
    """Whether a slanting line crosses what is drawn."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a word in one manner, or a slot or an inlay inside it."""

    text: str
    manner: Manner
    content: Shaped | Slot | Inlay
    level: int = 0
    """Which way it runs: odd levels from right to left."""

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

    openings: tuple[Opening, ...] = ()
    """Where a line may begin inside it, as its script or its author says."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(segment.text for segment in self.segments)

    @property
    def elastic_places(self) -> list[int]:
        """Where white space may be added inside it."""
        return [opening.place for opening in self.openings if opening.is_elastic]

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


class Phrase(NamedTuple):
    """The words of a paragraph, or of what stands before a line break in it."""

    tokens: list[Token]
    base: int | None = None
    """The level of the whole; ``None`` where everything runs from left to right."""


@dataclass(frozen=True)
class Tokenizer:
    """Turns spans into tokens for one document kind."""

    fonts: FontSet
    inlays: InlaySetter
    slot_width: Callable[[OptionReference | QuestionReference, Look, float], float]
    letter: str = "A"
    """What options are named with: as it runs, a reference to one runs."""

    def is_rightward_in(self, tone: Tone) -> bool:
        """Whether lines begin at the right: in documents from right to left all do, but those of code."""
        return runs_rightward(self.fonts.shelf.language) and tone.family != CODE

    def phrase(self, spans: Sequence[Span], tone: Tone, measure: float) -> Phrase:
        """The words of a paragraph without line breaks."""
        said = [settable(span.text) if isinstance(span, Words) else NO_LETTER for span in spans]
        whole = "".join(said)
        places = openings(whole)
        base = paragraph_level(whole, is_rightward=self.is_rightward_in(tone))
        if base and tone.family == CODE:
            base = 0
        maker = _Maker(self, places, None if base is None else levels(self._as_read(spans, said), base))
        manner = manner_of(Style(), tone)
        ends = accumulate(map(len, said))
        for before, span, text, end in zip((None, *spans), spans, said, ends, strict=False):
            manner = manner_of(style_of(span), tone)
            if isinstance(before, Image) and isinstance(span, Image):
                maker.end_word(manner, BESIDE)
            if isinstance(span, Words):
                maker.add_words(text, manner)
            else:
                lean = _lean(whole, end - 1) if base is None else 0.5
                maker.add_drawn(self._drawn(span, manner, measure, lean))
        maker.end_word(manner)
        return Phrase(maker.tokens, base)

    def plain_words(self, text: str, tone: Tone, language: str) -> list[Shaped]:
        """Words and the spaces between them; none where a word tells another language, runs back, or may be opened."""
        said = settable(text)
        if openings(said) or paragraph_level(said, is_rightward=self.is_rightward_in(tone)) is not None:
            return []
        words = [word for word in said.split(" ") if word and not SILENT.issuperset(word)]
        if any([told_language(word, language) for word in words]):
            return []
        look = Look(tone.family, tone.bold, tone.italic)
        return [self.fonts.word(part, look) for word in words for part in (word, " ")][:-1]

    def word(self, text: str, manner: Manner, level: int = 0) -> Segment:
        """A segment of words."""
        return Segment(text, manner, self.fonts.word(text, manner.look, level % 2 == 1), level)

    def part(self, segment: Segment, low: int, high: int) -> Segment:
        """Some characters of a segment, shaped anew."""
        if high - low == len(segment.text):
            return segment
        return self.word(segment.text[low:high], segment.manner, segment.level)

    def _as_read(self, spans: Sequence[Span], said: Sequence[str]) -> str:
        """A paragraph's text with something in the place of what is drawn that runs the way this does."""
        signs: dict[type, str] = {OptionReference: self.letter[0], QuestionReference: "1", Formula: "x"}
        return "".join(signs.get(type(span), text) for span, text in zip(spans, said, strict=True))

    def _drawn(self, span: Span, manner: Manner, measure: float, lean: float) -> list[Segment]:
        if isinstance(span, Formula | Image):
            scale = formula_scale(manner.look.family) if isinstance(span, Formula) else 1.0
            inlays = self.inlays.inlays(span, manner.size * scale, measure, self.fonts.shelf)
            manner = _below(inlays, manner) if manner.bars else manner
            return [Segment(NO_LETTER, manner, inlay) for inlay in inlays]
        assert isinstance(span, OptionReference | QuestionReference)
        slot = Slot(span, manner.look, manner.size, self.slot_width(span, manner.look, manner.size), lean)
        return [Segment(NO_LETTER, manner, slot)]


@dataclass
class _Maker:
    """Collects the segments of words, character by character only where the text asks for it."""

    tokenizer: Tokenizer
    openings: Sequence[Opening]
    levels: Sequence[int] | None
    tokens: list[Token] = field(default_factory=list)
    _segments: list[Segment] = field(default_factory=list)
    _opened: dict[int, Opening] = field(default_factory=dict)
    _place: int = 0
    """In the paragraph's text."""

    _length: int = 0
    """Of the word so far."""

    def add_words(self, text: str, manner: Manner) -> None:
        for number, word in enumerate(text.split(" ")):
            if number:
                self.end_word(manner)
                self._place += 1
            if word and not SILENT.issuperset(word):
                self._add_word(word, manner)
            else:
                self._place += len(word)

    def add_drawn(self, segments: list[Segment]) -> None:
        level = self._level(self._place)
        self._segments += [replace(segment, level=level) for segment in segments] if level else segments
        self._place += 1
        self._length += len(segments)

    def end_word(self, manner: Manner, white: str = " ") -> None:
        """Close the word, if there is one, with the space behind it."""
        if self._segments:
            space = self.tokenizer.word(white, manner, self._level(self._place))
            width = sum(segment.width for segment in self._segments)
            opened = tuple(opening for place, opening in self._opened.items() if 0 < place < self._length)
            self.tokens.append(Token(tuple(self._segments), width, space, opened))
        self._segments, self._opened, self._length = [], {}, 0

    def _add_word(self, word: str, manner: Manner) -> None:
        start, end = self._place, self._place + len(word)
        self._place = end
        if self.levels is None and not self.openings:
            self._segments.append(self.tokenizer.word(word, manner))
            self._length += len(word)
            return
        kept = [place for place in range(start, end) if word[place - start] not in STEERING]
        for level, places in groupby(kept, key=self._level):
            part = "".join(word[place - start] for place in places)
            self._segments.append(self.tokenizer.word(part, manner, level))
        for opening in self.openings:
            if start <= opening.place <= end:
                place = self._length + bisect_left(kept, opening.place)
                self._opened[place] = opening._replace(place=place)
        self._length += len(kept)

    def _level(self, place: int) -> int:
        return self.levels[place] if self.levels and place < len(self.levels) else 0


def _below(inlays: Sequence[Inlay], manner: Manner) -> Manner:
    """The manner with the line under what is drawn where this ends; a line through it is drawn across."""
    lowest = min(UNDERLINE * manner.size, -max(inlay.descent for inlay in inlays) - 2 * BAR * manner.size)
    return manner._replace(
        bars=tuple(lowest for bar in manner.bars if bar < 0), is_crossed=any(b > 0 for b in manner.bars)
    )


def _lean(text: str, place: int) -> float:
    """How much of the white space of a slot stands before what fills it: none shows where a space stands anyway."""
    follows, goes_on = (beside.strip() != "" for beside in (text[:place][-1:], text[place + 1 : place + 2]))
    return 0.5 if follows == goes_on else float(goes_on)


def code_size(tone: Tone) -> float:
    """Of code in text of a tone."""
    return tone.size * CODE_SCALES.get(tone.family, 1.0)


def manner_of(style: Style, tone: Tone) -> Manner:
    """How words of a style are set in a tone."""
    family, size = (CODE, code_size(tone)) if style.code else (tone.family, tone.size)
    is_bold, is_emphasised = tone.bold or style.bold, style.italic and tone.emphasis == "bold"
    is_underlined = style.underline or (is_bold and is_emphasised)
    bars = (*((UNDERLINE * tone.size,) if is_underlined else ()), *((STRIKE * tone.size,) if style.strike else ()))
    look = Look(family, is_bold or is_emphasised, tone.italic != (style.italic and not is_emphasised), style.language)
    if not style.shift:
        return Manner(look, size, 0.0, bars)
    return Manner(look, size * SHIFTED_SCALE, (RAISED if style.shift > 0 else LOWERED) * tone.size, bars)
