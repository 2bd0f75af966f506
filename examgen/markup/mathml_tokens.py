"""A leaf of MathML in, its LaTeX out: letters, numbers, signs, words and spaces."""

from __future__ import annotations

import re

from lxml import etree

from examgen.markup import mathml_signs as signs

TOKENS = {"mi", "mn", "mo", "mtext", "ms"}


def local_name(element: etree._Element) -> str:
    """The name of an element without namespace or prefix; empty for comments and the like."""
    return re.split("[}:]", element.tag)[-1].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element) -> list[etree._Element]:
    """The elements in an element, comments left out."""
    return [child for child in element if local_name(child)]


def words_of(element: etree._Element) -> str:
    """The characters of an element, each run of white space one space, none at the edges."""
    return " ".join(re.split(r"[ \t\r\n]+", "".join(element.itertext("*")))).strip(" ")


def token(name: str, element: etree._Element) -> str:
    """The LaTeX of a leaf."""
    text = words_of(element)
    alphabet = signs.ALPHABETS.get(element.get("mathvariant") or "")
    match name:
        case "mtext" | "ms":
            spaced = " ".join(re.split(r"[ \t\r\n]+", "".join(element.itertext("*"))))
            return rf"\text{{{signs.words(spaced)}}}" if spaced.strip() else "~" * bool(spaced)
        case "mn":
            return _in_alphabet(re.sub(r"(?<=\d),(?=\d)", "{,}", signs.sign(text)), alphabet)
        case "mi" if text in signs.FUNCTIONS:
            return f"\\{text}"
        case "mi":
            upright = r"\mathrm" if len(text) > 1 and text.isascii() else ""
            return _in_alphabet(signs.sign(text), upright if alphabet is None else alphabet)
        case _:
            return _operator(text)


def _in_alphabet(source: str, alphabet: str | None) -> str:
    return f"{alphabet}{{{source}}}" if alphabet and source else source


def _operator(text: str) -> str:
    if text in signs.FUNCTIONS:
        return f"\\{text}"
    if len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\operatorname{{{text}}}"
    return signs.sign(text)


_SPACES = ((0.5, ""), (3.5, r"\,"), (4.5, r"\:"), (9, r"\;"), (27, r"\quad"))
_UNITS = {"em": 18.0, "ex": 8.0, "px": 1.35, "pt": 1.8, "cm": 51.2, "mm": 5.1, "in": 130.0, "": 18.0, "%": 0.0}
_NAMED = {"thinmathspace": 3.0, "mediummathspace": 4.0, "thickmathspace": 5.0}


def space(element: etree._Element) -> str:
    """The command of TeX for about as wide a space."""
    if element.get("linebreak") == "newline":
        return r"\\ "
    width = (element.get("width") or "").strip()
    match = re.fullmatch(r"(\d{0,6}\.?\d{0,6})\s*(em|ex|px|pt|cm|mm|in|%|)", width)
    wide = float(match[1]) * _UNITS[match[2]] if match and match[1].strip(".") else _NAMED.get(width, 0.0)
    return next((command for most, command in _SPACES if wide <= most), r"\qquad")
