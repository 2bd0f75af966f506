"""The words between the letters of a key, "A und C", "1 et 3", as patterns; for they may be letters themselves.

The key "a, e" names two options, and so does "A e C" in Italian: a single letter joins two others only where it is
small and they are capitals, digits or in brackets.
"""

from __future__ import annotations

_SPACED = (
    *("and", "und", "sowie", "et", "ed", "en", "og", "och", "oraz", "ve", "và", "та", "και", "וגם", "اور", "और", "तथा"),
    "एवं",
)
"""Words for "and" in languages that part words by spaces; those of one letter stand below."""

_CAPITAL = r"A-ZÀ-ÖА-ЯЁІЇЄҐΑ-Ω\d"
_LETTER = rf"(?-i:(?<=[{_CAPITAL})\]]\s)[eiиій](?=\s[{_CAPITAL}(\[]))|(?<=[A-Wa-w\d)\]]\s)y(?=\s[A-Wa-w\d(\[])"

UNSPACED = "和与與及と와과"
"""Signs for "and" that follow a letter without a space."""

AND = rf"(?:\b(?:{'|'.join(_SPACED)})\b|{_LETTER}|[{UNSPACED}]|以及|및|および)"
"""One of them, without the space around it."""

REASON = (
    r"because|since|as|for|weil|da|denn|porque|ya\sque|pois|car|parce|puisque|perché|poiché|omdat|want|так\sкак|потому"
    r"|тому\sщо|ponieważ|protože|çünkü|vì|karena"
)
"""What may follow an answer's letter and says why, as a regular expression without its group."""
