"""Font subsets in, font objects out: ready bytes that every document of a kind embeds unchanged.

Each font is a Type0 font (ISO 32000-1, 9.7), whose codes of one byte or two a character map leads to CIDs.
Fonts of TrueType outlines share one such map, by which every code has a CID of its own, and a second map leads from
those to glyphs; a compact font (CFF) has no second map, and a character map of its own, since its CIDs are its glyphs.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from examgen.model.pages import CODE_SPACES, Subset

FIXED_PITCH, SERIF, SYMBOLIC, ITALIC, FORCE_BOLD = 1, 2, 4, 64, 1 << 18
CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
"""
CID_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /Codes def
/CMapType 1 def
"""
CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
BEFORE_TWO = (CODE_SPACES[1][0][0] << 8) - CODE_SPACES[1][0][0]
"""The CIDs of two bytes go on where those of one byte end."""

SHARED = 1
"""Object number of the character map that fonts share."""

IDENTITY = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
CMAP_SECTION = 100
"""Most entries that one section of a map may hold (Adobe Technical Note 5014)."""


def font_objects(subsets: Mapping[str, Subset]) -> tuple[list[bytes], bytes]:
    """Bodies of all fonts of a document kind, the first object's number being 1; and the dictionary that names them."""
    codes = [code for subset in subsets.values() if subset.is_outlined for code in subset.codes]
    bodies = [_character_map(_shared_entries(max(codes)), b"cidrange")] if codes else []
    names: list[bytes] = []
    for resource, subset in subsets.items():
        names.append(b"/%b %d 0 R" % (resource.encode(), len(bodies) + 1))
        bodies += _font(subset, len(bodies) + 1)
    return bodies, b"<<%b>>" % b"".join(names)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A deflated stream object's body; level 9, because it is made once."""
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), entries, packed)


def _font(subset: Subset, number: int) -> list[bytes]:
    """Six objects: font, descendant, descriptor, program, the map that leads to glyphs, the map to text."""
    name, own = subset.name.encode(), number + 4
    codes = tuple(zip(subset.codes, subset.glyphs, subset.widths, strict=True))[1:]
    if subset.is_outlined:
        suffix, encoding, kind = b"", SHARED, b"/CIDFontType2/CIDToGIDMap %d 0 R" % own
        program = stream(subset.program, b"/Length1 %d" % len(subset.program))
        to_glyphs = stream(_to_glyphs({_cid(code): glyph for code, glyph, _ in codes}))
        widths = {_cid(code): width for code, _, width in codes}
    else:
        suffix, encoding, kind = b"-Codes", own, b"/CIDFontType0"
        program = stream(subset.program, b"/Subtype/OpenType")
        to_glyphs = _character_map([b"%b %d" % (_hex(code), glyph) for code, glyph, _ in codes], b"cidchar")
        widths = {glyph: width for _, glyph, width in codes}
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%b%b/Encoding %d 0 R/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, suffix, encoding, number + 1, number + 5),
        b"<</Type/Font/Subtype%b/BaseFont/%b/CIDSystemInfo%b/FontDescriptor %d 0 R/DW 0/W[%b]>>"
        % (kind, name, IDENTITY, number + 2, _lists(widths)),
        _descriptor(subset, number + 3),
        program,
        to_glyphs,
        stream(_to_unicode(subset)),
    ]


def _lists(widths: Mapping[int, float]) -> bytes:
    """The widths of CIDs, those that follow each other in one list (ISO 32000-1, 9.7.4.3)."""
    parts = [b"%b%g" % (b" " if cid - 1 in widths else b"]%d[" % cid, width) for cid, width in sorted(widths.items())]
    return b"".join((*parts, b"]"))[1:]


def _descriptor(subset: Subset, program: int) -> bytes:
    flags = SYMBOLIC + FIXED_PITCH * subset.is_fixed + SERIF * subset.is_serif
    flags += ITALIC * (subset.italic_angle != 0) + FORCE_BOLD * subset.is_bold
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%g %g %g %g]/ItalicAngle %g"
        b"/Ascent %g/Descent %g/CapHeight %g/StemV %d/FontFile%d %d 0 R>>"
        % (
            subset.name.encode(), flags, *subset.bbox, subset.italic_angle,
            subset.ascent, subset.descent, subset.cap_height, 140 if subset.is_bold else 80,
            2 if subset.is_outlined else 3, program,
        )
    )  # fmt: skip


def _cid(code: bytes) -> int:
    """The CID of a code in a font of outlines.

    That of one byte is the byte: poppler takes what has the CID 32 for what word spacing widens.
    """
    return int.from_bytes(code, "big") - (BEFORE_TWO if len(code) == 2 else 0)


def _shared_entries(highest: bytes) -> list[bytes]:
    """Code → CID up to a code; the codes of a range differ in their last byte alone."""
    (first, last), (low, high) = CODE_SPACES
    leads = range(low[0], highest[0] + 1) if len(highest) == 2 else ()
    rows = [(bytes((lead, low[1])), bytes((lead, high[1]))) for lead in leads]
    return [b"%b %b %d" % (_hex(start), _hex(end), _cid(start)) for start, end in ((first, last), *rows)]


def _to_glyphs(glyphs: Mapping[int, int]) -> bytes:
    """CID → glyph (ISO 32000-1, 9.7.4.3)."""
    return b"".join(glyphs.get(cid, 0).to_bytes(2, "big") for cid in range(max(glyphs, default=0) + 1))


def _character_map(entries: Sequence[bytes], kind: bytes) -> bytes:
    """A stream that leads from codes to CIDs (ISO 32000-1, 9.7.5.4)."""
    return stream(_map(CID_HEAD, entries, kind), b"/Type/CMap/CMapName/Codes/CIDSystemInfo" + IDENTITY)


def _to_unicode(subset: Subset) -> bytes:
    pairs = zip(subset.codes, subset.texts, strict=True)
    return _map(CMAP_HEAD, [b"%b %b" % (_hex(code), _hex(_utf16(text))) for code, text in pairs if code], b"bfchar")


def _map(head: bytes, entries: Sequence[bytes], kind: bytes) -> bytes:
    spaces = [b"%b %b" % (_hex(first), _hex(last)) for first, last in CODE_SPACES]
    return b"".join((head, *_sections(spaces, b"codespacerange"), *_sections(entries, kind), CMAP_FOOT))


def _hex(code: bytes) -> bytes:
    return b"<%b>" % code.hex().upper().encode()


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


def _sections(entries: Sequence[bytes], kind: bytes) -> Iterator[bytes]:
    for start in range(0, len(entries), CMAP_SECTION):
        part = entries[start : start + CMAP_SECTION]
        yield b"%d begin%b\n%b\nend%b\n" % (len(part), kind, b"\n".join(part), kind)
