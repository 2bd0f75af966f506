"""Letters and digits in the alphabets of mathematics: Unicode's Mathematical Alphanumeric Symbols, found by name."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from enum import Enum
from functools import cache


class Alphabet(Enum):
    """As Unicode names it, between MATHEMATICAL and the letter."""

    MATH = "as formulas are set"
    """Letters slanted, but for Greek capitals."""

    UPRIGHT = "upright"
    BOLD = "BOLD"
    ITALIC = "ITALIC"
    BOLD_ITALIC = "BOLD ITALIC"
    SCRIPT = "SCRIPT"
    ROUNDHAND = "SCRIPT in the font's other form"
    FRAKTUR = "FRAKTUR"
    DOUBLE_STRUCK = "DOUBLE-STRUCK"
    SANS = "SANS-SERIF"
    MONO = "MONOSPACE"


_ELSEWHERE = {"ITALIC SMALL H": "PLANCK CONSTANT", "FRAKTUR CAPITAL": "BLACK-LETTER CAPITAL"}
"""Letters that Unicode had before it had the alphabets."""


@cache
def styled(character: str, alphabet: Alphabet) -> str:
    """The character in an alphabet; as it is where the alphabet lacks it."""
    name = unicodedata.name(character, "")
    if alphabet is Alphabet.ROUNDHAND:
        alphabet = Alphabet.SCRIPT
    if alphabet is Alphabet.MATH:
        alphabet = Alphabet.UPRIGHT if name.startswith("GREEK CAPITAL") else Alphabet.ITALIC
    if alphabet is Alphabet.BOLD_ITALIC and name.startswith(("DIGIT", "NABLA")):
        alphabet = Alphabet.BOLD
    for part in ("LATIN ", "GREEK ", "LUNATE ", "LETTER "):
        name = name.replace(part, "")
    return _named(f"{alphabet.value} {name}") or character


def is_slanted(character: str) -> bool:
    """Whether a character is a letter that leans."""
    return any(word in unicodedata.name(character, "") for word in ("ITALIC", "PLANCK"))


def _named(name: str) -> str:
    elsewhere = name
    for old, new in _ELSEWHERE.items():
        elsewhere = elsewhere.replace(old, new)
    for candidate in (f"MATHEMATICAL {name}", elsewhere):
        with suppress(KeyError):
            return unicodedata.lookup(candidate)
    return ""
