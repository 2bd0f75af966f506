"""A paragraph of a bank with lower-case labels in, the bare letters that may name an option out: "c) is a mix"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from examgen.markup.capitals import next_word, surroundings
from examgen.markup.enumerations import enumerated
from examgen.markup.words import alternatives, word_set

_ALONE = r"(?<![\w.'’=+*/^×·⋅<>\\-])(?<![=+*/^×·⋅<>−-]\s)"
_BRACKETED = re.compile(rf"{_ALONE}(?:(?P<own>\()|(?<!\())(?P<name>[a-z])\)(?!\w)")
_POINTED = re.compile(r"(?<![\w.'’-])(?P<name>[a-z])\.(?=\s|$)")
_AFTER = rf"(?:^|[.!?:;,]\s|\b(?:{alternatives('conjunction', 'contrast', 'cause')})\s)"
_POINTED_AT_START = re.compile(rf"{_AFTER}(?P<name>[a-z])\.(?=\s|$)", re.MULTILINE)
_FINITE = alternatives("finite")
_JUDGED = re.compile(
    rf"{_ALONE}(?P<name>[a-z])\s(?:(?:{_FINITE})\s(?:[\w'’]+\s){{0,2}}?(?:{alternatives('judgement')})"
    rf"|(?:{alternatives('too')}))(?!\w)"
)
_SUBJECT = re.compile(rf"(?:^|[.!?:;]\s)(?P<name>[a-z])\s(?:{_FINITE})(?!\w)", re.MULTILINE)
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})\s$")
_FINITE_WORDS = word_set("finite")
_NAMED = word_set("named")
_FAR = 24


def bare_small_letters(flat: str, labels: Collection[str], taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Letters among these labels outside the mentions that are taken, each with a few words around it."""
    places: set[int] = set()
    for sign in (_BRACKETED, _POINTED):
        points = enumerated(flat, sign)
        if not any(next_word(flat, place + 2).lower() in _FINITE_WORDS for place in points):
            places |= points
    for start, end in taken:
        places.update(range(start, end))
    found: dict[int, None] = {}
    for pattern in (_BRACKETED, _POINTED_AT_START, _JUDGED, _SUBJECT):
        for match in pattern.finditer(flat):
            place = match.start("name")
            if match["name"].upper() in labels and place not in places and not _names_other(flat, match):
                found[place] = None
    for place in sorted(found):
        yield surroundings(flat, place, place + 1)


def _names_other(flat: str, match: re.Match[str]) -> bool:
    """Whether a letter is the name of something else, as in "vitamin c", or the end of a bracket, as in "(a, b)"."""
    place = match.start("own") if match.re is _BRACKETED and match["own"] else match.start("name")
    before = _WORD_BEFORE.search(flat, max(0, place - _FAR), place)
    if before:
        return before[1].lower() in _NAMED
    is_open = flat.rfind("(", 0, place) > flat.rfind(")", 0, place)
    return match.re is _BRACKETED and not match["own"] and is_open
