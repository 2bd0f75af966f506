"""A finished file in; an `AuditError` where a font is not embedded whole, or a glyph is not the one its text says.

The readers of text trust the file's ToUnicode maps; this holds them against the outlines that are drawn:
a code's text, looked up in the font's own character map, must give the glyph that the code draws.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from examgen.audit.character_map import BrokenFont, character_map, glyph_count
from examgen.audit.codes import codes_of
from examgen.audit.ink import resource_fonts
from examgen.audit.pdf_file import PdfFile

SOFT_HYPHEN, HYPHEN = "\u00ad", "-"
EXTRA_GLYPH = "\u200b"
"""Text of the later glyphs of a character that several glyphs show."""

DOTLESS = {"ı": "i", "ȷ": "j"}
"""Drawn under an accent."""


def audit_fonts(path: Path) -> None:
    """Prove all fonts of a file, which are those of its kind."""
    file = PdfFile(path)
    resources = {file.referred(page, b"Resources") for page in file.pages()}
    for number in {font for resource in resources for font in resource_fonts(file, resource).values()}:
        try:
            _prove_font(file, number)
        except BrokenFont as error:
            raise file.broken(f"font object {number}: {error}") from error


def _prove_font(file: PdfFile, number: int) -> None:
    font = file.body(number)
    descendant = file.body(file.referred(font, b"DescendantFonts"))
    program = file.stream(file.referred(file.body(file.referred(descendant, b"FontDescriptor")), b"FontFile2"))
    places = file.stream(file.referred(descendant, b"CIDToGIDMap"))
    glyphs = [int.from_bytes(places[at : at + 2], "big") for at in range(0, len(places), 2)]
    texts = codes_of(file.stream(file.referred(font, b"ToUnicode"))).texts
    if sorted(texts) != list(range(1, len(glyphs))) or max(glyphs) >= glyph_count(program):
        raise BrokenFont("its codes, their texts and its glyphs do not fit each other")
    characters = defaultdict(set)
    for code_point, glyph in character_map(program).items():
        characters[glyph].add(chr(code_point))
    for code, text in texts.items():
        if not _fits(text, characters[glyphs[code]]):
            drawn = " or ".join(sorted(characters[glyphs[code]]))
            raise BrokenFont(f"code {code} says “{text}”, but draws “{drawn}”")


def _fits(text: str, drawn: Collection[str]) -> bool:
    """Whether a glyph that is drawn for these characters may show the text.

    Where a font's own rules put another glyph in a character's place (ligatures, joined and small forms),
    that glyph mostly has no character of its own, and nothing can be said against it.
    """
    if not drawn or text == EXTRA_GLYPH:
        return True
    if text == SOFT_HYPHEN:
        return HYPHEN in drawn
    return any(_shows(character, text) for character in drawn)


def _shows(character: str, text: str) -> bool:
    """Whether a character stands for a text, or for the first glyph of a text that is drawn in parts."""
    parts = unicodedata.normalize("NFC", text) + unicodedata.normalize("NFD", text)
    whole = unicodedata.normalize("NFKC", character) == unicodedata.normalize("NFKC", text)
    bare = DOTLESS.get(character, character) in parts
    mirrored = len(text) == 1 and bool(unicodedata.mirrored(text)) and bool(unicodedata.mirrored(character))
    return whole or bare or mirrored
