"""Object bodies in, a PDF file out: ReportLab's document with its per-object formatting replaced.

Fonts, pages and structure come as ready bytes; only the catalogue, the information and the trailer
pass through ReportLab, whose formatting costs microseconds for each of some hundred entries.
What differs in the first and the last by numbers alone is formatted once, and filled for each document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFString, PDFTrailer

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
END = b"endobj\n"
"""Objects are handed about without it, so that many can be cut out of a whole and joined again at once."""


@dataclass(frozen=True, slots=True)
class ReadyObjects:
    """The objects that all documents of a kind begin with, numbered from 1."""

    block: bytes
    """With the file's header before them, and without the last one's end."""

    table: bytes
    """Their lines of the cross-reference table, that of object 0 included."""

    count: int


def ready_objects(bodies: Sequence[bytes]) -> ReadyObjects:
    """Number the bodies, and note where each begins."""
    objects = numbered(bodies, 1)
    table, _ = _table(objects, len(HEADER))
    return ReadyObjects(HEADER + END.join(objects), b"0000000000 65535 f \n" + table, len(objects))


def numbered(bodies: Sequence[bytes], first: int) -> list[bytes]:
    """Objects from bodies, numbered from ``first``."""
    return [b"%d 0 obj\n%b\n" % (number, body) for number, body in enumerate(bodies, start=first)]


def _table(objects: Sequence[bytes], start: int) -> tuple[bytes, int]:
    """Lines of the cross-reference table for objects that follow one another in the file, and where they end."""
    *offsets, end = accumulate([len(each) + len(END) for each in objects], initial=start)
    return b"%010d 00000 n \n" * len(objects) % tuple(offsets), end


class ReadyDocument(PDFDocument):  # type: ignore[misc]
    """A document of ready objects, made again and again with others behind them, catalogue and information last."""

    def __init__(self, ready: ReadyObjects) -> None:
        super().__init__(invariant=1, pdfVersion=(1, 7))
        self.ready = ready
        trailer = PDFTrailer("%(start)d", "%(size)d", None, "%(root)d 0 R", "%(info)d 0 R", "[<%(name)b><%(name)b>]")
        self._trailer = bytes(trailer.format(self)).replace(b"%%EOF", b"%%%%EOF")

    def formatted(self, entries: dict[str, object]) -> bytes:
        """A dictionary from names to raw values or `PDFString`s."""
        return bytes(PDFDictionary(entries).format(self))

    def file(self, objects: Sequence[bytes], catalog: bytes, info: bytes, name: bytes) -> bytes:
        """The whole file; ``name`` tells it from all others (the file identifier, ISO 32000-1, 14.4)."""
        ready = self.ready
        last = ready.count + len(objects) + 2
        whole = [*objects, *numbered([catalog, info], last - 1)]
        table, end = _table(whole, len(ready.block) + len(END))
        filled = {b"start": end, b"size": last + 1, b"root": last - 1, b"info": last, b"name": name.hex().encode()}
        ending = b"xref\n0 %d\n%b%b%b" % (last + 1, ready.table, table, self._trailer % filled)
        return END.join((ready.block, *whole, ending))


def text_string(text: str) -> PDFString:
    """A text string (ISO 32000-1, 7.9.2.2)."""
    return PDFString(text)
