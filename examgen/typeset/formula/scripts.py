"""Scripts, limits, primes, and what stands above and below something (The TeXbook, Appendix G, rules 13 and 18)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examgen.typeset.formula.boxes import Box, Style, beside, overlay, raised, widened
from examgen.typeset.formula.glyphs import constant, extents, kern, sign_box
from examgen.typeset.formula.nodes import LargeSign, Limits, Node, Row, Sign
from examgen.typeset.formula.symbols import Kind

SLACK = 10.0
"""The font's steps of kerning lie a hair below the tops of subscripts that they are meant for."""

_PRIMES = ("", "′", "″", "‴", "⁗")


@dataclass(frozen=True)
class Scripts(Node):
    """A part with a subscript, a superscript, primes, or limits."""

    base: Node
    below: Node | None = None
    above: Node | None = None
    primes: int = 0
    limits: Limits = Limits.NEVER

    @property
    def kind(self) -> Kind | None:  # type: ignore[override]
        return self.base.kind or Kind.ORDINARY

    def set(self, style: Style) -> Box:
        above = self._above(style)
        below = self.below.set(style.subscript()) if self.below else None
        if self.limits is Limits.ALWAYS or (self.limits is Limits.DISPLAYED and style.is_display):
            return with_limits(self.base.set(style), above, below, style, self._lean(style))
        return self._beside(above, below, style)

    def _lean(self, style: Style) -> float:
        return self.base.lean(style) if isinstance(self.base, LargeSign) else 0.0

    def _above(self, style: Style) -> Box | None:
        script = self.above.set(style.superscript()) if self.above else None
        if not self.primes:
            return script
        signs = [_PRIMES[4]] * (self.primes // 4) + [_PRIMES[self.primes % 4]] * (self.primes % 4 > 0)
        primes = [sign_box(sign, style.scale) for sign in signs]
        # The font's primes are as high as they should stand; the shift of a superscript is taken back.
        drop = constant("SUPERSCRIPT_SHIFT_UP") * style.scale
        foot = extents(primes[0].glyph)[1] * style.scale
        lowered = replace(raised(beside(primes), -drop), descent=drop - foot)
        return beside([lowered, script]) if script else lowered

    def _beside(self, above: Box | None, below: Box | None, style: Style) -> Box:
        base = self.base.set(style)
        up, down = _shifts(base, above, below, style)
        placed = [(0.0, 0.0, base)]
        if above:
            kerned = _kern(base, above, up, "TOP_RIGHT", style)
            placed.append((base.width + (base.slant or 0.0) + kerned, up, above))
        if below:
            kerned = _kern(base, below, -down, "BOTTOM_RIGHT", style) - self._lean(style)
            placed.append((base.width + kerned, -down, below))
        width = max(x + box.width for x, _, box in placed) + constant("SPACE_AFTER_SCRIPT") * style.scale
        return overlay(width, *placed)


@dataclass(frozen=True)
class Prescript(Node):
    """A part with scripts on its left, flush with it: ``\\prescript{14}{6}{C}``."""

    above: Node
    below: Node
    base: Node

    @property
    def kind(self) -> Kind | None:  # type: ignore[override]
        return self.base.kind

    def set(self, style: Style) -> Box:
        above, below = self.above.set(style.superscript()), self.below.set(style.subscript())
        base = self.base.set(style)
        up, down = _shifts(base, above, below, style)
        width = max(above.width, below.width)
        placed = ((width - above.width, up, above), (width - below.width, -down, below), (width, 0.0, base))
        return overlay(width + base.width, *placed)


@dataclass(frozen=True)
class Stacked(Node):
    """A part with something small above or below it, e.g. ``\\overset``."""

    base: Node
    above: Node | None = None
    below: Node | None = None

    @property
    def kind(self) -> Kind | None:  # type: ignore[override]
        return self.base.kind

    def set(self, style: Style) -> Box:
        above = self.above.set(style.superscript()) if self.above else None
        below = self.below.set(style.subscript()) if self.below else None
        return with_limits(self.base.set(style), above, below, style)


def primes_of(script: Node) -> int:
    """How many primes a superscript is, if it is nothing else: ``^{\\prime\\prime}``."""
    nodes = script.nodes if isinstance(script, Row) else (script,)
    return len(nodes) if all(isinstance(node, Sign) and node.character == "′" for node in nodes) else 0


def with_limits(base: Box, above: Box | None, below: Box | None, style: Style, lean: float = 0) -> Box:
    """A box with others centred above and below it."""
    width = max(box.width for box in (base, above, below) if box)
    placed = [(0.0, 0.0, widened(base, width))]
    if above:
        gap, rise = constant("UPPER_LIMIT_GAP_MIN"), constant("UPPER_LIMIT_BASELINE_RISE_MIN")
        up = base.ascent + max(gap * style.scale + above.descent, rise * style.scale)
        placed.append((lean / 2, up, widened(above, width)))
    if below:
        gap, drop = constant("LOWER_LIMIT_GAP_MIN"), constant("LOWER_LIMIT_BASELINE_DROP_MIN")
        down = base.descent + max(gap * style.scale + below.ascent, drop * style.scale)
        placed.append((-lean / 2, -down, widened(below, width)))
    return overlay(width, *placed)


def _shifts(base: Box, above: Box | None, below: Box | None, style: Style) -> tuple[float, float]:
    """How far a superscript goes up and a subscript down."""
    measure = {name: constant(name) * style.scale for name in _MEASURES}
    up = down = 0.0
    if not base.glyph:
        up = base.ascent - measure["SUPERSCRIPT_BASELINE_DROP_MAX"]
        down = base.descent + measure["SUBSCRIPT_BASELINE_DROP_MIN"]
    if above:
        least = measure["SUPERSCRIPT_SHIFT_UP_CRAMPED" if style.is_cramped else "SUPERSCRIPT_SHIFT_UP"]
        up = max(up, least, above.descent + measure["SUPERSCRIPT_BOTTOM_MIN"])
    if below:
        down = max(down, measure["SUBSCRIPT_SHIFT_DOWN"])
        if not above:
            down = max(down, below.ascent - measure["SUBSCRIPT_TOP_MAX"])
    if above and below:
        lacking = measure["SUB_SUPERSCRIPT_GAP_MIN"] - (up - above.descent) + (below.ascent - down)
        if lacking > 0:
            down += lacking
            rise = min(lacking, measure["SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT"] - (up - above.descent))
            up, down = up + max(0.0, rise), down - max(0.0, rise)
    return up, down


_MEASURES = (
    "SUPERSCRIPT_BASELINE_DROP_MAX", "SUBSCRIPT_BASELINE_DROP_MIN", "SUPERSCRIPT_SHIFT_UP",
    "SUPERSCRIPT_SHIFT_UP_CRAMPED", "SUPERSCRIPT_BOTTOM_MIN", "SUBSCRIPT_SHIFT_DOWN", "SUBSCRIPT_TOP_MAX",
    "SUB_SUPERSCRIPT_GAP_MIN", "SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT",
)  # fmt: skip


def _kern(base: Box, script: Box, shift: float, corner: str, style: Style) -> float:
    """How far a script moves towards a letter, or away, so that neither touches the other at its corners."""
    if not base.glyph:
        return 0.0
    is_above = corner == "TOP_RIGHT"
    heights = (shift - script.descent, base.ascent) if is_above else (shift + script.ascent - SLACK, -base.descent)
    return max(kern(base.glyph, corner, height / style.scale) for height in heights) * style.scale
