"""A font's ToUnicode stream in, the text of its two-byte codes out (ISO 32000-1, 9.10.3).

Texts of whole TJ arrays are kept, because variants show the same lines again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache

SECTION = re.compile(rb"beginbfchar\s(.*?)endbfchar", re.DOTALL)
ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
STRING = re.compile(rb"\(((?:[^()\\]++|\\.)*+)\)", re.DOTALL)
ARRAY = re.compile(rb"(?:[-+.\d\s]++|\((?:[^()\\]++|\\.)*+\))*+", re.DOTALL)
ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
ESCAPED = {b"\\": b"\\", b"(": b"(", b")": b")", b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
KEPT_FONTS = 64
KEPT_ARRAYS = 8_000


class UnknownCode(ValueError):
    """A code that stands for no text, or a string that holds no codes."""


class _Texts(dict[int, str]):
    """Code → text; `str.translate` would let a missing code pass."""

    def __missing__(self, code: int) -> str:
        raise UnknownCode(f"code {code:04X} stands for no text")


class Codes:
    """What one font's codes stand for."""

    def __init__(self, to_unicode: bytes) -> None:
        entries = (entry for section in SECTION.findall(to_unicode) for entry in ENTRY.findall(section))
        self.texts: dict[int, str] = _Texts(
            (int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")) for code, text in entries
        )
        self._arrays: dict[bytes, str] = {}

    def text(self, array: bytes) -> str | None:
        """The text of what stands between the brackets of a TJ array; ``None`` if that is not a whole array."""
        text = self._arrays.get(array)
        if text is None and ARRAY.fullmatch(array):
            if len(self._arrays) >= KEPT_ARRAYS:
                self._arrays.clear()
            text = self._arrays[array] = self._decoded(b"".join(STRING.findall(array)))
        return text

    def _decoded(self, string: bytes) -> str:
        if b"\\" in string:
            string = ESCAPE.sub(_unescaped, string)
        if len(string) % 2:
            raise UnknownCode("a string holds half a code")
        return string.decode("utf-16-be", "surrogatepass").translate(self.texts)


@lru_cache(maxsize=KEPT_FONTS)
def codes_of(to_unicode: bytes) -> Codes:
    """The codes of a font; fonts with equal streams share what is kept."""
    return Codes(to_unicode)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    if escape[1] not in ESCAPED:
        raise UnknownCode(f"a string holds the escape \\{escape[1].decode('latin-1')}")
    return ESCAPED[escape[1]]
