"""The words of a heading in, the label of a part that they begin with out: ``(a) Name the products``."""

from __future__ import annotations

import re
from typing import NamedTuple

_LABEL = re.compile(r"\(?(?P<name>[a-z]|[ivx]{2,4})\)(?:\s+|$)(?P<rest>.*)", re.DOTALL)
_OTHER_LABEL = re.compile(r"(?:\(?(?:[^\W\d_]|[ivxIVX]{2,4}|\d{1,2})\)|\d{1,2}\.)(?=\s|$)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class PartLabel(NamedTuple):
    name: str
    rest: str
    """The words behind it."""


def part_label(words: str) -> PartLabel | None:
    """The label that words begin with, if they do."""
    match = _LABEL.fullmatch(words.strip())
    return PartLabel(match["name"], match["rest"]) if match else None


def other_label(words: str) -> str | None:
    """A label that parts of other books have: ``1.``, ``2)``, ``(A)``, and letters of other scripts."""
    match = None if part_label(words) else _OTHER_LABEL.match(words.strip())
    return match[0] if match else None


def is_next(name: str, place: int) -> bool:
    """Whether a part at a place, counted from 1, may be called so."""
    return name in (_LETTERS[place - 1 : place], *_ROMAN[place - 1 : place])
