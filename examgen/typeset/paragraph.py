"""Spans in, a galley out: words are shaped, the best breaks chosen, the lines inked.

Justified text may be hyphenated, at a cost; where no good setting exists, lines are let out.
Ragged text is never hyphenated.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from examgen.errors import TypesetError
from examgen.model.style import Tone
from examgen.model.text import PLAIN, Align, LineBreak, Span, Words
from examgen.typeset.bars import Bars
from examgen.typeset.both_ways import Item, ink_of, plain_ink_of, spots
from examgen.typeset.flaws import Flaw, FlawKind, is_uneven
from examgen.typeset.fonts import Look
from examgen.typeset.galley import Galley, Inlay, Line, runs_ink
from examgen.typeset.hyphenation import hyphen_places
from examgen.typeset.line_room import reach_of, rise_of, spread, with_tag_at_edge
from examgen.typeset.linebreak import INFINITE, Break, Glue, best_breaks, line_ratio
from examgen.typeset.opportunities import Opening, graphemes
from examgen.typeset.shape import FontSet
from examgen.typeset.tokens import Manner, Phrase, Segment, Token, Tokenizer

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

    phrase: Phrase
    taken: float
    """Of the first line."""

    breaks: list[Break]
    cuts: list[Cut]
    chosen: list[int]


class _Setting(NamedTuple):
    """How one line is set; PDF points."""

    more: float
    """Added to each space."""

    width: float
    is_swallowed: bool
    """Whether the break behind it swallowed a space, which is still there to be read."""


@dataclass
class ParagraphSetter:
    """Sets paragraphs for one document kind."""

    tokenizer: Tokenizer
    language: str
    flaws: list[Flaw] = field(default_factory=list)
    """As met; the caller empties it."""

    def galley(self, spans: Sequence[Span], tone: Tone, measure: float, taken: float = 0.0) -> Galley:
        """One paragraph as a galley; so much of its first line is taken by what stands at the line's end."""
        lines: list[Line] = []
        parts = list(_parted(spans))
        if len(parts) == 1 and (line := self._plain_line(spans, tone, measure - taken)):
            return Galley(tuple(spread([line], tone)), tone.leading, rise_of(tone), tone.grey, measure)
        for number, part in enumerate(parts, start=1):
            phrase = self.tokenizer.phrase(part, tone, measure)
            broken = self._lines(phrase, tone, measure, taken if number == 1 else 0.0, number == len(parts))
            lines += self._at_edge(broken, phrase.base, tone, measure)
        return Galley(tuple(spread(lines, tone)), tone.leading, rise_of(tone), tone.grey, measure)

    def _plain_line(self, spans: Sequence[Span], tone: Tone, room: float) -> Line | None:
        """Words of one manner from left to right that fit on a line, if that is all: no break need be looked for."""
        if len(spans) != 1 or not isinstance(spans[0], Words) or spans[0].style != PLAIN:
            return None
        words = self.tokenizer.plain_words(spans[0].text, tone, self.language)
        runs = [run for word in words for run in word.runs]
        width = sum([word.width for word in words]) * tone.size / 1000
        if not words or width > room or any(run.rise for run in runs):
            return None
        up, down = max([word.ascent for word in words]), max([word.descent if word.ascent else 0.0 for word in words])
        return Line((runs_ink(runs, tone.size),), width, reach=(up * tone.size / 1000, down * tone.size / 1000))

    def aligned(self, spans: Sequence[Span], tone: Tone, measure: float, align: Align) -> Galley:
        """The same, ragged, with each line at one edge of the measure or in its middle."""
        galley = self.galley(spans, replace(tone, justified=False), measure)
        start, end = (1.0, 0.0) if self.tokenizer.is_rightward_in(tone) else (0.0, 1.0)
        share = {Align.START: start, Align.CENTRE: 0.5, Align.END: end}[align]
        return replace(
            galley, lines=tuple(line._replace(indent=share * (measure - line.width)) for line in galley.lines)
        )

    def displayed(self, spans: Sequence[Span], tone: Tone, measure: float, align: Align) -> Galley:
        """A displayed formula; in the middle of its measure, the number of an equation stands at the edge."""
        galley = self.aligned(spans, tone, measure, align)
        if align is not Align.CENTRE:
            return galley
        return replace(galley, lines=tuple(with_tag_at_edge(line, measure) for line in galley.lines))

    def extents(self, spans: Sequence[Span], tone: Tone, measure: float) -> tuple[float, float]:
        """Widths of the longest word and of the longest line of a paragraph that is broken only where asked for."""
        lines = [self.tokenizer.phrase(part, tone, measure).tokens for part in _parted(spans)]
        longest = max((_widest_part(token) for line in lines for token in line), default=0.0)
        return longest, max(_natural(line) for line in lines)

    @property
    def fonts(self) -> FontSet:
        return self.tokenizer.fonts

    def _at_edge(self, lines: list[Line], base: int | None, tone: Tone, measure: float) -> list[Line]:
        """Lines that begin at the right: at the measure's edge, on pages from left to right where the longest does."""
        is_rightward = self.tokenizer.is_rightward_in(tone)
        if not base and not is_rightward:
            return lines
        is_full = is_rightward or (tone.justified and len(lines) > 1)
        edge = measure if is_full else max(line.width for line in lines)
        return [line._replace(indent=edge - line.width) for line in lines]

    def _lines(self, phrase: Phrase, tone: Tone, measure: float, taken: float, is_last: bool) -> list[Line]:
        """The lines of a paragraph, or of what stands before a line break in it; an empty one is a blank line."""
        tokens = phrase.tokens
        if not tokens:
            return [Line((), 0.0)]
        space = self.fonts.word(" ", Look(tone.family, tone.bold, tone.italic)).width * tone.size / 1000
        natural = _natural(tokens)
        if natural + taken <= measure:
            return [self._ink(tokens, phrase.base, _Setting(0.0, natural, not is_last))]
        if tone.justified:
            is_elastic = any(opening.is_elastic for token in tokens for opening in token.openings)
            glue = Glue(space * STRETCH, 0.0 if is_elastic else space * SHRINK)
            attempts = [(glue, TOLERANCE), (glue._replace(rag=EMERGENCY * measure), INFINITE)]
        else:
            glue = Glue(0.0, 0.0, RAG * measure)
            attempts = [(glue, INFINITE)]
        breaks, cuts = self._breaks(tokens, measure, taken, tone.justified)
        for tried, tolerance in attempts:
            chosen = best_breaks(breaks, measure, tried, tolerance)
            if chosen is not None:
                return list(self._set_lines(_Broken(phrase, taken, breaks, cuts, chosen), measure, glue, is_last))
        if taken:  # no word fits into what is left of the first line
            return self._lines(phrase, tone, measure - taken, 0.0, is_last)
        raise _too_narrow(tokens, measure)

    def _breaks(
        self, tokens: list[Token], measure: float, taken: float, hyphenate: bool
    ) -> tuple[list[Break], list[Cut]]:
        """Breaks of a paragraph whose first line begins with a width that is taken, which is as good as at its end."""
        breaks: list[Break] = []
        cuts: list[Cut] = []
        x, spaces = taken, 0
        for index, token in enumerate(tokens):
            elastic = token.elastic_places
            names_slot = any(following.has_slot for following in tokens[index : index + 2])
            for character, width, penalty, hyphen in self._inner_breaks(token, measure, hyphenate and not names_slot):
                end, start = spaces + bisect_left(elastic, character), spaces + bisect_right(elastic, character)
                breaks.append(Break(x + width + hyphen, x + width, end, start, penalty, hyphen > 0))
                cuts.append(Cut(index, character, hyphen > 0))
            x, spaces = x + token.width, spaces + len(elastic)
            breaks.append(Break(x, x + token.space.width, spaces, spaces + 1))
            cuts.append(Cut(index))
            x, spaces = x + token.space.width, spaces + 1
        return breaks, cuts

    def _inner_breaks(self, token: Token, measure: float, hyphenate: bool) -> Iterator[tuple[int, float, float, float]]:
        """Character, width before it, penalty, width of the hyphen, for each break inside a word.

        Where a formula breaks, a space is dropped: the hyphen is as much less than nothing.
        """
        text = token.text
        if _widest_part(token) > measure:
            if (flaw := Flaw(FlawKind.OVERLONG_WORD, text)) not in self.flaws:
                self.flaws.append(flaw)
            for place, width in _forced_places(token, measure):
                yield place, width, FORCED_PENALTY, 0.0
            return
        places = {match.start(): (DASH_PENALTY, 0.0) for match in AFTER_DASH.finditer(text)}
        places |= {opening.place: (opening.penalty, self._hyphen(token, opening)) for opening in token.openings}
        places |= {place: (RELATION_PENALTY, -space) for place, space in _formula_places(token)}
        if hyphenate and len(text) > 5 and token.segments[0].manner.look.family != "mono":
            for place, manner in self._hyphenation(token):
                hyphen = self.fonts.soft_hyphen(manner.look).width * manner.size / 1000
                places.setdefault(place, (HYPHEN_PENALTY, hyphen))
        for place in sorted(places):
            penalty, hyphen = places[place]
            yield place, token.width_before(place), penalty, hyphen

    def _hyphen(self, token: Token, opening: Opening) -> float:
        """The width of the hyphen at the end of a line that breaks at an opening."""
        manner = token.segments[0].manner
        return self.fonts.soft_hyphen(manner.look).width * manner.size / 1000 if opening.is_hyphenated else 0.0

    def _hyphenation(self, token: Token) -> Iterator[tuple[int, Manner]]:
        offset = 0
        for segment in token.segments:
            for match in WORD.finditer(segment.text):
                if match[0][1:].islower():
                    for place in hyphen_places(match[0], segment.manner.look.language or self.language):
                        yield offset + match.start() + place, segment.manner
            offset += len(segment.text)

    def _set_lines(self, broken: _Broken, measure: float, glue: Glue, is_last: bool) -> Iterator[Line]:
        phrase, taken, breaks, cuts, chosen = broken
        for before, place in pairwise((-1, *chosen)):
            start = 0.0 if before < 0 else breaks[before].start
            spaces_before = 0 if before < 0 else breaks[before].spaces_start
            at = breaks[place]
            natural, spaces = at.end - start, at.spaces_end - spaces_before
            ratio = line_ratio(natural, spaces, measure, glue, final=place == len(breaks) - 1)
            more = ratio * (glue.stretch if ratio > 0 else glue.shrink)
            words = self._line_words(phrase.tokens, cuts[before] if before >= 0 else None, cuts[place])
            if more and is_uneven(1 + more / words[0].space.width):
                self.flaws.append(Flaw(FlawKind.UNEVEN_LINE, " ".join(word.text for word in words)))
            swallowed = cuts[place].character is None and not (is_last and place == len(breaks) - 1)
            width = natural + spaces * more - (taken if before < 0 else 0.0)
            yield self._ink(words, phrase.base, _Setting(more, width, swallowed))

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
                segments.append(self.tokenizer.part(segment, low, high))
            offset += length
        if hyphen:
            manner = segments[-1].manner
            segments.append(Segment("", manner, self.fonts.soft_hyphen(manner.look)))
        inside = (opening for opening in token.openings if start < opening.place < end)
        opened = tuple(opening._replace(place=opening.place - start) for opening in inside)
        return Token(tuple(segments), sum(s.width for s in segments), token.space, opened)

    def _ink(self, words: list[Token], base: int | None, setting: _Setting) -> Line:
        """The line's ink; a swallowed space stands past its end."""
        items = [item for token in words for item in self._items(token, setting.more)]
        space = items.pop().segment
        start = 0.0
        if setting.is_swallowed:
            items.append(Item(replace(space, level=base or 0), space.width))
            start = -space.width if base else 0.0
        placed = spots(items, base, start)
        ink = plain_ink_of(placed, self.language) if base is None else ink_of(placed, base, self.fonts)
        bars = Bars()
        for left, segment, width in placed[: len(items) - setting.is_swallowed]:
            bars.add(segment, left, width)
        return Line(ink, setting.width, bars=bars.drawn(), reach=reach_of(placed))

    def _items(self, token: Token, more: float) -> Iterator[Item]:
        """The segments of a word and the space behind it, cut where white space is added inside."""
        elastic = token.elastic_places if more and token.openings else ()
        if not elastic:
            yield from [Item(segment, segment.width) for segment in token.segments]
            yield Item(token.space, token.space.width + more)
            return
        offset = 0
        for segment in token.segments:
            end = offset + len(segment.text)
            cuts = [place - offset for place in elastic if offset < place < end]
            for low, high in pairwise([0, *cuts, end - offset]):
                part = self.tokenizer.part(segment, low, high)
                yield Item(part, part.width + (more if offset + high in elastic else 0.0))
            offset = end
        yield Item(token.space, token.space.width + more)


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
    """Of what stands between the places where it may break."""
    places = sorted({*(place for place, _ in _formula_places(token)), *(opening.place for opening in token.openings)})
    return max(b - a for a, b in pairwise([0.0, *map(token.width_before, places), token.width]))


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
    places = [(place, token.width_before(place)) for place in graphemes(token.text)]
    if len(places) <= MOST_FORCED:
        yield from places
        return
    start = 0.0
    for (place, width), (_, beyond) in pairwise([*places, (len(token.text), token.width)]):
        if beyond - start > FORCED_FILL * measure:
            yield place, width
            start = width
