"""A paragraph in, the capitals out that may name an option and were not understood as mentions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from examgen.markup.flat import OPAQUE
from examgen.markup.words import word_set

_AROUND = 24
_SIGNS = r"\w·⋅∙×^_=+*/<>|\\{[°#$@&"
"""A letter next to one of these belongs to a formula, to code or to a longer name."""

_CAPITAL = re.compile(rf"(?<![{_SIGNS}(.-])\(?(?P<name>[A-Z])\)?(?![{_SIGNS}(]|['’][a-rt-z]|-\w|\.\w|\s?[=<>×·⋅+^|])")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_LAST_WORD = re.compile(r"([\w.]+)\s$")
_NEXT_WORD = re.compile(r"\s([\w'’]+)")
_NAMED = word_set("named")
_VERBS = word_set("verb")
_TERMS = word_set("term")


def bare_capitals(flat: str, labels: Collection[str], taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Letters among these labels outside the mentions that are taken, each with a few words around it."""
    at = 0
    for match in _CAPITAL.finditer(flat):
        start, end = match.span("name")
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            continue
        if match["name"] in labels and _may_be_label(flat, match):
            yield surroundings(flat, start, end)


def _may_be_label(flat: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    before = _LAST_WORD.search(flat, max(0, start - 24), start)
    if before and (before[1].lower().rstrip(".") in _NAMED or before[1][-1].isdigit()):
        return False
    if before and _INITIAL.fullmatch(before[1]):
        return False
    if before and before[1][0].isupper() and not _starts_sentence(flat, before.start()):
        return False
    word = next_word(flat, end)
    if match["name"] in "AI":
        return not word or word.lower() in _VERBS
    return not (word.lower() in _TERMS or (word[:1].isupper() and word.lower() not in _VERBS))


def next_word(flat: str, place: int) -> str:
    """The word after a space at this place; empty if there is none."""
    match = _NEXT_WORD.match(flat, place)
    return match[1] if match else ""


def _starts_sentence(flat: str, place: int) -> bool:
    return not flat[:place].rstrip() if place < 4 else flat[place - 2 : place].strip()[-1:] in (".", ":", "!", "?", ";")


def surroundings(flat: str, start: int, end: int) -> str:
    """The letter with a few words on both sides."""
    left = flat[max(0, start - _AROUND) : start]
    right = flat[end : end + _AROUND]
    left = left if start <= _AROUND else left[left.find(" ") + 1 :]
    right = right if end + _AROUND >= len(flat) else right[: right.rfind(" ") if " " in right else len(right)]
    return (left + flat[start:end] + right).replace("\n", " ").replace(OPAQUE, "…").strip()
