"""A pattern that answers are held against in, the words that it stands for out: ``colou?r``, ``(cat|dog)s?``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_MOST = 12
"""Words; a pattern that stands for more is no list of answers."""

_PIECE = re.compile(
    r"(?P<group>\((?:\?:)?(?P<inner>[^()\[\]\\]*)\)|\[(?P<either>[^\[\]\\^-]+)\]"
    r"|\\s(?P<space>[+*]?)|\\(?P<sign>[^\w\s])|(?P<plain>[^\\.*+?|()\[\]{}^$]))(?P<optional>\??)(?![*+{?])"
)


def words_of(pattern: str) -> tuple[str, ...]:
    """The words that a pattern stands for, capitals aside; none where they are too many, or cannot be told."""
    found: list[str] = []
    for side in _sides(pattern.removeprefix("^").removesuffix("$")):
        pieces = list(_pieces(side))
        if () in pieces or len(found) > _MOST:
            return ()
        choices = 1
        for piece in pieces:
            choices *= len(piece)
        if choices > _MOST:
            return ()
        found += [" ".join("".join(each).split()) for each in product(*pieces)]
    words = {word.casefold(): word for word in reversed(found) if word}
    return tuple(reversed(words.values())) if len(words) <= _MOST else ()


def _sides(pattern: str) -> Iterator[str]:
    """What stands between the bars that are in no brackets."""
    depth, start = 0, 0
    for place, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            yield pattern[start:place]
            start = place + 1
    yield pattern[start:]


def _pieces(side: str) -> Iterator[tuple[str, ...]]:
    """What each piece of a pattern stands for; nothing for one that is not understood."""
    place = 0
    while place < len(side):
        piece = _PIECE.match(side, place)
        if piece is None:
            yield ()
            return
        yield tuple(dict.fromkeys((*_meant(piece), *("",) * bool(piece["optional"]))))
        place = piece.end()


def _meant(piece: re.Match[str]) -> tuple[str, ...]:
    if piece["inner"] is not None:
        return tuple(piece["inner"].split("|")) if not set(piece["inner"]) & set(".*+?{}^$") else ()
    if piece["either"]:
        return tuple(piece["either"])
    if piece["space"] is not None:
        return ("",) if piece["space"] == "*" else (" ",)
    return (piece["sign"] or piece["plain"],)
