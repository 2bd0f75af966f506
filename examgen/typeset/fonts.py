"""Font files in, faces out: each with its coverage and measures, in chains that cover a text.

The shipped fonts are read from this package; nothing is looked for elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = {"serif": "GentiumBookPlus", "sans": "NotoSans", "mono": "JetBrainsMono"}
FALLBACKS = ("STIXTwoMath-Regular", "NotoSansSymbols2-Regular")
"""Mathematical signs, then other symbols; they have no bold or italic."""


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, ready for shaping; compared by identity, since `face` opens each file once."""

    name: str
    """File name without ending, which is also the PostScript name."""

    program: bytes

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(self.program)

    @cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points that the font has a glyph for."""
        return frozenset(self.hb_face.unicodes)

    @cached_property
    def scale(self) -> float:
        """Font units to 1/1000 em."""
        return float(1000 / self.hb_face.upem)

    @property
    def is_bold(self) -> bool:
        return "Bold" in self.name

    @property
    def is_italic(self) -> bool:
        return "Italic" in self.name

    @property
    def is_fixed(self) -> bool:
        return "Mono" in self.name

    def metric(self, tag: hb.OTMetricsTag) -> float:
        """A measure of the whole font in 1/1000 em."""
        position = self.hb_font.get_metric_position_with_fallback(tag)
        return float(round(position * self.scale, 3))


@cache
def face(name: str) -> Face:
    """The shipped face of this name."""
    return Face(name, (FOLDER / f"{name}.ttf").read_bytes())


@cache
def chain(family: str, bold: bool, italic: bool) -> tuple[Face, ...]:
    """Faces to try in turn for a character: the family asked for, symbols, then the other families."""
    style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    others = [name for key, name in FAMILIES.items() if key != family]
    names = [f"{FAMILIES[family]}-{style}", *FALLBACKS, *(f"{name}-{style}" for name in others)]
    return tuple(face(name) for name in names)


@cache
def face_for(character: str, family: str, bold: bool, italic: bool) -> Face | None:
    """The first face of the chain that has the character, or ``None``."""
    code = ord(character)
    return next((candidate for candidate in chain(family, bold, italic) if code in candidate.coverage), None)


@cache
def is_covered(character: str) -> bool:
    """Whether any shipped face has the character."""
    return face_for(character, "serif", False, False) is not None
