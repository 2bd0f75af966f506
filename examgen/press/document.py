"""Object bodies in, a PDF file out: ReportLab's document with its per-object formatting replaced.

Fonts, pages and structure come as ready bytes; only the catalogue, the information and the trailer
pass through ReportLab, whose formatting costs microseconds for each of some hundred objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFString, PDFTrailer

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


Dictionary: TypeAlias = PDFDictionary


class ReadyDocument(PDFDocument):  # type: ignore[misc]
    """A document of bodies numbered from 1; the last two are catalogue and information."""

    def __init__(self, bodies: Sequence[bytes], catalog: PDFDictionary, info: PDFDictionary, name: bytes) -> None:
        """``name`` tells this file from all others (the file identifier, ISO 32000-1, 14.4)."""
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self._name = name
        self._bodies, self._catalog_entries, self._info_entries = bodies, catalog, info

    def format(self) -> bytes:
        """The whole file."""
        own = [self._catalog_entries.format(self), self._info_entries.format(self)]
        objects = [
            b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate([*self._bodies, *own], start=1)
        ]
        offsets = list(accumulate(map(len, objects), initial=len(HEADER)))
        table = b"".join([b"%010d 00000 n \n" % offset for offset in offsets[:-1]])
        body = b"".join(objects)
        xref = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(offsets), table)
        return b"".join((HEADER, body, xref, self._trailer(offsets[-1], len(objects))))

    def _trailer(self, start: int, count: int) -> bytes:
        name = self._name.hex()
        trailer = PDFTrailer(
            startxref=start, Size=count + 1, Root=f"{count - 1} 0 R", Info=f"{count} 0 R", ID=f"[<{name}><{name}>]"
        )
        return bytes(trailer.format(self))


def dictionary(entries: dict[str, object]) -> PDFDictionary:
    """A ReportLab dictionary from names to raw values or `PDFString`s."""
    return PDFDictionary(entries)


def text_string(text: str) -> PDFString:
    """A text string (ISO 32000-1, 7.9.2.2)."""
    return PDFString(text)
