"""A paragraph in, the bare lower-case letters that may name an option out: "c) is a mix".

Where labels are capitals, these are letters in brackets with a verb behind them alone: "so (b) is wrong".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from examgen.markup.capitals import next_word, surroundings
from examgen.markup.enumerations import enumerated
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech

_ALONE = r"(?<![\w.'’=+*/^×·⋅<>\\-])(?<![=+*/^×·⋅<>−-]\s)"
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})\s$")
_FAR = 24


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How bare letters stand in one speech; each has a group ``name``."""

    bracketed: re.Pattern[str]
    """Has a group ``own`` where the letter has brackets on both sides."""

    pointed: re.Pattern[str]
    pointed_at_start: re.Pattern[str]
    judged: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def _patterns(speech: Speech) -> _Patterns:
    words, name, finite = speech.alternatives, rf"(?P<name>[{speech.small_letters}])", speech.alternatives("finite")
    after = rf"(?:^|[.!?:;,]\s|\b(?:{words('conjunction', 'contrast', 'cause')})\s)"
    return _Patterns(
        bracketed=re.compile(rf"{_ALONE}(?:(?P<own>\()|(?<!\()){name}\)(?!\w)"),
        pointed=re.compile(rf"(?<![\w.'’-]){name}\.(?=\s|$)"),
        pointed_at_start=re.compile(rf"{after}{name}\.(?=\s|$)", re.MULTILINE),
        judged=re.compile(
            rf"{_ALONE}{name}\s(?:(?:{finite})\s(?:[\w'’]+\s){{0,2}}?(?:{words('judgement')})"
            rf"|(?:{words('too')}))(?!\w)"
        ),
        subject=re.compile(rf"(?:^|[.!?:;]\s){name}\s(?:{finite})(?!\w)", re.MULTILINE),
    )


def bare_small_letters(flat: str, names: OptionNames, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Letters that name options outside the mentions that are taken, each with a few words around it."""
    patterns, is_finite = _patterns(names.speech), names.speech.matcher("finite")
    places: set[int] = set()
    for sign in (patterns.bracketed, patterns.pointed):
        points = enumerated(flat, sign)
        if not any(is_finite(next_word(flat, place + 2)) for place in points):
            places |= points
    for start, end in taken:
        places.update(range(start, end))
    found: dict[int, None] = {}
    bare = (patterns.pointed_at_start, patterns.judged, patterns.subject) if names.are_small else ()
    for pattern in (patterns.bracketed, *bare):
        for match in pattern.finditer(flat):
            place = match.start("name")
            is_acting = names.are_small or (match["own"] and is_finite(next_word(flat, match.end())))
            is_option = is_acting and names.place(match["name"]) is not None
            if is_option and place not in places and not _names_other(flat, match, names.speech):
                found[place] = None
    for place in sorted(found):
        yield surroundings(flat, place, place + 1)


def _names_other(flat: str, match: re.Match[str], speech: Speech) -> bool:
    """Whether a letter is the name of something else, as in "vitamin c", or the end of a bracket, as in "(a, b)"."""
    is_bracketed = match.re is _patterns(speech).bracketed
    place = match.start("own") if is_bracketed and match["own"] else match.start("name")
    before = _WORD_BEFORE.search(flat, max(0, place - _FAR), place)
    if before:
        return speech.matcher("named")(before[1])
    is_open = flat.rfind("(", 0, place) > flat.rfind(")", 0, place)
    return is_bracketed and not match["own"] and is_open
