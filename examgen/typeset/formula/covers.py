"""What lies over, under, around or across a part: accents, bars, braces, long arrows, frames and strokes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examgen.typeset.formula.boxes import Box, Style, ink_bounds, overlay, polygon, rule, widened
from examgen.typeset.formula.glyphs import attachment, constant, extents, glyph_of, sign_box, wider, widest_within
from examgen.typeset.formula.nodes import Limits, Node, Sign
from examgen.typeset.formula.scripts import with_limits
from examgen.typeset.formula.symbols import Kind

BRACE_GAP = 100.0
ARROW_EDGE = 300.0
"""Arrow on either side of what stands above it."""

ARROW_LEAST = 1400.0
FRAME_GAP, FRAME_LINE = 300.0, 45.0
STROKE_LINE, STROKE_REACH = 50.0, 60.0


@dataclass(frozen=True)
class Accent(Node):
    """A part with an accent over it."""

    character: str
    body: Node
    is_wide: bool = False
    """Whether the accent grows with the part."""

    def set(self, style: Style) -> Box:
        body = self.body.set(style.cramped())
        scale = style.scale
        accent = widest_within(self.character, body.width, scale) if self.is_wide else sign_box(self.character, scale)
        left, _, right, top = (side * scale for side in extents(accent.glyph))
        rise = max(0.0, body.ascent - constant("ACCENT_BASE_HEIGHT") * scale)
        held = attachment(accent.glyph) * scale if not self.is_wide else (left + right) / 2
        x = _top(body, scale) - held
        cover = overlay(body.width, (0, 0, body), (x, rise, accent))
        return replace(cover, ascent=max(body.ascent, top + rise), glyph=body.glyph, slant=body.slant)


def _top(body: Box, scale: float) -> float:
    """Where an accent stands over a box."""
    if body.glyph and (found := attachment(body.glyph)):
        return found * scale
    return (body.width + (body.slant or 0.0)) / 2


@dataclass(frozen=True)
class Bar(Node):
    """A rule along the whole of a part."""

    body: Node
    is_below: bool = False

    def set(self, style: Style) -> Box:
        body = self.body.set(style if self.is_below else style.cramped())
        thickness = constant("OVERBAR_RULE_THICKNESS") * style.scale
        gap = constant("OVERBAR_VERTICAL_GAP") * style.scale
        y = -body.descent - gap - thickness if self.is_below else body.ascent + gap
        return overlay(body.width, (0, 0, body), (0, y, rule(body.width, thickness)))


@dataclass(frozen=True)
class Brace(Node):
    """A brace or an arrow along the whole of a part; scripts stand at it as limits."""

    character: str
    body: Node
    is_below: bool = False
    kind: Kind | None = Kind.OPERATOR
    limits: Limits = Limits.ALWAYS

    def set(self, style: Style) -> Box:
        body = self.body.set(style if self.is_below else style.cramped())
        sign = wider(self.character, body.width, style.scale)
        left, bottom, right, top = ink_bounds(sign)
        width = max(body.width, right - left)
        gap = BRACE_GAP * style.scale
        y = -body.descent - gap - top if self.is_below else body.ascent + gap - bottom
        sign = replace(sign, ascent=top, descent=-bottom)
        return overlay(width, (0, 0, widened(body, width)), ((width - right + left) / 2 - left, y, sign))


@dataclass(frozen=True)
class Arrow(Node):
    """An arrow as long as what stands above and below it."""

    signs: str
    """One sign, or an upper and a lower one."""

    above: Node
    below: Node | None = None
    kind: Kind | None = Kind.RELATION

    def set(self, style: Style) -> Box:
        above, scale = self.above.set(style.superscript()), style.scale
        below = self.below.set(style.subscript()) if self.below else None
        label = max(above.width, below.width if below else 0.0)
        length = max(ARROW_LEAST * scale, label + 2 * ARROW_EDGE * scale)
        arrow = self._shaft(length, scale)
        return with_limits(arrow, above if above.inks else None, below if below and below.inks else None, style)

    def _shaft(self, length: float, scale: float) -> Box:
        if self.signs == "=":
            return _long_equals(length, scale)
        shafts = [wider(sign, length, scale) for sign in self.signs]
        if len(shafts) == 1:
            return shafts[0]
        width = max(shaft.width for shaft in shafts)
        apart = zip(shafts, _HARPOONS if self.signs[0] in "⇀↼" else _ARROWS, strict=True)
        return overlay(width, *((0, rise * scale, widened(shaft, width)) for shaft, rise in apart))


def _long_equals(length: float, scale: float) -> Box:
    """Two rules where the sign has its own, which the font does not lengthen."""
    _, bottom, _, top = extents(glyph_of("="))
    thickness = constant("FRACTION_RULE_THICKNESS")
    line = rule(length, thickness * scale)
    return overlay(length, (0.0, bottom * scale, line), (0.0, (top - thickness) * scale, line))


_HARPOONS = (80.0, -80.0)
_ARROWS = (180.0, -180.0)


@dataclass(frozen=True)
class Frame(Node):
    """``\\boxed``."""

    body: Node

    def set(self, style: Style) -> Box:
        body, gap, line = self.body.set(style), FRAME_GAP * style.scale, FRAME_LINE * style.scale
        width, height = body.width + 2 * gap, body.height + 2 * gap
        foot = -body.descent - gap
        beam, post = rule(width, line), rule(line, height)
        corners = ((0.0, foot, beam), (0.0, foot + height - line, beam), (0.0, foot, post), (width - line, foot, post))
        return overlay(width, (gap, 0, body), *corners)


@dataclass(frozen=True)
class Strike(Node):
    """``\\cancel`` and the like: strokes from corner to corner."""

    body: Node
    rises: bool
    falls: bool

    def set(self, style: Style) -> Box:
        body, reach = self.body.set(style), STROKE_REACH * style.scale
        left, right = -reach, body.width + reach
        bottom, top = -body.descent - reach, body.ascent + reach
        strokes = []
        if self.rises:
            strokes.append(_stroke((left, bottom), (right, top), STROKE_LINE * style.scale))
        if self.falls:
            strokes.append(_stroke((left, top), (right, bottom), STROKE_LINE * style.scale))
        struck = overlay(body.width, (0, 0, body), *((0, 0, stroke) for stroke in strokes))
        return replace(struck, ascent=max(0.0, top), descent=max(0.0, -bottom))


@dataclass(frozen=True)
class Overlaid(Node):
    """A sign with another one over it, for a relation that has no negated form of its own."""

    base: Sign
    cover: str

    @property
    def kind(self) -> Kind | None:  # type: ignore[override]
        return self.base.kind

    def set(self, style: Style) -> Box:
        base, cover = self.base.set(style), sign_box(self.cover, style.scale)
        left, _, right, _ = extents(cover.glyph)
        return overlay(base.width, (0, 0, base), (base.width / 2 - (left + right) / 2 * style.scale, 0, cover))


def _stroke(start: tuple[float, float], end: tuple[float, float], width: float) -> Box:
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
    return polygon(((x0 - dx, y0 + dy), (x1 - dx, y1 + dy), (x1 + dx, y1 - dy), (x0 + dx, y0 - dy)))
