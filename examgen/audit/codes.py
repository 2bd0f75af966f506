"""A font's ToUnicode stream in, the text of its codes out (ISO 32000-1, 9.10.3).

Codes are of one byte or more, as the stream's own ranges say.
Texts of whole TJ arrays are kept, because variants show the same lines again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

SPACES = re.compile(rb"begincodespacerange\s(.*?)endcodespacerange", re.DOTALL)
RANGE = re.compile(rb"<((?:[0-9A-Fa-f]{2})+)>\s*<((?:[0-9A-Fa-f]{2})+)>")
SECTION = re.compile(rb"beginbfchar\s(.*?)endbfchar", re.DOTALL)
ENTRY = re.compile(rb"<((?:[0-9A-Fa-f]{2})+)>\s*<((?:[0-9A-Fa-f]{4})+)>")
STRING = re.compile(rb"\(((?:[^()\\]++|\\.)*+)\)", re.DOTALL)
ARRAY = re.compile(rb"(?:[-+.\d\s]++|\((?:[^()\\]++|\\.)*+\))*+", re.DOTALL)
ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
ESCAPED = {b"\\": b"\\", b"(": b"(", b")": b")", b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
KEPT_FONTS = 64
KEPT_ARRAYS = 8_000


Space: TypeAlias = tuple[bytes, bytes]
"""The first code of a range and the last, which bound each byte."""


class UnknownCode(ValueError):
    """A code that stands for no text, a string that holds no codes, or ranges that settle no codes."""


class _Texts(dict[bytes, str]):
    """Code → text."""

    def __missing__(self, code: bytes) -> str:
        raise UnknownCode(f"code {code.hex().upper()} stands for no text")


class Codes:
    """What one font's codes stand for."""

    def __init__(self, to_unicode: bytes) -> None:
        entries = (entry for section in SECTION.findall(to_unicode) for entry in ENTRY.findall(section))
        self.texts: dict[bytes, str] = _Texts(
            (_bytes(code), _bytes(text).decode("utf-16-be")) for code, text in entries
        )
        self.spaces = code_spaces(to_unicode)
        known = b"|".join(map(_pattern, self.spaces))
        for code in self.texts:
            if not re.fullmatch(known, code):
                raise UnknownCode(f"code {code.hex().upper()} is in no range of its font's codes")
        # What is in no range counts as a code of one byte, which stands for no text.
        self._code = re.compile(known + b"|.", re.DOTALL)
        self._arrays: dict[bytes, str] = {}

    def text(self, array: bytes) -> str | None:
        """The text of what stands between the brackets of a TJ array; ``None`` if that is not a whole array."""
        text = self._arrays.get(array)
        if text is None and ARRAY.fullmatch(array):
            if len(self._arrays) >= KEPT_ARRAYS:
                self._arrays.clear()
            text = self._arrays[array] = "".join(map(self._decoded, STRING.findall(array)))
        return text

    def _decoded(self, string: bytes) -> str:
        if b"\\" in string:
            string = ESCAPE.sub(_unescaped, string)
        return "".join(map(self.texts.__getitem__, self._code.findall(string)))


@lru_cache(maxsize=KEPT_FONTS)
def codes_of(to_unicode: bytes) -> Codes:
    """The codes of a font; fonts with equal streams share what is kept."""
    return Codes(to_unicode)


def code_spaces(character_map: bytes) -> tuple[Space, ...]:
    """The ranges of a map's codes, in order; the first byte tells which a code is in (ISO 32000-1, 9.7.6.2)."""
    found = (pair for section in SPACES.findall(character_map) for pair in RANGE.findall(section))
    spaces = sorted((_bytes(first), _bytes(last)) for first, last in found)
    for first, last in spaces:
        if len(first) != len(last) or any(low > high for low, high in zip(first, last, strict=True)):
            raise UnknownCode(f"no code is from {first.hex()} to {last.hex()}")
    if any(last[0] >= first[0] for (_, last), (first, _) in pairwise(spaces)):
        raise UnknownCode("its ranges of codes overlap")
    return tuple(spaces)


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())


def _pattern(space: Space) -> bytes:
    """What matches the codes of a range, byte by byte."""
    return b"".join(b"[\\x%02x-\\x%02x]" % bounds for bounds in zip(*space, strict=True))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    if escape[1] not in ESCAPED:
        raise UnknownCode(f"a string holds the escape \\{escape[1].decode('latin-1')}")
    return ESCAPED[escape[1]]
