"""Spans in, a galley out: words are shaped, the best breaks chosen, the lines inked.

Justified text may be hyphenated, at a cost; where no good setting exists, lines are let out.
Ragged text is never hyphenated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pyphen

from examgen.errors import TypesetError
from examgen.model.style import Tone
from examgen.model.text import PLAIN, LineBreak, OptionReference, QuestionReference, Span, Style, Words, printed
from examgen.typeset.galley import Galley, Inker, Line, Slot
from examgen.typeset.linebreak import INFINITE, Break, Glue, best_breaks, line_ratio
from examgen.typeset.shape import FontSet, Look, Shaped

CODE_SCALE = 0.88
"""Sizes the mono so that its x-height sits well in the serif's lines."""

TOLERANCE = 900.0
STRETCH, SHRINK = 0.5, 0.28
"""Of a word space, as parts of its width."""

RAG = 0.16
EMERGENCY = 0.15
"""Parts of the measure."""

DASH_PENALTY, HYPHEN_PENALTY, FORCED_PENALTY = 25.0, 60.0, 300.0
MOST_FORCED = 400
"""Places in an overlong word among which the best are looked for."""

FORCED_FILL = 0.45
"""Of the measure: two pieces of a very long word always fit a line, whatever stands before them."""

AFTER_DASH = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\w—)(?=\w)")
WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a word in one style, or a slot inside it; widths are PDF points."""

    text: str
    look: Look
    size: float
    shaped: Shaped | None
    slot: Slot | None = None

    @property
    def width(self) -> float:
        return self.slot.width if self.slot else self.shaped.width * self.size / 1000  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two spaces."""

    segments: tuple[Segment, ...]
    width: float
    space: Segment
    """The space that follows, in the style of the words that it stands between."""

    @property
    def text(self) -> str:
        """Its characters; a slot counts as one that is no letter."""
        return "".join("\ufffc" if segment.slot else segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a break falls: behind a token, or inside it before a character."""

    token: int
    character: int | None = None
    hyphen: bool = False


class _Broken(NamedTuple):
    """A paragraph with the places where it may break, and those where it does."""

    tokens: list[Token]
    breaks: list[Break]
    cuts: list[Cut]
    chosen: list[int]


@dataclass
class ParagraphSetter:
    """Sets paragraphs for one document kind."""

    fonts: FontSet
    language: str
    slot_width: Callable[[OptionReference | QuestionReference, Look, float], float]
    overlong: list[str] = field(default_factory=list)
    """Words that were wider than their line, as met; the caller empties it."""

    def galley(self, spans: Sequence[Span], tone: Tone, measure: float) -> Galley:
        """One paragraph as a galley."""
        lines: list[Line] = []
        parts = list(_parted(spans))
        for number, part in enumerate(parts, start=1):
            lines += self._lines(self._tokens(part, tone), tone, measure, number == len(parts))
        cap = 0.62 * tone.size
        return Galley(tuple(lines), tone.leading, (tone.leading + cap) / 2, tone.grey)

    def _lines(self, tokens: list[Token], tone: Tone, measure: float, is_last: bool) -> list[Line]:
        """The lines of a paragraph, or of what stands before a line break in it; an empty one is a blank line."""
        if not tokens:
            return [Line((), 0.0)]
        space = self.fonts.word(" ", Look(tone.family, tone.bold, tone.italic)).width * tone.size / 1000
        natural = sum([token.width + token.space.width for token in tokens]) - tokens[-1].space.width
        if natural <= measure:
            return [self._ink(tokens, 0.0, natural, not is_last)]
        if tone.justified:
            glue = Glue(space * STRETCH, space * SHRINK)
            attempts = [(glue, TOLERANCE), (glue._replace(rag=EMERGENCY * measure), INFINITE)]
        else:
            glue = Glue(0.0, 0.0, RAG * measure)
            attempts = [(glue, INFINITE)]
        breaks, cuts = self._breaks(tokens, measure, tone.justified)
        for tried, tolerance in attempts:
            chosen = best_breaks(breaks, measure, tried, tolerance)
            if chosen is not None:
                return list(self._set_lines(_Broken(tokens, breaks, cuts, chosen), measure, glue, is_last))
        raise _too_narrow(tokens, measure)

    def _tokens(self, spans: Sequence[Span], tone: Tone) -> list[Token]:
        tokens: list[Token] = []
        current: list[Segment] = []
        look, size = _look(PLAIN, tone)

        def push() -> None:
            if current:
                space = Segment(" ", look, size, self.fonts.word(" ", look))
                tokens.append(Token(tuple(current), sum(s.width for s in current), space))
                current.clear()

        for span in spans:
            look, size = _look(span.style, tone)  # type: ignore[union-attr]
            if not isinstance(span, Words):
                assert isinstance(span, OptionReference | QuestionReference)
                slot = Slot(span, look, size, self.slot_width(span, look, size))
                current.append(Segment("", look, size, None, slot))
                continue
            for number, word in enumerate(printed(span.text).split(" ")):
                if number:
                    push()
                if word:
                    current.append(Segment(word, look, size, self.fonts.word(word, look)))
        push()
        return tokens

    def _breaks(self, tokens: list[Token], measure: float, hyphenate: bool) -> tuple[list[Break], list[Cut]]:
        breaks: list[Break] = []
        cuts: list[Cut] = []
        x = 0.0
        for index, token in enumerate(tokens):
            names_slot = any(segment.slot for following in tokens[index : index + 2] for segment in following.segments)
            for character, width, penalty, hyphen in self._inner_breaks(token, measure, hyphenate and not names_slot):
                breaks.append(Break(x + width + hyphen, x + width, index, index, penalty, hyphen > 0))
                cuts.append(Cut(index, character, hyphen > 0))
            x += token.width
            breaks.append(Break(x, x + token.space.width, index, index + 1))
            cuts.append(Cut(index))
            x += token.space.width
        return breaks, cuts

    def _inner_breaks(self, token: Token, measure: float, hyphenate: bool) -> Iterator[tuple[int, float, float, float]]:
        """Character, width before it, penalty, width of the hyphen, for each break inside a word."""
        text = token.text
        if token.width > measure:
            if text not in self.overlong:
                self.overlong.append(text)
            for place, width in _forced_places(token, measure):
                yield place, width, FORCED_PENALTY, 0.0
            return
        places = {match.start(): (DASH_PENALTY, 0.0) for match in AFTER_DASH.finditer(text)}
        if hyphenate and len(text) > 5 and token.segments[0].look.family != "mono":
            for place, look, size in self._hyphenation(token):
                hyphen = self.fonts.soft_hyphen(look).width * size / 1000
                places.setdefault(place, (HYPHEN_PENALTY, hyphen))
        for place in sorted(places):
            penalty, hyphen = places[place]
            yield place, _width_before(token, place), penalty, hyphen

    def _hyphenation(self, token: Token) -> Iterator[tuple[int, Look, float]]:
        offset = 0
        for segment in token.segments:
            if segment.slot is None:
                for match in WORD.finditer(segment.text):
                    if match[0][1:].islower():
                        for place in _hyphen_places(match[0], self.language):
                            yield offset + match.start() + place, segment.look, segment.size
            offset += 1 if segment.slot else len(segment.text)

    def _set_lines(self, broken: _Broken, measure: float, glue: Glue, is_last: bool) -> Iterator[Line]:
        tokens, breaks, cuts, chosen = broken
        for before, place in pairwise((-1, *chosen)):
            start = 0.0 if before < 0 else breaks[before].start
            spaces_before = 0 if before < 0 else breaks[before].spaces_start
            at = breaks[place]
            natural, spaces = at.end - start, at.spaces_end - spaces_before
            ratio = line_ratio(natural, spaces, measure, glue, final=place == len(breaks) - 1)
            more = ratio * (glue.stretch if ratio > 0 else glue.shrink)
            words = self._line_words(tokens, cuts[before] if before >= 0 else None, cuts[place])
            swallowed = cuts[place].character is None and not (is_last and place == len(breaks) - 1)
            yield self._ink(words, more, natural + spaces * more, swallowed)

    def _line_words(self, tokens: list[Token], after: Cut | None, until: Cut) -> list[Token]:
        first = 0 if after is None else after.token + (after.character is None)
        words = tokens[first : until.token + 1]
        start = after.character if after is not None and after.character is not None else 0
        end = until.character if until.character is not None else len(words[-1].text)
        if len(words) == 1 and (start or until.character is not None):
            return [self._sliced(words[0], start, end, until.hyphen)]
        if start:
            words[0] = self._sliced(words[0], start, len(words[0].text), False)
        if until.character is not None:
            words[-1] = self._sliced(words[-1], 0, end, until.hyphen)
        return words

    def _sliced(self, token: Token, start: int, end: int, hyphen: bool) -> Token:
        """Part of a word, shaped anew, since letters join and kern differently at its ends."""
        segments: list[Segment] = []
        offset = 0
        for segment in token.segments:
            length = 1 if segment.slot else len(segment.text)
            low, high = max(start - offset, 0), min(end - offset, length)
            if low < high:
                text = segment.text[low:high]
                shaped = None if segment.slot else self.fonts.word(text, segment.look)
                segments.append(replace(segment, text=text, shaped=shaped))
            offset += length
        if hyphen:
            last = segments[-1]
            segments.append(Segment("", last.look, last.size, self.fonts.soft_hyphen(last.look)))
        return Token(tuple(segments), sum(s.width for s in segments), token.space)

    def _ink(self, words: list[Token], more: float, width: float, swallowed: bool) -> Line:
        """The line's ink, ``more`` points added to each space.

        A space that a break swallowed is still there to be read, past the line's end.
        """
        inker = Inker()
        for number, token in enumerate(words):
            for segment in token.segments:
                if segment.slot:
                    inker.slot(segment.slot)
                else:
                    assert segment.shaped is not None
                    inker.word(segment.shaped, segment.size)
            space = token.space
            assert space.shaped is not None
            if number < len(words) - 1:
                inker.space(space.shaped, space.size, space.width + more)
            elif swallowed:
                inker.word(space.shaped, space.size)
        return inker.line(width)


def _too_narrow(tokens: Sequence[Token], measure: float) -> TypesetError:
    words = " ".join(token.text for token in tokens[:8]) + (" …" if len(tokens) > 8 else "")
    return TypesetError(
        f"“{words}” cannot be set in lines of {measure:.0f} pt, which are narrower than a letter",
        remedy="make the type, the margins or the columns in the template or its style.toml smaller",
    )


def _parted(spans: Sequence[Span]) -> Iterator[list[Span]]:
    part: list[Span] = []
    for span in spans:
        if isinstance(span, LineBreak):
            yield part
            part = []
        else:
            part.append(span)
    yield part


def _look(style: Style, tone: Tone) -> tuple[Look, float]:
    bold, italic = tone.bold or style.bold, tone.italic != style.italic
    if style.code:
        return Look("mono", bold, italic), tone.size * CODE_SCALE
    return Look(tone.family, bold, italic), tone.size


def _width_before(token: Token, place: int) -> float:
    width, offset = 0.0, 0
    for segment in token.segments:
        length = 1 if segment.slot else len(segment.text)
        if place < offset + length:
            inside = place - offset
            return width + (segment.shaped.stops[inside] * segment.size / 1000 if segment.shaped else 0.0)
        width, offset = width + segment.width, offset + length
    return width


def _forced_places(token: Token, measure: float) -> Iterator[tuple[int, float]]:
    """Where an overlong word may break, with the width before; a very long one only where a full line ends."""
    places = [(place, _width_before(token, place)) for place in _graphemes(token.text)]
    if len(places) <= MOST_FORCED:
        yield from places
        return
    start = 0.0
    for (place, width), (_, beyond) in pairwise([*places, (len(token.text), token.width)]):
        if beyond - start > FORCED_FILL * measure:
            yield place, width
            start = width


def _graphemes(text: str) -> list[int]:
    """Places inside a word where one user-perceived character ends and the next begins."""
    return [
        place
        for place in range(1, len(text))
        if not unicodedata.combining(text[place]) and unicodedata.category(text[place]) not in {"Mn", "Mc", "Me"}
    ]


@cache
def _hyphen_places(word: str, language: str) -> tuple[int, ...]:
    hyphenator = _hyphenator(language)
    return tuple(hyphenator.positions(word)) if hyphenator else ()


@cache
def _hyphenator(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=found, left=2, right=3) if found else None
