"""Fractions, roots and fences (The TeXbook, Appendix G, rules 11, 15 and 19)."""

from __future__ import annotations

from dataclasses import dataclass

from examgen.typeset.formula.boxes import EMPTY, Box, Style, beside, overlay, rule, widened
from examgen.typeset.formula.glyphs import axis, constant, taller
from examgen.typeset.formula.nodes import Node
from examgen.typeset.formula.symbols import Kind

EDGE = 120.0
"""Space at the sides of a fraction, and in the place of a fence that is not drawn."""

FENCE_SHARE, FENCE_SHORTFALL = 0.901, 500.0
"""A fence covers this much of what it holds, or falls short by no more than this."""


@dataclass(frozen=True)
class Fraction(Node):
    top: Node
    bottom: Node
    has_bar: bool = True

    def set(self, style: Style) -> Box:
        top, bottom = self.top.set(style.numerator()), self.bottom.set(style.denominator())
        width = max(top.width, bottom.width)
        top, bottom = widened(top, width), widened(bottom, width)
        up, down = (_around_bar if self.has_bar else _stacked)(top, bottom, style)
        placed = [(EDGE * style.scale, up, top), (EDGE * style.scale, -down, bottom)]
        if self.has_bar:
            thickness = constant("FRACTION_RULE_THICKNESS") * style.scale
            placed.append((EDGE * style.scale, axis(style.scale) - thickness / 2, rule(width, thickness)))
        return overlay(width + 2 * EDGE * style.scale, *placed)


def _around_bar(top: Box, bottom: Box, style: Style) -> tuple[float, float]:
    shift, gap = ("DISPLAY_STYLE_SHIFT", "DISPLAY_STYLE_GAP_MIN") if style.is_display else ("SHIFT", "GAP_MIN")
    above = "FRACTION_NUM_" if style.is_display else "FRACTION_NUMERATOR_"
    below = "FRACTION_DENOM_" if style.is_display else "FRACTION_DENOMINATOR_"
    scale, half = style.scale, constant("FRACTION_RULE_THICKNESS") / 2
    clear_up = (constant(above + gap) + constant("AXIS_HEIGHT") + half) * scale + top.descent
    clear_down = (constant(below + gap) - constant("AXIS_HEIGHT") + half) * scale + bottom.ascent
    up = max(constant(f"FRACTION_NUMERATOR_{shift}_UP") * scale, clear_up)
    return up, max(constant(f"FRACTION_DENOMINATOR_{shift}_DOWN") * scale, clear_down)


def _stacked(top: Box, bottom: Box, style: Style) -> tuple[float, float]:
    display = "DISPLAY_STYLE_" if style.is_display else ""
    up = constant(f"STACK_TOP_{display}SHIFT_UP") * style.scale
    down = constant(f"STACK_BOTTOM_{display}SHIFT_DOWN") * style.scale
    lacking = constant(f"STACK_{display}GAP_MIN") * style.scale - (up - top.descent) + (bottom.ascent - down)
    return up + max(0.0, lacking / 2), down + max(0.0, lacking / 2)


@dataclass(frozen=True)
class Root(Node):
    body: Node
    degree: Node | None = None

    def set(self, style: Style) -> Box:
        body, scale = self.body.set(style.cramped()), style.scale
        gap = constant("RADICAL_DISPLAY_STYLE_VERTICAL_GAP" if style.is_display else "RADICAL_VERTICAL_GAP") * scale
        thickness = constant("RADICAL_RULE_THICKNESS") * scale
        sign = taller("√", body.height + gap + thickness, scale)
        gap += max(0.0, sign.height - body.height - gap - thickness) / 2
        top = body.ascent + gap + thickness
        sign_rise = top - sign.ascent
        bar = rule(body.width, thickness)
        placed = [(0.0, sign_rise, sign), (sign.width, top - thickness, bar), (sign.width, 0.0, body)]
        root = overlay(sign.width + body.width, *placed)
        root = Box(root.width, root.ascent + thickness, root.descent, root.inks)
        return self._with_degree(root, sign_rise - sign.descent, sign.height, style) if self.degree else root

    def _with_degree(self, root: Box, foot: float, height: float, style: Style) -> Box:
        assert self.degree
        degree = self.degree.set(style.uncramped(3))
        before = constant("RADICAL_KERN_BEFORE_DEGREE") * style.scale
        after = constant("RADICAL_KERN_AFTER_DEGREE") * style.scale
        rise = foot + height * constant("RADICAL_DEGREE_BOTTOM_RAISE_PERCENT") / 100 + degree.descent
        x = max(0.0, before + degree.width + after)
        return overlay(x + root.width, (x - after - degree.width, rise, degree), (x, 0, root))


@dataclass(frozen=True)
class Fence(Node):
    """``\\left`` … ``\\middle`` … ``\\right``: signs as tall as what they hold; an empty sign is not drawn."""

    signs: tuple[str, ...]
    """One more than the parts."""

    parts: tuple[Node, ...]
    kind: Kind | None = Kind.INNER

    def set(self, style: Style) -> Box:
        parts = [part.set(style) for part in self.parts]
        middle = axis(style.scale)
        reach = max(0.0, *(max(part.ascent - middle, part.descent + middle) for part in parts))
        height = max(2 * reach * FENCE_SHARE, 2 * reach - FENCE_SHORTFALL * style.scale)
        signs = [fence_sign(sign, height, style) for sign in self.signs]
        pairs = zip(signs, [*parts, EMPTY], strict=True)
        return beside(box for pair in pairs for box in pair)


@dataclass(frozen=True)
class BigSign(Node):
    """``\\big(`` and the like: a sign of a height of its own."""

    sign: str
    height: float
    kind: Kind | None

    def set(self, style: Style) -> Box:
        return fence_sign(self.sign, self.height * style.scale, style)


def fence_sign(sign: str, height: float, style: Style) -> Box:
    return taller(sign, height, style.scale) if sign else Box(EDGE * style.scale)
