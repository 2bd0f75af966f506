"""A finished file in; an `AuditError` where a font is not embedded whole, or a glyph is not the one its text says.

The readers of text trust the file's ToUnicode maps; this holds them against the outlines that are drawn:
a code's text, looked up in the font's own character map, must give the glyph that the code draws.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path

from examgen.audit.character_map import BrokenFont, character_map, glyph_count, parts_of
from examgen.audit.codes import UnknownCode, code_spaces, codes_of
from examgen.audit.ink import resource_fonts
from examgen.audit.maps import prove_maps
from examgen.audit.pdf_file import PdfFile

SOFT_HYPHEN, HYPHEN = "\u00ad", "-"
EXTRA_GLYPH = "\u200b"
"""Text of the later glyphs of a character that several glyphs show."""

DASHES = {"⸺": "——", "⸻": "———", "―": "—"}
"""Dashes that fonts for Chinese and Japanese draw for others, which look the same there."""

DOTLESS = {"ı": "i", "ȷ": "j"}
"""Drawn under an accent."""

INVISIBLE = re.compile("[\u200c-\u200f\u061c]")
"""Joiners and marks of direction."""

SECTION = re.compile(rb"begincid(?:char|range)\s(.*?)endcid(?:char|range)", re.DOTALL)
ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>(?:\s*<([0-9A-Fa-f]+)>)?\s*(\d+)")
MOST_BYTES = 2
"""Of a code."""


def audit_fonts(path: Path) -> None:
    """Prove all fonts of a file, which are those of its kind."""
    file = PdfFile(path)
    resources = {file.referred(page, b"Resources") for page in file.pages()}
    for number in {font for resource in resources for font in resource_fonts(file, resource).values()}:
        try:
            _prove_font(file, number)
        except (BrokenFont, UnknownCode) as error:
            raise file.broken(f"font object {number}: {error}") from error
    prove_maps(path)


def _prove_font(file: PdfFile, number: int) -> None:
    font = file.body(number)
    descendant = file.body(file.referred(font, b"DescendantFonts"))
    descriptor = file.body(file.referred(descendant, b"FontDescriptor"))
    is_compact = b"/FontFile3" in descriptor
    program = file.stream(file.referred(descriptor, b"FontFile3" if is_compact else b"FontFile2"))
    encoding = file.stream(file.referred(font, b"Encoding"))
    cids, codes = _cids(encoding), codes_of(file.stream(file.referred(font, b"ToUnicode")))
    if code_spaces(encoding) != codes.spaces:
        raise BrokenFont("what draws its codes and what says them part strings in different ways")
    placed = cids if is_compact else _placed(cids, file.stream(file.referred(descendant, b"CIDToGIDMap")))
    glyphs, texts = {code: glyph for code, glyph in placed.items() if glyph}, codes.texts
    if glyphs.keys() != texts.keys() or max(glyphs.values(), default=0) >= glyph_count(program):
        raise BrokenFont("its codes, their texts and its glyphs do not fit each other")
    characters = defaultdict(set)
    for code_point, glyph in character_map(program).items():
        characters[glyph].add(chr(code_point))
    for code, text in texts.items():
        glyph = glyphs[code]
        for part in (glyph,) if characters[glyph] else parts_of(program, glyph):
            if not _fits(text, {c for c in characters[part] if part == glyph or not _is_shared(c)}):
                drawn = " or ".join(sorted(characters[part]))
                raise BrokenFont(f"code {code.hex().upper()} says “{text}”, but draws “{drawn}”")


def _cids(character_map: bytes) -> dict[bytes, int]:
    """Code → CID, which is the glyph in fonts whose program says no other (ISO 32000-1, 9.7.4.2)."""
    found: dict[bytes, int] = {}
    for section in SECTION.findall(character_map):
        for first, last, cid in ENTRY.findall(section):
            start, end = int(first, 16), int(last or first, 16)
            if len(first) > 2 * MOST_BYTES or start >> 8 != end >> 8:
                raise BrokenFont(f"its codes from {first.decode()} to {(last or first).decode()} are no range")
            codes = (code.to_bytes(len(first) // 2, "big") for code in range(start, end + 1))
            found.update(zip(codes, count(int(cid)), strict=False))
    return found


def _placed(cids: Mapping[bytes, int], places: bytes) -> dict[bytes, int]:
    """Code → glyph; none has the number 0."""
    return {code: int.from_bytes(places[2 * cid : 2 * cid + 2], "big") for code, cid in cids.items()}


def _fits(text: str, drawn: Collection[str]) -> bool:
    """Whether a glyph, or a part of one, that is drawn for these characters may show the text.

    Where a font's own rules put another glyph in a character's place (ligatures, joined and small forms),
    that glyph mostly has no character of its own, and nothing can be said against it.
    """
    if not drawn or text == EXTRA_GLYPH:
        return True
    if text == SOFT_HYPHEN:
        return HYPHEN in drawn
    return any(_shows(character, INVISIBLE.sub("", text)) for character in drawn)


def _is_part_of_marks(character: str, parts: str) -> bool:
    """Whether a character is nothing but marks, all of which are among the parts, such as shadda with fatha."""
    marks = unicodedata.normalize("NFKD", character).replace(" ", "")
    return all(unicodedata.combining(mark) and mark in parts for mark in marks)


def _is_shared(character: str) -> bool:
    """Whether a shape may be part of others: vowel signs are, and Arabic letters, where many differ in dots alone."""
    is_letter = unicodedata.category(character).startswith("L")
    return not is_letter or unicodedata.name(character, "").startswith("ARABIC LETTER")


def _shows(character: str, text: str) -> bool:
    """Whether a character stands for a text, in either order, or for a part of it.

    A ligature may be drawn for letters with a vowel sign between them, which is drawn by a glyph of its own.
    """
    if DASHES.get(character) == text:
        return True
    parts = "".join(unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKD"))
    letters = "".join(each for each in text if unicodedata.category(each) != "Mn")
    shown = sorted(unicodedata.normalize("NFKC", character))
    whole = shown in [sorted(unicodedata.normalize("NFKC", said)) for said in (text, letters)]
    bare = DOTLESS.get(character, character) in parts or _is_part_of_marks(character, parts)
    mirrored = len(text) == 1 and bool(unicodedata.mirrored(text)) and bool(unicodedata.mirrored(character))
    return whole or bare or mirrored
