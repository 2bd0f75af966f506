"""A line of a closing answer list in, its entries out: question number and what is said to be right."""

from __future__ import annotations

import re

from examgen.formats.plain_text.signs import Line, unwrapped
from examgen.formats.plain_text.words import any_of

_ENTRY = re.compile(
    rf"(?:[-*•]\s+)?(?:(?:{any_of('question')})\.?|#)?\s*(?P<number>\d{{1,4}})"
    r"\s*(?:[.):=]|[-–—]+>?|→|(?=\s))\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_ONE = r"(?:q\s*)?\d{1,4}\s*(?:[.):=]\s*|[-–—]\s*|\s)\s*[(\[]?[A-Za-z][)\]]?"
_ROW = re.compile(rf"{_ONE}(?:\s*[,;|]\s*|\s+){_ONE}(?:(?:\s*[,;|]\s*|\s+){_ONE})*\s*[.,;]?$", re.IGNORECASE)
_ROW_ENTRY = re.compile(
    r"(?P<number>\d{1,4})\s*(?:[.):=]\s*|[-–—]\s*|\s)\s*(?P<value>[(\[]?[A-Za-z][)\]]?)", re.IGNORECASE
)
_LONGEST_ROW = 2000


def entries_of(line: Line) -> list[tuple[str, str]]:
    """One entry, or several in a row ("1 B, 2 C, 3 A"); none for any other line."""
    text = unwrapped(line.text)
    if len(text) <= _LONGEST_ROW and _ROW.match(text):
        return [(_plain(match["number"]), match["value"]) for match in _ROW_ENTRY.finditer(text)]
    match = _ENTRY.match(text)
    return [(_plain(match["number"]), match["value"])] if match else []


def _plain(number: str) -> str:
    return str(int(number))
