"""A finished file in; an `AuditError` where pdfium reads what a code says otherwise than `codes` does.

Lines that pdfium would put in another order are proved by stand-ins, whose texts are looked up in the file's maps as
`codes` reads them.
So where texts run from right to left, the outside library reads these maps here: each code stands once, by itself, on a
page that in memory takes the place of the file's first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from examgen.audit.both_ways import RIGHTWARD, letters_of
from examgen.audit.codes import codes_of
from examgen.audit.ink import resource_fonts
from examgen.audit.pdf_file import PdfFile
from examgen.audit.pdfium import opened
from examgen.audit.reading import squeezed

LINE = 4
"""From code to code, in sizes of the font: each is a line of its own."""

FRACTION_SLASH = "\u2044"
LONE = "\ufffd"
"""Stands for half a character."""

HYPHENS = str.maketrans("", "", "-\x02\ufffe")
"""pdfium takes any that ends a line for a soft one."""


def prove_maps(path: Path) -> None:
    """Prove the maps of all fonts on the first page of a file, if any of its texts runs from right to left."""
    file = PdfFile(path)
    page = file.pages()[0]
    fonts = resource_fonts(file, file.referred(page, b"Resources"))
    maps = {
        name: codes_of(file.stream(file.referred(file.body(font), b"ToUnicode"))).texts for name, font in fonts.items()
    }
    said = [(name, code, text) for name, texts in maps.items() for code, text in texts.items()]
    if not any(RIGHTWARD.search(text) for _, _, text in said):
        return
    lines = zip(said, count(step=LINE), strict=False)
    shown = [b"BT/%b 1 Tf 1 0 0 1 0 %d Tm(%b)Tj ET" % (name, y, code) for (name, code, _), y in lines]
    data = file.updated({file.referred(page, b"Contents"): b"\n".join(shown)})
    for (name, code, text), read in zip(said, _read(path, data), strict=True):
        if read and _is_settled(text) and _compared(_paired(read)) != _compared(text):
            raise file.broken(f"code {code.hex().upper()} of font {name.decode()} says “{text}”, pdfium reads “{read}”")


def _read(path: Path, data: bytes) -> Iterator[str]:
    """What pdfium reads of each code; nothing of one that does not move the pen."""
    with closing(opened(path, data)) as pages:
        page, textpage = next(pages)
        yield from letters_of(page, textpage)


def _is_settled(text: str) -> bool:
    """Whether pdfium shows a text as it is, or takes it apart by known rules; signs of no direction it turns over."""
    return not any(unicodedata.bidirectional(sign) == "ON" for sign in text)


def _compared(text: str) -> list[str]:
    """The signs of a text in no order, which pdfium settles for itself, simple ones in the place of composed ones."""
    parts = unicodedata.normalize("NFKD", squeezed(text.translate(HYPHENS)))
    return sorted(parts.replace(FRACTION_SLASH, "/").replace(" ", ""))


def _paired(read: str) -> str:
    """What was read unit by unit of UTF-16; units, too, pdfium turns round."""
    found = read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    turned = read[::-1].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return min(found, turned, key=lambda text: text.count(LONE))
