"""A bitmap in, the bytes of a PNG file out (ISO/IEC 15948), which names examgen as the program that wrote it."""

from __future__ import annotations

import struct
import zlib

from examgen.preview.bitmap import Bitmap

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SOFTWARE = b"Software\0examgen"
TRUE_COLOUR = 2
UNFILTERED = b"\0"


def png(bitmap: Bitmap) -> bytes:
    """The same bitmap gives the same bytes."""
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, TRUE_COLOUR, 0, 0, 0)
    samples = zlib.compress(b"".join(UNFILTERED + row for row in bitmap.rows), 6)
    chunks = ((b"IHDR", header), (b"tEXt", SOFTWARE), (b"IDAT", samples), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def is_ours(opening: bytes) -> bool:
    """Whether a file that begins like this was written here, and so may be replaced."""
    return opening.startswith(SIGNATURE) and SOFTWARE in opening


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
