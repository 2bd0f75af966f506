"""Letters in, outlines out: the font that stands for the one asked for, shaped and drawn by HarfBuzz.

The fonts that a drawing names are seldom those of the machine that prints it: serif, sans and mono stand for them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import uharfbuzz as hb

from examgen.typeset.fonts import Face, Look
from examgen.typeset.picture import PictureError
from examgen.typeset.shelf import Shelf
from examgen.typeset.svg.cascade import ITALIC, Style
from examgen.typeset.svg.path import Path, Segment, raised

MONO = ("mono", "courier", "consol", "typewriter", "menlo", "monaco", "code")
SERIF = (
    "times", "roman", "georgia", "garamond", "cambria", "palatino", "gentium", "charter", "bookman", "century", "song",
    "computer modern", "latin modern", "cmr", "cmu", "libertin", "stix", "termes", "minion", "baskerville", "caslon",
)  # fmt: skip
"""Parts of the names of families of each kind; a name that holds none of them is taken for a sans."""

BOLD = 600
WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}


class Glyph(NamedTuple):
    """An outline at its place; lengths in ems, y upwards."""

    path: Path
    x: float
    y: float
    letters: int
    """How many letters stand before it."""


class Shaped(NamedTuple):
    """Letters as they are drawn."""

    glyphs: tuple[Glyph, ...]
    advance: float
    """In ems."""


def look_of(style: Style) -> Look:
    """The cut that stands for a style's font."""
    weight = style.get("font-weight", "normal")
    number = WEIGHTS.get(weight) or (float(weight) if weight.isdigit() else 400)
    is_italic = style.get("font-style", "normal").startswith(ITALIC)
    return Look(_family(style.get("font-family", "serif")), number >= BOLD, is_italic)


def _family(names: str) -> str:
    for name in (part.strip(" '\"").lower() for part in names.split(",")):
        if any(part in name for part in MONO):
            return "mono"
        if "sans" in name:
            return "sans"
        if name == "serif" or name.endswith(" serif") or any(part in name for part in SERIF):
            return "serif"
        if name:
            return "sans"
    return "serif"


def shape(text: str, look: Look, has_ligatures: bool, shelf: Shelf) -> Shaped:
    """Draw a text from the fonts that have its letters."""
    if missing := shelf.lacks(text):
        name = unicodedata.name(missing[0], "unnamed").lower()
        raise PictureError(f"no font has its “{missing[0]}” (U+{ord(missing[0]):04X} {name}); turn text into paths")
    glyphs: list[Glyph] = []
    x, before = 0.0, 0
    for face, part in shelf.parts(text, look):
        scale = face.scale / 1000
        for info, position in _positions(face, part, has_ligatures, shelf.language_of(look)):
            path = glyph_path(face, info.codepoint)
            place = x + position.x_offset * scale, position.y_offset * scale
            glyphs.append(Glyph(path, *place, before + info.cluster))
            x += position.x_advance * scale
        before += len(part)
    return Shaped(tuple(glyphs), x)


def _positions(
    face: Face, text: str, has_ligatures: bool, language: str
) -> list[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in text])
    buffer.language = language
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, {} if has_ligatures else {"liga": False, "clig": False})
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))


@cache
def glyph_path(face: Face, glyph: int) -> Path:
    """A glyph's outline in ems, y upwards."""
    pen = _Pen(face.scale / 1000)
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.segments)


class _Pen:
    """Takes down what HarfBuzz draws, with the method names that it wants."""

    def __init__(self, scale: float) -> None:
        self.segments: list[Segment] = []
        self._scale = scale
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        numbers = raised(self._at, control, end)
        self._add("c", numbers[0:2], numbers[2:4], end)

    def closePath(self) -> None:
        self.segments.append(Segment("h"))

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self._at = points[-1]
        self.segments.append(Segment(operator, tuple(number * self._scale for point in points for number in point)))
