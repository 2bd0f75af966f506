"""A TrueType program and compositions of its glyphs in, the program with a glyph for each composition out.

A letter with its marks, which shaping gives as several glyphs at their places, so becomes one glyph:
text that is drawn in one piece is also read in one piece (OpenType 1.9, ``glyf``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

ARGS_ARE_WORDS, ARGS_ARE_OFFSETS, MORE_COMPONENTS = 0x0001, 0x0002, 0x0020
COMPOSITE = -1
CHECKSUM_MAGIC = 0xB1B0AFBA


class Part(NamedTuple):
    """A glyph at its place in a composition; font units."""

    glyph: int
    x: int = 0
    y: int = 0


class Composition(NamedTuple):
    """Glyphs drawn together."""

    parts: tuple[Part, ...]
    advance: int


def composed_program(program: bytes, compositions: Sequence[Composition]) -> bytes:
    """The program with the compositions as its last glyphs, in their order."""
    if not compositions:
        return program
    tables = dict(_tables(program))
    glyphs = _Glyphs.read(tables)
    for composition in compositions:
        glyphs.add(composition)
    tables |= glyphs.tables(tables)
    return _joined(tables)


def _tables(program: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", program, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", program, 12 + 16 * number)
        yield tag.decode("latin-1"), program[offset : offset + length]


@dataclass(slots=True)
class _Glyphs:
    """The glyphs of a program, growing."""

    outlines: bytearray
    ends: list[int]
    metrics: list[tuple[int, int]]
    """Advance and left edge."""

    most_parts: int = field(default=0)

    @classmethod
    def read(cls, tables: Mapping[str, bytes]) -> _Glyphs:
        (count,) = struct.unpack_from(">H", tables["maxp"], 4)
        (is_long,) = struct.unpack_from(">h", tables["head"], 50)
        offsets = struct.unpack_from(f">{count + 1}{'L' if is_long else 'H'}", tables["loca"])
        ends = [offset if is_long else 2 * offset for offset in offsets]
        (full,) = struct.unpack_from(">H", tables["hhea"], 34)
        metrics = list(struct.iter_unpack(">Hh", tables["hmtx"][: 4 * full]))
        edges = struct.unpack_from(f">{count - full}h", tables["hmtx"], 4 * full)
        return cls(bytearray(tables["glyf"][: ends[-1]]), ends, [*metrics, *((metrics[-1][0], edge) for edge in edges)])

    def add(self, composition: Composition) -> None:
        drawn = [part for part in composition.parts if self.ends[part.glyph] < self.ends[part.glyph + 1]]
        left = 0
        if drawn:
            sides = list(zip(*(self._box(part) for part in drawn), strict=True))
            box = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
            left = box[0]
            self.outlines += struct.pack(">5h", COMPOSITE, *box)
            for number, part in enumerate(drawn, start=1):
                more = MORE_COMPONENTS if number < len(drawn) else 0
                flags = ARGS_ARE_WORDS | ARGS_ARE_OFFSETS | more
                self.outlines += struct.pack(">HHhh", flags, part.glyph, part.x, part.y)
        self.outlines += bytes(-len(self.outlines) % 4)
        self.ends.append(len(self.outlines))
        self.metrics.append((max(0, composition.advance), left))
        self.most_parts = max(self.most_parts, len(drawn))

    def tables(self, former: Mapping[str, bytes]) -> dict[str, bytes]:
        """The tables that the glyphs are written in."""
        head, maxp, hhea = (bytearray(former[tag]) for tag in ("head", "maxp", "hhea"))
        struct.pack_into(">h", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(self.metrics))
        parts, depth = struct.unpack_from(">HH", maxp, 28)
        struct.pack_into(">H", maxp, 4, len(self.metrics))
        struct.pack_into(">HH", maxp, 28, max(parts, self.most_parts), depth + 1)
        return {
            "glyf": bytes(self.outlines),
            "loca": struct.pack(f">{len(self.ends)}L", *self.ends),
            "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in self.metrics),
            "head": bytes(head),
            "maxp": bytes(maxp),
            "hhea": bytes(hhea),
        }

    def _box(self, part: Part) -> tuple[int, int, int, int]:
        left, bottom, right, top = struct.unpack_from(">4h", self.outlines, self.ends[part.glyph] + 2)
        return left + part.x, bottom + part.y, right + part.x, top + part.y


def _joined(tables: Mapping[str, bytes]) -> bytes:
    """A program of these tables, with the sums that prove them."""
    count = len(tables)
    exponent = count.bit_length() - 1
    directory = struct.pack(">LHHHH", 0x00010000, count, 16 << exponent, exponent, 16 * count - (16 << exponent))
    start = 12 + 16 * count
    records, body = b"", b""
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            data = data[:8] + bytes(4) + data[12:]
        records += struct.pack(">4sLLL", tag.encode(), _sum(data), start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    program = bytearray(directory + records + body)
    head = next(place for place in range(12, start, 16) if program[place : place + 4] == b"head")
    (offset,) = struct.unpack_from(">L", program, head + 8)
    struct.pack_into(">L", program, offset + 8, (CHECKSUM_MAGIC - _sum(program)) & 0xFFFFFFFF)
    return bytes(program)


def _sum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF
