"""A page's marks in, its deflated content stream out, in which texts that many pages share are deflated only once.

After a full flush a deflate stream refers to nothing before it (RFC 1951; zlib manual, Z_FULL_FLUSH),
so blocks that were deflated by themselves can be spliced in between.
"""

from __future__ import annotations

import threading
import zlib

from examgen.model.pages import Page

LEVEL, PLATE_LEVEL = 1, 9
"""Level 6 costs two and a half times level 1 and saves a tenth of the size; plates are made once."""

STORED = 3000
"""Bytes up to which what stands between plates is stored as it is: to deflate it costs more than it saves."""

STORED_HEADS = tuple(
    b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") for size in range(STORED + 1)
)
"""What opens a block of so many bytes that is stored as it is (RFC 1951, 3.2.4)."""

RAW = -15
HEADER = b"\x78\x01"
LAST_BLOCK = b"\x03\x00"
"""An empty one with fixed codes."""

SEAM = b"\0"
"""Stands in no operators of ours: no code holds it, and a single byte is found fastest."""


class _Packers(threading.local):
    """What deflates frames, for each thread its own: none may go on with what another has begun."""

    def __init__(self) -> None:
        self.packer = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)


class Deflater:
    """Deflates the pages of one document kind; keeps its plates."""

    def __init__(self) -> None:
        self._plates: dict[bytes, bytes] = {}
        self._packers = _Packers()

    def page(self, page: Page) -> bytes:
        """The zlib stream (RFC 1950) of a page; its pieces of marked content are numbered in their order."""
        frames, *rest = _frames(page)
        check = zlib.adler32(frames)
        stream = [HEADER, *self._block(frames)]
        for text, frame in zip([text for mark in page.marks for text in mark.texts], rest, strict=True):
            check = zlib.adler32(frame, zlib.adler32(text, check))
            stream += (self._plates.get(text) or self._plate(text), *self._block(frame))
        stream += (LAST_BLOCK, check.to_bytes(4, "big"))
        return b"".join(stream)

    def _block(self, ink: bytes) -> tuple[bytes, bytes]:
        """Ink as blocks of its own."""
        size = len(ink)
        if size > STORED:
            packer = self._packers.packer
            return packer.compress(ink), packer.flush(zlib.Z_FULL_FLUSH)
        return STORED_HEADS[size], ink

    def _plate(self, text: bytes) -> bytes:
        packer = zlib.compressobj(PLATE_LEVEL, zlib.DEFLATED, RAW)
        plate = self._plates[text] = packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)
        return plate


def _frames(page: Page) -> list[bytes]:
    """What stands between the texts of a page."""
    frames: list[bytes] = []
    count = 0
    for x, y, own, _, _, elements in page.marks:
        frames += (b"q 1 0 0 1 %.2f %.2f cm\n" % (x, y), SEAM.join(own), b"Q\n")
        count += len(elements)
    return (b"".join(frames) % tuple(range(count))).split(SEAM)
