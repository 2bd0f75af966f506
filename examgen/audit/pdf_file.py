"""A finished file in, the bodies of its objects out, found through its cross-reference table (ISO 32000-1, 7.5.4)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from examgen.errors import AuditError

START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
ROOT = re.compile(rb"trailer\b.*?/Root (\d+) 0 R", re.DOTALL)
LENGTH = re.compile(rb"/Length (\d+)\b")
STREAM = re.compile(rb">>\s*stream\r?\n")
END_OF_STREAM = re.compile(rb"\s*endstream\b")
REFERENCE = re.compile(rb"(\d+) 0 R")
ENTRIES = re.compile(rb"(?:[0-9]{10} [0-9]{5} [nf](?: \n|\r\n| \r))*+")
ENTRY_BYTES = 20
ENDING = 1024
"""The end of the file is looked for in so many bytes."""


class PdfFile:
    """A file read from disk; objects by their numbers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = path.read_bytes()
        start = START.search(self._data, max(0, len(self._data) - ENDING))
        table = TABLE.match(self._data, int(start[1])) if start else None
        if table is None:
            raise self.broken("its cross-reference table is not found")
        count, entries = int(table[1]), table.end()
        end = entries + ENTRY_BYTES * count
        if not ENTRIES.fullmatch(self._data, entries, end):
            raise self.broken("its cross-reference table cannot be read")
        self._table = table.start()
        self._offsets = [*map(int, self._data[entries:end].split()[::3])]
        root = ROOT.search(self._data, end)
        if root is None:
            raise self.broken("its trailer names no catalogue")
        self._root = int(root[1])
        self.catalogue = self.body(self._root)

    def broken(self, what: str) -> AuditError:
        """The error that this file cannot be read as it should be."""
        return AuditError(f"{self.path}: the finished file is broken: {what}")

    def body(self, number: int) -> bytes:
        """An object's body, between ``obj`` and ``endobj``, up to the data of a stream."""
        start = self._start(number)
        end = self._data.find(b"endobj", start)
        if (data := STREAM.search(self._data, start, end if end > 0 else len(self._data))) is not None:
            end = data.start() + 2
        return self._data[start:end]

    def openings(self, numbers: Iterable[int], pattern: re.Pattern[bytes]) -> list[bytes]:
        """The second group of a pattern at the beginning of each object, of which the first is its number."""
        data, offsets = self._data, self._offsets
        found = []
        for number in numbers:
            opening = pattern.match(data, offsets[number]) if 0 < number < len(offsets) else None
            if opening is None or int(opening[1]) != number:
                raise self.broken(f"object {number} is not at its place, or not what refers to it says")
            found.append(opening[2])
        return found

    def stream(self, number: int) -> bytes:
        """A stream object's data, inflated."""
        data, is_deflated = self._stored(number)
        try:
            return zlib.decompress(data) if is_deflated else data
        except zlib.error as error:
            raise self.broken(f"stream {number} cannot be inflated ({error})") from error

    def stored(self, number: int) -> bytes:
        """A stream object's data as the file holds it."""
        return self._stored(number)[0]

    def _stored(self, number: int) -> tuple[bytes, bool]:
        """A stream object's data, and whether it is deflated."""
        start = self._start(number)
        opening = STREAM.search(self._data, start)
        length = LENGTH.search(self._data, start, opening.start() + 1) if opening else None
        if opening is None or length is None:
            raise self.broken(f"object {number} is no stream")
        end = opening.end() + int(length[1])
        data = self._data[opening.end() : end]
        if not END_OF_STREAM.match(self._data, end):
            raise self.broken(f"stream {number} does not end where it says")
        return data, b"/FlateDecode" in self._data[start : opening.start()]

    def referred(self, body: bytes, name: bytes) -> int:
        """The number of the object that an entry of a dictionary refers to."""
        found = re.search(rb"/%b(?:\s+|\s*\[\s*)(\d+) 0 R" % name, body)
        if found is None:
            raise self.broken(f"an object lacks /{name.decode()}")
        return int(found[1])

    def updated(self, streams: Mapping[int, bytes]) -> bytes:
        """The file with other streams in the places of some, as an update behind its end (ISO 32000-1, 7.5.6)."""
        data = bytearray(self._data)
        table = [b"xref\n"]
        for number, stream in streams.items():
            table.append(b"%d 1\n%010d 00000 n \n" % (number, len(data)))
            data += b"%d 0 obj\n<</Length %d>>stream\n%b\nendstream\nendobj\n" % (number, len(stream), stream)
        trailer = b"<</Size %d/Root %d 0 R/Prev %d>>" % (len(self._offsets), self._root, self._table)
        return b"%b%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (bytes(data), b"".join(table), trailer, len(data))

    def pages(self) -> list[bytes]:
        """The page dictionaries, in order."""
        tree = self.body(self.referred(self.catalogue, b"Pages"))
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", tree)
        numbers = [int(number) for number in REFERENCE.findall(kids[1])] if kids else []
        if b"/Count %d" % len(numbers) not in tree:
            raise self.broken("its page tree does not count its pages")
        return [self.body(number) for number in numbers]

    def _start(self, number: int) -> int:
        if not 0 < number < len(self._offsets):
            raise self.broken(f"object {number} is referred to, but there are {len(self._offsets) - 1}")
        opening, offset = b"%d 0 obj\n" % number, self._offsets[number]
        if not self._data.startswith(opening, offset):
            raise self.broken(f"object {number} is not where the cross-reference table says")
        return offset + len(opening)
