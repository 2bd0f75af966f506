"""Words in, glyph ink out: HarfBuzz shapes, and each pair of drawing and text gets a code of its own.

Because a code stands for what is drawn *and* the characters it shows, a ligature, a letter with its marks or a
line-end hyphen extracts as it should without further markup (ISO 32000-1, 9.10.3).
Codes are given in order of first use, those of one byte first; a closed set refuses new ones.
A code that does not move the pen is one font's alone: pdfium passes over a code shown twice at a place, in any font.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, groupby, product
from typing import NamedTuple

import uharfbuzz as hb

from examgen.errors import TypesetError
from examgen.model.pages import CODE_SPACES, SPACE_CODE, Subset
from examgen.typeset.bidi import paragraph_level
from examgen.typeset.composites import Part
from examgen.typeset.fonts import SOFT_HYPHEN, Face, Look
from examgen.typeset.shelf import Shelf
from examgen.typeset.subset import Code, subset_of, width_of

EXTRA_GLYPH = "\u200b"
"""Text of the second and later glyphs that show one character together, in fonts where they cannot be composed."""

BARRED = frozenset(b"()\\\r\n" + SPACE_CODE)
"""Bytes that no code holds: in strings they would need an escape, or be taken for the space."""

FEATURES = {"mono": {"liga": False, "calt": False, "kern": False}}
"""Code must not show ligatures that its author did not type."""

MISSING = Code((Part(0),), 0, "")


class Run(NamedTuple):
    """Glyphs of one font at one rise; ``inner`` is what stands between the brackets of a TJ array's strings."""

    font: bytes
    rise: float
    """1/1000 em above the baseline."""

    inner: bytes
    width: float
    """1/1000 em."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word, ready to be inked at any size; lengths are 1/1000 em."""

    runs: tuple[Run, ...]
    """In reading order, also where the glyphs of each stand from left to right against it."""

    width: float
    stops: tuple[float, ...]
    """Advance before each character, and after the last, in reading order."""

    ascent: float = 0.0
    """How far the letters of a font that is not shipped reach above the baseline, and below it."""

    descent: float = 0.0
    is_rightward: bool = False
    """Whether it is read from right to left."""

    @property
    def is_space(self) -> bool:
        """Whether it is a plain space, which word spacing widens."""
        return len(self.runs) == 1 and self.runs[0].inner == SPACE_CODE


def _all_codes() -> Iterator[bytes]:
    """All codes but the space's."""
    for first, last in CODE_SPACES:
        for code in product(*(range(low, high + 1) for low, high in zip(first, last, strict=True))):
            if BARRED.isdisjoint(code):
                yield bytes(code)


@dataclass(slots=True)
class _Codes:
    """The codes of one face within a font set."""

    resource: bytes
    is_outlined: bool
    """Whether its space has the code that word spacing widens; the glyphs of a compact font are its CIDs, and to
    poppler word spacing widens the one whose CID is 32, whatever it shows."""

    shown: dict[Code, bytes] = field(default_factory=lambda: {MISSING: b""})
    """Each code as it stands in a string, in order of first use."""

    _unused: Iterator[bytes] = field(default_factory=_all_codes)

    def add(self, code: Code, barred: Container[bytes] = frozenset()) -> bytes:
        """Give what is drawn and said the next code that is not barred, or the space's."""
        is_space = self.is_outlined and code.text == " " and SPACE_CODE not in self.shown.values()
        shown = SPACE_CODE if is_space else next((one for one in self._unused if one not in barred), None)
        if shown is None:
            raise TypesetError(
                f"one font would have to show more than {len(self.shown) - 1:,} different signs",
                remedy="select fewer questions",
            )
        self.shown[code] = shown
        return shown


class FontSet:
    """The fonts of one document kind, growing until they are closed."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf or Shelf()
        self._codes: dict[Face, _Codes] = {}
        self._words: dict[tuple[str, Look, bool], Shaped] = {}
        self._still: set[bytes] = set()
        """The codes that do not move the pen."""

        self._closed: dict[str, Subset] | None = None

    def word(self, text: str, look: Look, rightward: bool = False) -> Shaped:
        """Shape a word (or any text without line ends) that runs one way; each wording is shaped once."""
        shaped = self._words.get((text, look, rightward))
        if shaped is None:
            shaped = self._words[text, look, rightward] = self._shape(text, look, rightward)
        return shaped

    def label(self, text: str, look: Look) -> Shaped:
        """Shape a word that stands by itself, the way its letters run."""
        return self.word(text, look, paragraph_level(text, is_rightward=False) == 1)

    def soft_hyphen(self, look: Look) -> Shaped:
        """A hyphen that extracts as U+00AD."""
        return self.word(SOFT_HYPHEN, look)

    def close(self) -> dict[str, Subset]:
        """Subset the fonts to what was shaped; afterwards only known glyphs can be set."""
        if self._closed is None:
            self._closed = {
                codes.resource.decode(): subset_of(face, codes.shown) for face, codes in self._codes.items()
            }
        return self._closed

    @property
    def found(self) -> dict[str, str]:
        """The fonts of the computer that were used, each with its edition."""
        return {face.name: face.edition for face in self._codes if not face.is_shipped}

    def _shape(self, text: str, look: Look, rightward: bool) -> Shaped:
        runs: list[Run] = []
        stops = [0.0]
        heights = [(0.0, 0.0)]
        for face, part in self.shelf.parts(text, look):
            language = self.shelf.language_of(look)
            clusters = _clusters(face, part, FEATURES.get(look.family, {}), language, rightward)
            runs += self._runs(face, clusters, rightward)
            if not face.is_shipped:
                heights += [_heights(face, cluster) for cluster in clusters]
            stops += _stops(part, clusters, stops[-1], face.scale)
        ascents, descents = zip(*heights, strict=True)
        return Shaped(tuple(runs), stops[-1], tuple(stops), max(ascents), max(descents), rightward)

    def _runs(self, face: Face, clusters: Sequence[_Cluster], rightward: bool) -> list[Run]:
        """Ink of glyphs from left to right; what a code says stands the way it is drawn, as PDF readers expect."""
        codes = self._codes_of(face)
        runs: list[Run] = []
        for rise, glyphs in groupby(_glyphs(face, clusters, rightward), key=lambda glyph: glyph.rise):
            inner: list[bytes] = []
            width = 0.0
            for code, advance, shift, _ in glyphs:
                before, after = -round(shift), round(width_of(face, code.advance) - advance + shift)
                shown = self._shown(codes, code, is_still=not advance)
                inner += (b")%d(" % before, shown) if before else (shown,)
                if after:
                    inner.append(b")%d(" % after)
                width += advance
            runs.append(Run(codes.resource, rise, b"".join(inner), width))
        return runs[::-1] if rightward else runs

    def _codes_of(self, face: Face) -> _Codes:
        if face not in self._codes:
            self._codes[face] = _Codes(b"F%d" % (len(self._codes) + 1), face.is_outlined)
        return self._codes[face]

    def _shown(self, codes: _Codes, code: Code, *, is_still: bool) -> bytes:
        """A code as it stands in a string."""
        shown = codes.shown.get(code)
        if shown is not None:
            return shown
        if self._closed is not None:
            raise TypesetError(
                f"“{code.text}” is printed on some variants only, but all variants share their fonts",
                remedy="let the template print the same words, numbers apart, for every variant",
            )
        shown = codes.add(code, self._given() if is_still else self._still)
        if is_still:
            self._still.add(shown)
        return shown

    def _given(self) -> set[bytes]:
        """All codes that any font has."""
        return {shown for codes in self._codes.values() for shown in codes.shown.values()}


class _Glyph(NamedTuple):
    """What is drawn with one code; lengths are 1/1000 em."""

    code: Code
    advance: float
    shift: float
    rise: float = 0.0


class _Cluster(NamedTuple):
    """Glyphs that show some characters together, in font units."""

    start: int
    """The first of its characters."""

    text: str
    parts: tuple[Part, ...]
    advances: tuple[int, ...]


def _clusters(face: Face, text: str, features: dict[str, bool], language: str, rightward: bool) -> list[_Cluster]:
    """The glyphs of a text from left to right, with the characters that they show."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.language = language
    buffer.add_codepoints([ord("-" if character == SOFT_HYPHEN else character) for character in text])
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rightward else "ltr"
    hb.shape(face.hb_font, buffer, features)
    infos, positions = buffer.glyph_infos or (), buffer.glyph_positions or ()
    if [info.cluster for info in infos] == [*range(len(text))]:  # mostly each character has its glyph, in order
        return [
            _Cluster(place, text[place], (Part(info.codepoint, at.x_offset, at.y_offset),), (at.x_advance,))
            for place, (info, at) in enumerate(zip(infos, positions, strict=True))
        ]
    shaped = zip(infos, positions, strict=True)
    grouped = [(start, list(group)) for start, group in groupby(shaped, key=lambda glyph: glyph[0].cluster)]
    if not grouped:
        return []
    starts = sorted(start for start, _ in grouped)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    # What is invisible has no glyph: it goes with what stands before it, and at the beginning with what follows.
    first = {starts[0]: 0}
    return [
        _Cluster(first.get(start, start), text[first.get(start, start) : ends[start]], *_parts(group))
        for start, group in grouped
    ]


def _parts(group: Sequence[tuple[hb.GlyphInfo, hb.GlyphPosition]]) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    """Glyphs at their places from the first one's origin, and their advances."""
    if len(group) == 1:
        ((info, position),) = group
        return (Part(info.codepoint, position.x_offset, position.y_offset),), (position.x_advance,)
    advances = tuple(position.x_advance for _, position in group)
    pens = accumulate(advances, initial=0)
    parts = (
        Part(info.codepoint, pen + position.x_offset, position.y_offset)
        for (info, position), pen in zip(group, pens, strict=False)
    )
    return tuple(parts), advances


def _glyphs(face: Face, clusters: Sequence[_Cluster], rightward: bool) -> Iterator[_Glyph]:
    """What is drawn for each cluster: a glyph, or several composed, or one after the other where that cannot be."""
    scale = face.scale
    for _, text, parts, advances in clusters:
        said = text[::-1] if rightward else text
        if len(parts) == 1 and parts[0].y == 0:
            glyph, shift, _ = parts[0]
            yield _Glyph(_code(face, glyph, said), advances[0] * scale, shift * scale)
        elif face.is_outlined:
            yield _Glyph(Code(parts, sum(advances), said), sum(advances) * scale, 0.0)
        else:
            pens = accumulate(advances, initial=0)
            for place, (part, advance, pen) in enumerate(zip(parts, advances, pens, strict=False)):
                code = _code(face, part.glyph, EXTRA_GLYPH if place else said)
                yield _Glyph(code, advance * scale, (part.x - pen) * scale, part.y * scale)


@cache
def _code(face: Face, glyph: int, said: str) -> Code:
    """The code of a single glyph."""
    return Code((Part(glyph),), face.hb_font.get_glyph_h_advance(glyph), said)


def _stops(text: str, clusters: Sequence[_Cluster], start: float, scale: float) -> list[float]:
    """Where each character of a text ends, in reading order; those of a cluster share its advance."""
    shares = [0.0] * len(text)
    for first, said, _, advances in clusters:
        if len(said) == 1:
            shares[first] = advances[0] * scale if len(advances) == 1 else sum(advances) * scale
        else:
            shares[first : first + len(said)] = [sum(advances) * scale / len(said)] * len(said)
    return list(accumulate(shares, initial=start))[1:]


def _heights(face: Face, cluster: _Cluster) -> tuple[float, float]:
    """How far a cluster reaches above the baseline and below it, in 1/1000 em."""
    found = [(face.hb_font.get_glyph_extents(part.glyph), part.y) for part in cluster.parts]
    tops = [(extents.y_bearing + y) * face.scale for extents, y in found if extents]
    bottoms = [-(extents.y_bearing + extents.height + y) * face.scale for extents, y in found if extents]
    return max(tops, default=0.0), max(bottoms, default=0.0)
