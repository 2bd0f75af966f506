"""Fonts in, faces out: each with its coverage and measures; and the chains of those that are shipped."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from examgen.model.text import JOINERS, STEERING
from examgen.typeset.font_files import BOLD, REGULAR, FontFile

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = {"serif": "GentiumBookPlus", "sans": "NotoSans", "mono": "JetBrainsMono"}
FALLBACKS = ("STIXTwoMath-Regular", "NotoSansSymbols2-Regular")
"""Mathematical signs, then other symbols; they have no bold or italic."""

SERIF_NAMES = ("Serif", "Gentium", "STIX", "Naskh", "Mincho", "Ming", "Song", "Batang", "Times", "Book")
"""Parts of the names of families that have serifs, or what corresponds to them."""

SOFT_HYPHEN = "\u00ad"
ACCENTS = tuple(code for code in range(0x10000) if unicodedata.category(chr(code)) == "Sk" or code == 0x37A)
"""What stands by itself though it looks like a mark on a letter, U+037A, a letter by its category, among them."""

KASHIDA = 0x640


class Look(NamedTuple):
    """A cut of a family, for a language."""

    family: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    """BCP 47; empty for that of the document."""


@dataclass(frozen=True, eq=False)
class Face:
    """One font, ready for shaping; compared by identity, since `face_of` opens each once."""

    file: FontFile

    @property
    def name(self) -> str:
        """PostScript name."""
        return self.file.name

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.file.path)), self.file.index)

    @cached_property
    def hb_font(self) -> hb.Font:
        font = hb.Font(self.hb_face)
        if self.file.is_variable:
            font.set_variations({"wght": self.file.weight})
        return font

    @cached_property
    def coverage(self) -> hb.Set:
        """Code points that the font has a glyph for.

        An accent that stands by itself has none where the font would put it on what stands before, and a stroke that
        lengthens words has none where it would not be seen.
        """
        found = self.hb_face.unicodes.copy()
        for code in filter(found.__contains__, ACCENTS):
            glyph = self.hb_font.get_nominal_glyph(code) or 0
            if self.hb_face.get_layout_glyph_class(glyph) is hb.OTLayoutGlyphClass.MARK:
                found.discard(code)
        if KASHIDA in found and not self._reach(KASHIDA):
            found.discard(KASHIDA)
        return found

    def _reach(self, code: int) -> int:
        """How far a character by itself moves the pen, in font units."""
        buffer = hb.Buffer()
        buffer.add_codepoints([code])
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer)
        return sum(position.x_advance for position in buffer.glyph_positions or ())

    @cached_property
    def covers_ascii(self) -> bool:
        """Whether it has a glyph for every letter and sign of ASCII."""
        return self.covers("".join(map(chr, range(0x21, 0x7F))))

    @cached_property
    def scale(self) -> float:
        """Font units to 1/1000 em."""
        return float(1000 / self.hb_face.upem)

    @cached_property
    def is_outlined(self) -> bool:
        """Whether its glyphs are TrueType outlines, else they are those of a compact font (CFF)."""
        return "glyf" in self.hb_face.table_tags

    @cached_property
    def is_shipped(self) -> bool:
        return self.file.path.parent == FOLDER

    @property
    def is_bold(self) -> bool:
        return self.file.weight >= BOLD

    @property
    def is_italic(self) -> bool:
        return self.file.is_italic

    @property
    def is_fixed(self) -> bool:
        return "Mono" in self.file.family

    @property
    def is_serif(self) -> bool:
        return has_serifs(self.file)

    @cached_property
    def edition(self) -> str:
        """What tells this font from others of its name: its version and the beginning of its file's SHA-256."""
        version = self.hb_face.get_name(hb.OTNameIdPredefined.VERSION_STRING) or "?"
        return f"{version} sha256:{sha256(self.file.path.read_bytes()).hexdigest()[:16]}"

    def covers(self, text: str) -> bool:
        """Whether it has a glyph for everything that shows in a text."""
        return all(ord(character) in self.coverage for character in text if not is_blank(character))

    def metric(self, tag: hb.OTMetricsTag) -> float:
        """A measure of the whole font in 1/1000 em."""
        position = self.hb_font.get_metric_position_with_fallback(tag)
        return float(round(position * self.scale, 3))


@cache
def face_of(file: FontFile) -> Face:
    """The face of a font, opened once."""
    return Face(file)


@cache
def face(name: str) -> Face:
    """The shipped face of this name."""
    family, _, cut = name.partition("-")
    weight = BOLD if "Bold" in cut else REGULAR
    return face_of(FontFile(family, name, FOLDER / f"{name}.ttf", 0, weight, "Italic" in cut))


@cache
def chain(family: str, bold: bool, italic: bool) -> tuple[Face, ...]:
    """Shipped faces to try in turn for a character: the family asked for, symbols, then the other families."""
    style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    others = [name for key, name in FAMILIES.items() if key != family]
    names = [f"{FAMILIES[family]}-{style}", *FALLBACKS, *(f"{name}-{style}" for name in others)]
    return tuple(face(name) for name in names)


@cache
def face_for(character: str, family: str, bold: bool, italic: bool) -> Face | None:
    """The first shipped face of the chain that has the character, or ``None``."""
    code = ord(character)
    return next((candidate for candidate in chain(family, bold, italic) if code in candidate.coverage), None)


def is_blank(character: str) -> bool:
    """Whether a character needs no glyph: white space, and what only steers setting."""
    return character.isspace() or character in JOINERS or character in STEERING


def has_serifs(file: FontFile) -> bool:
    """Whether a font's letters have serifs, to go by its name."""
    return any(word in file.family for word in SERIF_NAMES)
