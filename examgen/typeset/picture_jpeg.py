"""JPEG files in, the bytes that a PDF needs of them out: the samples untouched, without what is said about them.

Cameras write the place, the time and a small copy of a picture into it; none of that belongs on an exam.
(ITU-T T.81, annex B; ISO 32000-1, 7.4.8.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

START, END = b"\xff\xd8", b"\xff\xd9"
SCAN = 0xDA
COMMENT = 0xFE
JFIF, ADOBE = (0xE0, b"JFIF\0"), (0xEE, b"Adobe")
"""The two application segments that say how colours are coded."""

APPLICATION = range(0xE0, 0xF0)
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
DECODED = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive coding, the kinds that readers of PDF decode."""

NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)


class Coded(NamedTuple):
    """A JPEG file as a PDF holds it."""

    data: bytes
    components: int
    is_adobe: bool
    """Whether Adobe's marker stands in it; four components are then stored inverted."""


def coded(data: bytes) -> Coded | None:
    """The first picture of a file; ``None`` where its coding is one that readers of PDF may not know."""
    parts, components, is_adobe = [START], 0, False
    for marker, segment in _segments(data):
        body = segment[4:]
        is_adobe = is_adobe or (marker == ADOBE[0] and body.startswith(ADOBE[1]))
        if marker in FRAMES:
            if marker not in DECODED or len(body) < 6 or body[0] != 8:
                return None
            components = body[5]
        if not _is_remark(marker, body):
            parts.append(segment)
    return Coded(b"".join([*parts, END]), components, is_adobe) if components in (1, 3, 4) else None


def _is_remark(marker: int, body: bytes) -> bool:
    states_colours = any(marker == known and body.startswith(name) for known, name in (JFIF, ADOBE))
    return marker == COMMENT or (marker in APPLICATION and not states_colours)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment up to the end of the first picture; a scan's samples belong to its segment."""
    at = len(START)
    while (found := NEXT_MARKER.search(data, at)) and found[1][0] != END[1]:
        start, marker = found.end() - 2, found[1][0]
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if marker == SCAN:
            following = NEXT_MARKER.search(data, at)
            at = following.start() if following else len(data)
        yield marker, data[start:at]
