"""Font subsets in, font objects out: ready bytes that every document of a kind embeds unchanged.

Each font is a Type0 font (ISO 32000-1, 9.7). Codes of TrueType outlines are CIDs, and a map leads from those to
glyphs; a compact font (CFF) has no such map, and a character map of its own leads from codes to CIDs, its glyphs.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from examgen.model.pages import Subset

FIXED_PITCH, SERIF, SYMBOLIC, ITALIC, FORCE_BOLD = 1, 2, 4, 64, 1 << 18
CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
CID_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def
/CMapName /Codes def
/CMapType 1 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
IDENTITY = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
CMAP_SECTION = 100
"""Most entries that one section of a map may hold (Adobe Technical Note 5014)."""


def font_objects(subsets: Mapping[str, Subset]) -> tuple[list[bytes], bytes]:
    """Bodies of all fonts of a document kind, the first object's number being 1; and the dictionary that names them."""
    bodies: list[bytes] = []
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
    """Six objects: font, descendant, descriptor, program, the map from codes to glyphs, the map to text."""
    name, to_unicode = subset.name.encode(), stream(_to_unicode(subset))
    if subset.is_outlined:
        widths = b"1[%b]" % b" ".join(b"%g" % width for width in subset.widths[1:])
        encoding, kind = b"/Encoding/Identity-H", b"/CIDFontType2/CIDToGIDMap %d 0 R" % (number + 4)
        program = stream(subset.program, b"/Length1 %d" % len(subset.program))
        to_glyphs = stream(b"".join(glyph.to_bytes(2, "big") for glyph in subset.glyphs))
    else:
        of_glyphs = sorted(set(zip(subset.glyphs[1:], subset.widths[1:], strict=True)))
        widths = b" ".join(b"%d[%g]" % pair for pair in of_glyphs)
        encoding, kind = b"-Codes/Encoding %d 0 R" % (number + 4), b"/CIDFontType0"
        program = stream(subset.program, b"/Subtype/OpenType")
        to_glyphs = stream(_to_cids(subset), b"/Type/CMap/CMapName/Codes/CIDSystemInfo" + IDENTITY)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%b%b/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, encoding, number + 1, number + 5),
        b"<</Type/Font/Subtype%b/BaseFont/%b/CIDSystemInfo%b/FontDescriptor %d 0 R/DW 0/W[%b]>>"
        % (kind, name, IDENTITY, number + 2, widths),
        _descriptor(subset, number + 3),
        program,
        to_glyphs,
        to_unicode,
    ]


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


def _to_cids(subset: Subset) -> bytes:
    """The map from codes to glyphs (ISO 32000-1, 9.7.5.4)."""
    entries = [b"<%04X> %d" % (code, glyph) for code, glyph in enumerate(subset.glyphs)]
    return CID_HEAD + b"".join(_sections(entries, b"cidchar")) + CMAP_FOOT


def _to_unicode(subset: Subset) -> bytes:
    entries = [
        b"<%04X> <%b>" % (code, text.encode("utf-16-be").hex().upper().encode())
        for code, text in enumerate(subset.texts)
        if code
    ]
    return CMAP_HEAD + b"".join(_sections(entries, b"bfchar")) + CMAP_FOOT


def _sections(entries: Sequence[bytes], kind: bytes) -> Iterator[bytes]:
    for start in range(0, len(entries), CMAP_SECTION):
        part = entries[start : start + CMAP_SECTION]
        yield b"%d begin%b\n%b\nend%b\n" % (len(part), kind, b"\n".join(part), kind)
