"""Font subsets in, font objects out: ready bytes that every document of a kind embeds unchanged.

Each font is a Type0 font over a CIDFontType2 descendant with Identity-H encoding (ISO 32000-1, 9.7).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

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
CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
CMAP_SECTION = 100
"""Most entries that one bfchar section may hold (Adobe Technical Note 5014)."""


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
    name = subset.name.encode()
    widths = b" ".join(b"%g" % width for width in subset.widths[1:])
    to_glyphs = b"".join(glyph.to_bytes(2, "big") for glyph in subset.glyphs)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, number + 1, number + 5),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/DW 0/W[1[%b]]/CIDToGIDMap %d 0 R>>" % (name, number + 2, widths, number + 4),
        _descriptor(subset, number + 3),
        stream(subset.program, b"/Length1 %d" % len(subset.program)),
        stream(to_glyphs),
        stream(_to_unicode(subset)),
    ]


def _descriptor(subset: Subset, program: int) -> bytes:
    flags = SYMBOLIC + FIXED_PITCH * subset.is_fixed + SERIF * subset.is_serif
    flags += ITALIC * (subset.italic_angle != 0) + FORCE_BOLD * subset.is_bold
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%g %g %g %g]/ItalicAngle %g"
        b"/Ascent %g/Descent %g/CapHeight %g/StemV %d/FontFile2 %d 0 R>>"
        % (
            subset.name.encode(), flags, *subset.bbox, subset.italic_angle,
            subset.ascent, subset.descent, subset.cap_height, 140 if subset.is_bold else 80, program,
        )
    )  # fmt: skip


def _to_unicode(subset: Subset) -> bytes:
    entries = [
        b"<%04X> <%b>" % (code, text.encode("utf-16-be").hex().upper().encode())
        for code, text in enumerate(subset.texts)
        if code
    ]
    sections = [
        b"%d beginbfchar\n%b\nendbfchar\n" % (len(part), b"\n".join(part))
        for start in range(0, len(entries), CMAP_SECTION)
        if (part := entries[start : start + CMAP_SECTION])
    ]
    return CMAP_HEAD + b"".join(sections) + CMAP_FOOT
