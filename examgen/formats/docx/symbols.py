"""A character of a font of signs in, the character that it shows out (tables of the fonts Symbol and Wingdings)."""

from __future__ import annotations

_PRIVATE = 0xF000
"""Word writes such characters above it, or as they are."""

_GREEK = dict(zip("abcdefghiklmnopqrstuwxyz", "αβχδεφγηικλμνοπθρστυωξψζ", strict=True)) | dict(
    zip("ABCDEFGHIKLMNOPQRSTUWXYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True)
)
_SYMBOL = {
    **_GREEK, "j": "ϕ", "J": "ϑ", "v": "ϖ", "V": "ς", "\xa3": "≤", "\xa5": "∞", "\xab": "↔", "\xac": "←", "\xad": "↑",
    "\xae": "→", "\xaf": "↓", "\xb0": "°", "\xb1": "±", "\xb3": "≥", "\xb4": "×", "\xb5": "∝", "\xb6": "∂",
    "\xb7": "•", "\xb8": "÷", "\xb9": "≠", "\xba": "≡", "\xbb": "≈", "\xc6": "∅", "\xc7": "∩", "\xc8": "∪",
    "\xc9": "⊃", "\xca": "⊇", "\xcb": "⊄", "\xcc": "⊂", "\xcd": "⊆", "\xce": "∈", "\xcf": "∉", "\xd0": "∠",
    "\xd1": "∇", "\xd5": "∏", "\xd6": "√", "\xd7": "⋅", "\xd8": "¬", "\xd9": "∧", "\xda": "∨", "\xdb": "⇔",
    "\xdc": "⇐", "\xdd": "⇑", "\xde": "⇒", "\xdf": "⇓", "\xe5": "∑", "\xf2": "∫", '"': "∀", "$": "∃", "'": "∋",
    "@": "≅", "\\": "∴", "^": "⊥", "~": "∼", "-": "−", "*": "∗",
}  # fmt: skip
_WINGDINGS = {
    "\xfc": "✓", "\xfe": "☑", "\xfd": "☒", "\xa8": "☐", "o": "☐", "q": "☐", "r": "☐", "x": "☒", "\xfb": "✗",
    "\xa1": "○", "\xa4": "◉", "l": "●", "m": "○", "n": "■", "\xa7": "▪", "\xe0": "→", "\xdf": "←", "\xd8": "➢",
    "v": "❖", "J": "☺", "L": "☹", "\xe8": "➔", "*": "✉",
}  # fmt: skip
_WINGDINGS_2 = {"P": "✓", "R": "☑", "T": "☒", "\xa3": "☐", "O": "✗", "*": "☐", "S": "☒"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def is_sign_font(font: str) -> bool:
    return font.lower() in _FONTS


def shown(code: int, font: str) -> str | None:
    """What a character of such a font shows; ``None`` where it is not known."""
    sign = chr(code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code)
    found = _FONTS.get(font.lower(), {}).get(sign)
    return found or (sign if font.lower() == "symbol" and sign.isascii() and sign.isprintable() else None)


def shown_words(words: str, font: str) -> str:
    """Words in such a font; what is not known stays as it is."""
    return "".join(shown(ord(sign), font) or sign for sign in words)
