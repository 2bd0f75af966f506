"""A file in, the same out in which each code of its fonts says one letter of its own, which stands in for its text.

pdfium puts the characters of lines that run from right to left in an order of its own, turns brackets and quotation
marks over, and takes signs such as “½” apart.
Where a letter is very wide, as some of Tamil are, it takes two lines for one, and mixes their words.
Stand-ins it leaves as they are, because all of them run from left to right and are built of nothing simpler; and they
are read text object by text object.
What they stand for is in the file's own maps, which `fonts` holds against the glyphs that are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from examgen.audit.codes import KEPT_FONTS, codes_of
from examgen.audit.ink import resource_fonts
from examgen.audit.pdf_file import PdfFile
from examgen.errors import AuditError

LETTERS = tuple(map(chr, chain(range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0x3400, 0x4DC0))))
"""Ideographs and syllables; the fonts of a document share them."""

HEAD = b"""/CIDInit /ProcSet findresource begin
begincmap
/CMapType 2 def
"""
FOOT = b"endcmap\nend"


WIDE = 2000.0
"""1/1000 em; from about 2300 on, pdfium looks for the next word of a line as far away as the next line is."""

WIDTHS = re.compile(rb"/W\[((?:\d+\[[^\[\]]*\])*)\]")
LIST = re.compile(rb"\[([^\[\]]*)\]")


class Disguise(NamedTuple):
    """A file that says stand-ins."""

    data: bytes
    texts: Mapping[str, str]
    """Stand-in → what it stands for."""


def has_wide_letters(path: Path) -> bool:
    """Whether a finished file shows any."""
    file = PdfFile(path)
    fonts = (file.body(file.referred(file.body(font), b"DescendantFonts")) for font in _fonts(file))
    return any(_widest(font) > WIDE for font in fonts)


@lru_cache(maxsize=KEPT_FONTS)
def _widest(font: bytes) -> float:
    """The greatest width in a font's dictionary (ISO 32000-1, 9.7.4.3)."""
    widths = WIDTHS.search(font)
    return max((float(width) for each in LIST.findall(widths[1]) for width in each.split()), default=0) if widths else 0


def _fonts(file: PdfFile) -> list[int]:
    """The numbers of all fonts."""
    resources = {file.referred(page, b"Resources") for page in file.pages()}
    return sorted({font for each in resources for font in resource_fonts(file, each).values()})


def disguised(path: Path) -> Disguise:
    """A finished file with stand-ins for all of its texts."""
    file = PdfFile(path)
    streams: dict[int, bytes] = {}
    texts: dict[str, str] = {}
    for font in _fonts(file):
        number = file.referred(file.body(font), b"ToUnicode")
        streams[number], said = _stand_ins(file.stream(number), len(texts))
        texts |= said
    return Disguise(file.updated(streams), texts)


@lru_cache(maxsize=KEPT_FONTS)
def _stand_ins(to_unicode: bytes, used: int) -> tuple[bytes, Mapping[str, str]]:
    """A map from a font's codes to stand-ins, of which so many are used already, and what these stand for."""
    codes = codes_of(to_unicode)
    if used + len(codes.texts) > len(LETTERS):
        raise AuditError(f"the fonts of a document show more than {len(LETTERS):,} different signs")
    pairs = dict(zip(codes.texts, LETTERS[used:], strict=False))
    spaces = [b"<%b> <%b>" % (_hex(first), _hex(last)) for first, last in codes.spaces]
    entries = [b"<%b> <%b>" % (_hex(code), _hex(letter.encode("utf-16-be"))) for code, letter in pairs.items()]
    return (
        b"%b%b%b%b" % (HEAD, _section(spaces, b"codespacerange"), _section(entries, b"bfchar"), FOOT),
        {letter: codes.texts[code] for code, letter in pairs.items()},
    )


def _section(entries: list[bytes], kind: bytes) -> bytes:
    return b"%d begin%b\n%b\nend%b\n" % (len(entries), kind, b"\n".join(entries), kind)


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode()
