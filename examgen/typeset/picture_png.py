"""PNG files in, rasters out: their compressed samples as they are, since PDF knows the same coding.

(PNG specification, third edition, 5 and 10; ISO 32000-1, 7.4.4.4.)
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from examgen.model.pages import Raster

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, INDEXED = 0, 2, 3
COLOURS = {GREY: ("DeviceGray", 1), RGB: ("DeviceRGB", 3), INDEXED: ("Indexed", 1)}
"""Colour type → colour space and components, for pictures without an alpha channel."""


def png_raster(data: bytes, *, palette: bytes = b"", profile: bytes = b"", mask: Raster | None = None) -> Raster | None:
    """The raster of a sound PNG file; ``None`` where its samples must be coded anew to stand in a PDF."""
    chunks = list(_chunks(data))
    header = next((body for kind, body in chunks if kind == b"IHDR"), b"")
    if len(header) != 13:
        return None
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if interlaced or bits > 8 or kind not in COLOURS:
        return None
    colours, components = COLOURS[kind]
    samples = b"".join(body for name, body in chunks if name == b"IDAT")
    row = 1 + (width * bits * components + 7) // 8
    if not _inflates_to(samples, row * height):
        return None
    return Raster(
        width=width,
        height=height,
        colours=colours,
        bits=bits,
        filter="FlateDecode",
        data=samples,
        palette=palette.ljust(3 << bits, b"\0") if kind == INDEXED else b"",
        profile=profile,
        is_predicted=True,
        mask=mask,
    )


def recompressed(data: bytes) -> bytes:
    """A PNG file whose samples this Python's zlib has packed, since other builds of zlib pack differently."""
    chunks = list(_chunks(data))
    samples = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    header = next(body for name, body in chunks if name == b"IHDR")
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(samples))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _inflates_to(samples: bytes, size: int) -> bool:
    """Whether samples are one whole zlib stream of so many bytes; no more than that is unpacked."""
    unpacker = zlib.decompressobj()
    try:
        return len(unpacker.decompress(samples, size + 1)) == size and unpacker.eof and not unpacker.unused_data
    except zlib.error:
        return False
