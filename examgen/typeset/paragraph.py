"""Spans in, a galley out: words are shaped, the best breaks chosen, the lines inked.

Justified text may be hyphenated, at a cost; where no good setting exists, lines are let out.
Ragged text is never hyphenated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pyphen

from examgen.errors import TypesetError
from examgen.model.style import Tone
from examgen.model.text import Align, LineBreak, Span
from examgen.typeset.fonts import Look
from examgen.typeset.galley import Bar, Galley, Inker, Inlay, Line, Placed, Slot
from examgen.typeset.linebreak import INFINITE, Break, Glue, best_breaks, line_ratio
from examgen.typeset.shape import FontSet, Shaped
from examgen.typeset.tokens import BAR, Manner, Segment, Token, Tokenizer

TOLERANCE = 900.0
STRETCH, SHRINK = 0.5, 0.28
"""Of a word space, as parts of its width."""

RAG = 0.16
EMERGENCY = 0.15
"""Parts of the measure."""

DASH_PENALTY, RELATION_PENALTY, HYPHEN_PENALTY, FORCED_PENALTY = 25.0, 50.0, 60.0, 300.0
MOST_FORCED = 400
"""Places in an overlong word among which the best are looked for."""

FORCED_FILL = 0.45
"""Of the measure: two pieces of a very long word always fit a line, whatever stands before them."""

INLAY_GAP = 1.0
"""Least white space between a tall inlay and the lines around it, in PDF points."""

AFTER_DASH = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\w—)(?=\w)")
WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a break falls: behind a token, or inside it before a character."""

    token: int
    character: int | None = None
    hyphen: bool = False


class _Broken(NamedTuple):
    """A paragraph with the places where it may break, and those where it does."""

    tokens: list[Token]
    taken: float
    """Of the first line."""

    breaks: list[Break]
    cuts: list[Cut]
    chosen: list[int]


@dataclass
class ParagraphSetter:
    """Sets paragraphs for one document kind."""

    tokenizer: Tokenizer
    language: str
    overlong: list[str] = field(default_factory=list)
    """Words that were wider than their line, as met; the caller empties it."""

    def galley(self, spans: Sequence[Span], tone: Tone, measure: float, taken: float = 0.0) -> Galley:
        """One paragraph as a galley; so much of its first line is taken by what stands at the line's end."""
        lines: list[Line] = []
        parts = list(_parted(spans))
        for number, part in enumerate(parts, start=1):
            tokens = self.tokenizer.tokens(part, tone, measure)
            lines += self._lines(tokens, tone, measure, taken if number == 1 else 0.0, number == len(parts))
        return Galley(tuple(_spread(lines, tone)), tone.leading, rise_of(tone), tone.grey)

    def aligned(self, spans: Sequence[Span], tone: Tone, measure: float, align: Align) -> Galley:
        """The same, ragged, with each line at one edge of the measure or in its middle."""
        galley = self.galley(spans, replace(tone, justified=False), measure)
        share = {Align.START: 0.0, Align.CENTRE: 0.5, Align.END: 1.0}[align]
        return replace(
            galley, lines=tuple(line._replace(indent=share * (measure - line.width)) for line in galley.lines)
        )

    def extents(self, spans: Sequence[Span], tone: Tone, measure: float) -> tuple[float, float]:
        """Widths of the longest word and of the longest line of a paragraph that is broken only where asked for."""
        lines = [self.tokenizer.tokens(part, tone, measure) for part in _parted(spans)]
        longest = max((token.width for line in lines for token in line), default=0.0)
        return longest, max(_natural(line) for line in lines)

    @property
    def fonts(self) -> FontSet:
        return self.tokenizer.fonts

    def _lines(self, tokens: list[Token], tone: Tone, measure: float, taken: float, is_last: bool) -> list[Line]:
        """The lines of a paragraph, or of what stands before a line break in it; an empty one is a blank line."""
        if not tokens:
            return [Line((), 0.0)]
        space = self.fonts.word(" ", Look(tone.family, tone.bold, tone.italic)).width * tone.size / 1000
        natural = _natural(tokens)
        if natural + taken <= measure:
            return [self._ink(tokens, 0.0, natural, not is_last)]
        if tone.justified:
            glue = Glue(space * STRETCH, space * SHRINK)
            attempts = [(glue, TOLERANCE), (glue._replace(rag=EMERGENCY * measure), INFINITE)]
        else:
            glue = Glue(0.0, 0.0, RAG * measure)
            attempts = [(glue, INFINITE)]
        breaks, cuts = self._breaks(tokens, measure, taken, tone.justified)
        for tried, tolerance in attempts:
            chosen = best_breaks(breaks, measure, tried, tolerance)
            if chosen is not None:
                return list(self._set_lines(_Broken(tokens, taken, breaks, cuts, chosen), measure, glue, is_last))
        if taken:  # no word fits into what is left of the first line
            return self._lines(tokens, tone, measure - taken, 0.0, is_last)
        raise _too_narrow(tokens, measure)

    def _breaks(
        self, tokens: list[Token], measure: float, taken: float, hyphenate: bool
    ) -> tuple[list[Break], list[Cut]]:
        """Breaks of a paragraph whose first line begins with a width that is taken, which is as good as at its end."""
        breaks: list[Break] = []
        cuts: list[Cut] = []
        x = taken
        for index, token in enumerate(tokens):
            names_slot = any(following.has_slot for following in tokens[index : index + 2])
            for character, width, penalty, hyphen in self._inner_breaks(token, measure, hyphenate and not names_slot):
                breaks.append(Break(x + width + hyphen, x + width, index, index, penalty, hyphen > 0))
                cuts.append(Cut(index, character, hyphen > 0))
            x += token.width
            breaks.append(Break(x, x + token.space.width, index, index + 1))
            cuts.append(Cut(index))
            x += token.space.width
        return breaks, cuts

    def _inner_breaks(self, token: Token, measure: float, hyphenate: bool) -> Iterator[tuple[int, float, float, float]]:
        """Character, width before it, penalty, width of the hyphen, for each break inside a word.

        Where a formula breaks, a space is dropped: the hyphen is as much less than nothing.
        """
        text = token.text
        if _widest_part(token) > measure:
            if text not in self.overlong:
                self.overlong.append(text)
            for place, width in _forced_places(token, measure):
                yield place, width, FORCED_PENALTY, 0.0
            return
        places = {match.start(): (DASH_PENALTY, 0.0) for match in AFTER_DASH.finditer(text)}
        places |= {place: (RELATION_PENALTY, -space) for place, space in _formula_places(token)}
        if hyphenate and len(text) > 5 and token.segments[0].manner.look.family != "mono":
            for place, manner in self._hyphenation(token):
                hyphen = self.fonts.soft_hyphen(manner.look).width * manner.size / 1000
                places.setdefault(place, (HYPHEN_PENALTY, hyphen))
        for place in sorted(places):
            penalty, hyphen = places[place]
            yield place, token.width_before(place), penalty, hyphen

    def _hyphenation(self, token: Token) -> Iterator[tuple[int, Manner]]:
        offset = 0
        for segment in token.segments:
            for match in WORD.finditer(segment.text):
                if match[0][1:].islower():
                    for place in _hyphen_places(match[0], self.language):
                        yield offset + match.start() + place, segment.manner
            offset += len(segment.text)

    def _set_lines(self, broken: _Broken, measure: float, glue: Glue, is_last: bool) -> Iterator[Line]:
        tokens, taken, breaks, cuts, chosen = broken
        for before, place in pairwise((-1, *chosen)):
            start = 0.0 if before < 0 else breaks[before].start
            spaces_before = 0 if before < 0 else breaks[before].spaces_start
            at = breaks[place]
            natural, spaces = at.end - start, at.spaces_end - spaces_before
            ratio = line_ratio(natural, spaces, measure, glue, final=place == len(breaks) - 1)
            more = ratio * (glue.stretch if ratio > 0 else glue.shrink)
            words = self._line_words(tokens, cuts[before] if before >= 0 else None, cuts[place])
            swallowed = cuts[place].character is None and not (is_last and place == len(breaks) - 1)
            width = natural + spaces * more - (taken if before < 0 else 0.0)
            yield self._ink(words, more, width, swallowed)

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
            length = len(segment.text)
            low, high = max(start - offset, 0), min(end - offset, length)
            if low < high:
                is_whole = high - low == length
                segments.append(segment if is_whole else self.tokenizer.word(segment.text[low:high], segment.manner))
            offset += length
        if hyphen:
            manner = segments[-1].manner
            segments.append(Segment("", manner, self.fonts.soft_hyphen(manner.look)))
        return Token(tuple(segments), sum(s.width for s in segments), token.space)

    def _ink(self, words: list[Token], more: float, width: float, swallowed: bool) -> Line:
        """The line's ink, ``more`` points added to each space.

        A space that a break swallowed is still there to be read, past the line's end.
        """
        inker, bars = Inker(), _Bars()
        x = 0.0
        for number, token in enumerate(words):
            for segment in token.segments:
                _ink_segment(inker, segment, x)
                bars.add(segment.manner, x, segment.width)
                x += segment.width
            space = token.space
            assert isinstance(space.content, Shaped)
            if number < len(words) - 1:
                inker.space(space.content, space.manner.size, space.width + more, space.manner.lift)
                bars.add(space.manner, x, space.width + more)
                x += space.width + more
            elif swallowed:
                inker.word(space.content, space.manner.size, space.manner.lift)
        return inker.line(width)._replace(bars=bars.drawn())


class _Bars:
    """Collects the lines under and through the words of one line of text; what touches is drawn in one."""

    def __init__(self) -> None:
        self._bars: list[Bar] = []

    def add(self, manner: Manner, x: float, width: float) -> None:
        for height in manner.bars:
            thickness = BAR * manner.size
            before = next((bar for bar in self._bars if bar.y == height and abs(bar.x + bar.width - x) < 0.01), None)
            if before:
                self._bars[self._bars.index(before)] = before._replace(width=before.width + width)
            else:
                self._bars.append(Bar(x, height, width, thickness))

    def drawn(self) -> tuple[Bar, ...]:
        return tuple(self._bars)


def _ink_segment(inker: Inker, segment: Segment, x: float) -> None:
    match segment.content:
        case Slot():
            inker.slot(segment.content)
        case Inlay():
            inker.inlay(segment.content, x)
        case shaped:
            inker.word(shaped, segment.manner.size, segment.manner.lift)


def rise_of(tone: Tone) -> float:
    """From the top of a line's box down to its baseline."""
    return (tone.leading + 0.62 * tone.size) / 2


def _spread(lines: Iterable[Line], tone: Tone) -> Iterator[Line]:
    """The lines with room for inlays that are taller than the leading."""
    rise = rise_of(tone)
    for line in lines:
        inlays = [part.inlay for part in line.ink if isinstance(part, Placed)]
        above = max((inlay.ascent + INLAY_GAP - rise for inlay in inlays), default=0.0)
        below = max((inlay.descent + INLAY_GAP - tone.leading + rise for inlay in inlays), default=0.0)
        yield line._replace(above=max(0.0, above), below=max(0.0, below)) if inlays else line


def _natural(tokens: Sequence[Token]) -> float:
    """Width of words on one line with plain spaces between them."""
    return sum([token.width + token.space.width for token in tokens]) - tokens[-1].space.width if tokens else 0.0


def _formula_places(token: Token) -> Iterator[tuple[int, float]]:
    """Where a formula may break, before each of its pieces but the first; and the space that a line's end drops."""
    offset, space = 0, 0.0
    for segment in token.segments:
        if isinstance(segment.content, Inlay):
            if not segment.content.is_first:
                yield offset, space
            space = segment.content.space
        offset += len(segment.text)


def _widest_part(token: Token) -> float:
    """Of what stands between the places where its formulas may break."""
    return max(
        b - a for a, b in pairwise([0.0, *(token.width_before(p) for p, _ in _formula_places(token)), token.width])
    )


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


def _forced_places(token: Token, measure: float) -> Iterator[tuple[int, float]]:
    """Where an overlong word may break, with the width before; a very long one only where a full line ends."""
    places = [(place, token.width_before(place)) for place in _graphemes(token.text)]
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
