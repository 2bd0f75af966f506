"""Characters in, boxes out: the outlines, measures and larger forms that the formula font has.

The MATH table is OpenType's (https://learn.microsoft.com/typography/opentype/spec/math).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import ceil

import uharfbuzz as hb

from examgen.typeset.fonts import Face, Look, face
from examgen.typeset.formula.alphabets import Alphabet, styled
from examgen.typeset.formula.boxes import EMPTY, Bounds, Box, Ink, Style, beside, overlay
from examgen.typeset.formula.outlines import outline
from examgen.typeset.formula.tokens import FormulaError
from examgen.typeset.scripts import HOME, free_font, home_of

FACE = "STIXTwoMath-Regular"
VERTICAL, HORIZONTAL = "ttb", "ltr"
TEXT_CUTS = {Alphabet.BOLD: (True, False), Alphabet.ITALIC: (False, True), Alphabet.BOLD_ITALIC: (True, True)}

_OVERRIDES = {
    "FRACTION_NUMERATOR_SHIFT_UP": 394.0, "FRACTION_DENOMINATOR_SHIFT_DOWN": 345.0,
    "RADICAL_DEGREE_BOTTOM_RAISE_PERCENT": 62.0,
}  # fmt: skip
"""The font's 585 push the lines of a paragraph apart, these are Computer Modern's; at its 55 degrees touch the root."""


@cache
def constant(name: str) -> float:
    """A measure of the MATH table in 1/1000 em, or a percentage."""
    return _OVERRIDES.get(name) or float(_font().get_math_constant(hb.OTMathConstant[name]))


def axis(scale: float) -> float:
    """The height of fraction bars and minus signs, on which tall signs are centred."""
    return constant("AXIS_HEIGHT") * scale


def has_sign(character: str) -> bool:
    """Whether the font shows a character; what it has for private use and for controls is none."""
    return unicodedata.category(character)[0] != "C" and ord(character) in face(FACE).coverage


@cache
def glyph_of(character: str, feature: str = "") -> int:
    """The glyph for a character of a formula, in the form that a feature of the font gives it."""
    if not has_sign(character):
        raise _missing(character)
    if not feature:
        return int(_font().get_nominal_glyph(ord(character)))
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    hb.shape(_font(), buffer, {feature: True})
    return int(buffer.glyph_infos[0].codepoint)


def _missing(character: str) -> FormulaError:
    name = unicodedata.name(character, "unnamed").lower()
    hint = "write it in other characters" if home_of(character) == HOME else free_font(character)
    return FormulaError(f"no font has “{character}” (U+{ord(character):04X} {name})", hint)


@cache
def extents(glyph: int) -> Bounds:
    found = _font().get_glyph_extents(glyph)
    return found.x_bearing, found.y_bearing + found.height, found.x_bearing + found.width, found.y_bearing


@cache
def italics(glyph: int) -> float:
    return float(_font().get_math_glyph_italics_correction(glyph))


def attachment(glyph: int) -> float:
    """Where an accent stands over a glyph, or where an accent itself is held."""
    return float(_font().get_math_glyph_top_accent_attachment(glyph))


@cache
def kern(glyph: int, corner: str, height: float) -> float:
    """How far a script at this height moves towards a glyph (negative) or away."""
    return float(_font().get_math_glyph_kerning(glyph, hb.OTMathKern[corner], round(height)))


@cache
def glyph_box(glyph: int, scale: float) -> Box:
    _, bottom, _, top = extents(glyph)
    width = _font().get_glyph_h_advance(glyph) * scale
    ink = Ink(0, 0, scale, outline(face(FACE), glyph), extents(glyph))
    return Box(width, max(0.0, top * scale), max(0.0, -bottom * scale), (ink,), glyph)


def sign_box(character: str, scale: float, feature: str = "") -> Box:
    return glyph_box(glyph_of(character, feature), scale)


@cache
def taller(character: str, height: float, scale: float) -> Box:
    """The smallest form of a sign that is at least so high, else the highest, centred on the axis."""
    glyph = glyph_of(character)
    box = _larger(glyph, height / scale, VERTICAL, scale)
    return overlay(box.width, (0, axis(scale) - (box.ascent - box.descent) / 2, box))


@cache
def wider(character: str, width: float, scale: float) -> Box:
    """The smallest form of a sign that is at least so wide, else the widest."""
    return _larger(glyph_of(character), width / scale, HORIZONTAL, scale)


@cache
def widest_within(character: str, width: float, scale: float) -> Box:
    """The widest form of an accent that is no wider than asked, else its smallest."""
    glyph = glyph_of(character)
    fitting = [v.glyph for v in _font().get_math_glyph_variants(glyph, HORIZONTAL) if v.advance * scale <= width]
    return glyph_box(fitting[-1] if fitting else glyph, scale)


def _larger(glyph: int, length: float, direction: str, scale: float) -> Box:
    """The first form of the font that is so long, else one put together from parts."""
    forms = [(v.glyph, v.advance) for v in _font().get_math_glyph_variants(glyph, direction)]
    if not forms and direction == HORIZONTAL:
        forms = [(glyph, _font().get_glyph_h_advance(glyph))]
    enough = next((form for form, advance in forms if advance >= length), None)
    parts = _font().get_math_glyph_assembly(glyph, direction)[0]
    if enough is not None or not parts:
        return glyph_box(enough if enough is not None else forms[-1][0] if forms else glyph, scale)
    return _assembled(parts, length, direction, scale)


def _assembled(parts: Sequence[hb.OTMathGlyphPart], length: float, direction: str, scale: float) -> Box:
    """Parts joined with so many repeats, and such overlaps, as make the length."""
    least = _font().get_math_min_connector_overlap(direction)
    fixed, repeated = (_reach(_chain(parts, repeats), least) for repeats in (0, 1))
    repeats = max(0, ceil((length - fixed) / (repeated - fixed))) if repeated > fixed else 0
    chain = _chain(parts, repeats)
    room = [max(0, min(a.end_connector_length, b.start_connector_length) - least) for a, b in pairwise(chain)]
    share = min(1.0, max(0.0, _reach(chain, least) - length) / sum(room)) if sum(room) else 0.0
    at, placed = 0.0, []
    for part, extra in zip(chain, [*room, 0], strict=True):
        placed.append((at, part.glyph))
        at += part.full_advance - least - extra * share
    return _joined(placed, (at + least) * scale, direction, scale)


def _reach(chain: Sequence[hb.OTMathGlyphPart], least: float) -> float:
    """The length of parts that overlap as little as they may."""
    return float(sum(part.full_advance for part in chain) - least * (len(chain) - 1))


def _chain(parts: Sequence[hb.OTMathGlyphPart], repeats: int) -> list[hb.OTMathGlyphPart]:
    return [p for p in parts for _ in range(repeats if p.flags & hb.OTMathGlyphPartFlags.EXTENDER else 1)]


def _joined(placed: list[tuple[float, int]], length: float, direction: str, scale: float) -> Box:
    boxes = [(at * scale, glyph_box(glyph, scale), extents(glyph)) for at, glyph in placed]
    if direction == HORIZONTAL:
        return overlay(length, *((at, 0, box) for at, box, _ in boxes))
    width = max(box.width for _, box, _ in boxes)
    ink = overlay(width, *((0, at - bottom * scale, box) for at, box, (_, bottom, _, _) in boxes))
    return Box(width, length, 0, ink.inks)


def text_box(text: str, alphabet: Alphabet, style: Style) -> Box:
    """Words in the formula font; in the fonts of the text where that lacks a character of them."""
    if not text:
        return EMPTY
    drawn = "".join(styled(character, alphabet) for character in text)
    if all(has_sign(character) for character in drawn):
        return _shaped(face(FACE), drawn, style.scale)
    if missing := style.shelf.lacks(text):
        raise _missing(missing[0])
    parts = style.shelf.parts(text, Look("serif", *TEXT_CUTS.get(alphabet, (False, False))))
    return beside(_shaped(font, part, style.scale) for font, part in parts)


def _shaped(font: Face, text: str, scale: float) -> Box:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font.hb_font, buffer, {"kern": True})
    size, x, inks = font.scale * scale, 0.0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found = font.hb_font.get_glyph_extents(info.codepoint)
        bounds = (found.x_bearing, found.y_bearing + found.height, found.x_bearing + found.width, found.y_bearing)
        place = ((x + position.x_offset) * size, position.y_offset * size)
        inks.append(Ink(*place, size, outline(font, info.codepoint), bounds))
        x += position.x_advance
    tops = [ink.y + ink.bounds[3] * size for ink in inks]
    bottoms = [-ink.y - ink.bounds[1] * size for ink in inks]
    return Box(x * size, max((0.0, *tops)), max((0.0, *bottoms)), tuple(ink for ink in inks if ink.path))


def _font() -> hb.Font:
    return face(FACE).hb_font
