"""Page operators in, a deflated stream out, in which long texts that many pages share are deflated only once.

After a full flush a deflate stream refers to nothing before it (RFC 1951; zlib manual, Z_FULL_FLUSH),
so blocks that were deflated by themselves can be spliced in between.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TypeAlias

PLATE = 1500
"""Bytes from which splicing is worth the two flushes around it."""

LEVEL, PLATE_LEVEL = 1, 9
"""Level 6 costs two and a half times level 1 and saves a tenth of the size; plates are made once."""

RAW = -15
HEADER = b"\x78\x01"
LAST_BLOCK = b"\x03\x00"
"""An empty one with fixed codes."""


Inked: TypeAlias = tuple[bytes, tuple[bytes, ...]]
"""Operators of one mark: its own, then those that are the same wherever they stand."""


class Deflater:
    """Deflates the pages of one document kind; keeps its plates."""

    def __init__(self) -> None:
        self._plates: dict[bytes, bytes] = {}

    def pages(self, pages: Iterable[Iterable[Inked]]) -> list[bytes]:
        """The zlib streams (RFC 1950) of some pages."""
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
        return [self._page(page, packer) for page in pages]

    def _page(self, page: Iterable[Inked], packer: zlib._Compress) -> bytes:
        """Every page ends with a full flush and the last block, so the packer goes on as if it were new."""
        stream = [HEADER]
        loose: list[bytes] = []
        check = 1
        for own, shared in page:
            loose.append(own)
            for part in shared:
                if len(part) < PLATE:
                    loose.append(part)
                    continue
                joined = b"".join(loose)
                loose.clear()
                check = zlib.adler32(part, zlib.adler32(joined, check))
                stream += (packer.compress(joined), packer.flush(zlib.Z_FULL_FLUSH), self._plate(part))
        joined = b"".join(loose)
        check = zlib.adler32(joined, check)
        stream += (packer.compress(joined), packer.flush(zlib.Z_FULL_FLUSH), LAST_BLOCK, check.to_bytes(4, "big"))
        return b"".join(stream)

    def _plate(self, part: bytes) -> bytes:
        plate = self._plates.get(part)
        if plate is None:
            packer = zlib.compressobj(PLATE_LEVEL, zlib.DEFLATED, RAW)
            plate = self._plates[part] = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
        return plate
