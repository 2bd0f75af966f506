"""A name as a file writes it in, the same without case, accents, brackets and signs between its words out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_TAIL = re.compile(r"\s[-–—:]\s.*$", re.DOTALL)
_UNLIKE = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "°": "o"})
"""Letters whose accents are a part of them, and the sign that stands for the o of "N°"."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name without case, accents, brackets, and signs between its words."""
    bare = _BRACKETS.sub(" ", name.replace("#", " number "))
    bare = _TAIL.sub("", bare if bare.strip() else name)
    words = unicodedata.normalize("NFKD", _CAMEL.sub(" ", bare.strip().translate(_UNLIKE))).casefold()
    words = unicodedata.normalize("NFC", _MARKS.sub("", words))
    return " ".join("".join(sign if _is_of_word(sign) else " " for sign in words).split())


def _is_of_word(sign: str) -> bool:
    """Whether a sign belongs to a word, as the vowels of many scripts do, which Python counts among no letters."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")
