"""A font program in, its character map and the parts of its glyphs out (OpenType 1.9, ``cmap`` and ``glyf``)."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as StructError
from struct import unpack_from

TABLE_RECORD, ENCODING_RECORD, GROUP_RECORD = 16, 8, 12
UNICODE, WINDOWS = 0, 3
FORMATS = (4, 12)
GLYPH_HEADER = 10
ARGS_ARE_WORDS, MORE_COMPONENTS = 0x0001, 0x0020
SCALES = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flags of components that are scaled, with the bytes that say how."""


class BrokenFont(ValueError):
    """A program that is not what the format says."""


def tables(program: bytes) -> dict[str, tuple[int, int]]:
    """Offset and length of each table."""
    try:
        (count,) = unpack_from(">H", program, 4)
        records = [unpack_from(">4sLLL", program, 12 + TABLE_RECORD * number) for number in range(count)]
    except StructError as error:
        raise BrokenFont("its table directory is cut off") from error
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}


def glyph_count(program: bytes) -> int:
    """How many glyphs the program has."""
    return int(unpack_from(">H", program, tables(program)["maxp"][0] + 4)[0])


def parts_of(program: bytes, glyph: int) -> tuple[int, ...]:
    """The glyphs that a composite one is made of; any other is its own only part."""
    found = tables(program)
    if "glyf" not in found:
        return (glyph,)
    (is_long,) = unpack_from(">h", program, found["head"][0] + 50)
    form, length = (">2L", 4) if is_long else (">2H", 2)
    start, end = (
        offset if is_long else 2 * offset for offset in unpack_from(form, program, found["loca"][0] + length * glyph)
    )
    place = found["glyf"][0] + start
    if start == end or unpack_from(">h", program, place)[0] >= 0:
        return (glyph,)
    return tuple(_components(program, place + GLYPH_HEADER))


def _components(program: bytes, place: int) -> Iterator[int]:
    flags = MORE_COMPONENTS
    while flags & MORE_COMPONENTS:
        flags, glyph = unpack_from(">2H", program, place)
        yield glyph
        scales = next((length for flag, length in SCALES.items() if flags & flag), 0)
        place += 4 + (4 if flags & ARGS_ARE_WORDS else 2) + scales


def character_map(program: bytes) -> dict[int, int]:
    """Character → glyph, from all Unicode subtables."""
    try:
        start = tables(program)["cmap"][0]
        return dict(pair for offset in _subtables(program, start) for pair in _pairs(program, offset))
    except (KeyError, StructError) as error:
        raise BrokenFont("its character map is missing or cut off") from error


def _subtables(program: bytes, start: int) -> Iterator[int]:
    (count,) = unpack_from(">H", program, start + 2)
    for number in range(count):
        platform, _, offset = unpack_from(">HHL", program, start + 4 + ENCODING_RECORD * number)
        if platform in (UNICODE, WINDOWS) and unpack_from(">H", program, start + offset)[0] in FORMATS:
            yield start + offset


def _pairs(program: bytes, start: int) -> Iterator[tuple[int, int]]:
    return _groups(program, start) if unpack_from(">H", program, start)[0] == 12 else _segments(program, start)


def _groups(program: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 12."""
    (count,) = unpack_from(">L", program, start + 12)
    for number in range(count):
        first, last, glyph = unpack_from(">LLL", program, start + 16 + GROUP_RECORD * number)
        yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _segments(program: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 4."""
    count = unpack_from(">H", program, start + 6)[0] // 2
    row = f">{count}H"
    lasts, firsts, deltas, offsets = (
        unpack_from(row, program, place)
        for place in (start + 14, start + 16 + 2 * count, start + 16 + 4 * count, start + 16 + 6 * count)
    )
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                # ISO/IEC 14496-22 counts the offset from its own place in the table.
                place = start + 16 + 6 * count + 2 * number + offset + 2 * (code - first)
                (glyph,) = unpack_from(">H", program, place)
            if glyph or not offset:
                yield code, (glyph + delta) & 0xFFFF
