"""A paragraph in, the capitals out that may name an option and were not understood as mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from examgen.markup.flat import OPAQUE
from examgen.markup.grammar import grammar_of
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech

_AROUND = 24
_SIGNS = r"·⋅∙×^_=+*/<>|\\{\[°#$@&"
"""A letter next to one of these belongs to a formula, to code or to a longer name."""

_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_LAST_WORD = re.compile(r"([\w.]+)\s$")
_NEXT_WORD = re.compile(r"\s([\w'’]+)")


@cache
def _capital(speech: Speech) -> re.Pattern[str]:
    """A capital, or a letter of a script that has none, that stands alone."""
    before, after = speech.sign(rf"{_SIGNS}(.-"), speech.sign(rf"{_SIGNS}(")
    name = rf"(?P<name>{speech.letters(is_capital=True)})"
    return re.compile(rf"(?<!{before})\(?{name}\)?(?!{after}|['’][a-rt-z]|-\w|\.\w|\s?[=<>×·⋅+^|])")


def bare_capitals(flat: str, names: OptionNames, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Letters that name options outside the mentions that are taken, each with a few words around it."""
    at = 0
    for match in _capital(names.speech).finditer(flat):
        start, end = match.span("name")
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            continue
        if names.place(match["name"]) is not None and _may_be_label(flat, match, names.speech):
            yield surroundings(flat, start, end)


def joined_capitals(flat: str, names: OptionNames, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Capitals written together of which something is said, outside the mentions that are taken: "BCD错误"."""
    places = {place for span in taken for place in range(*span)}
    for match in grammar_of(names.speech).bare_joined.finditer(flat):
        if match.start() not in places and names.are_joined(match["list"]):
            yield surroundings(flat, *match.span())


def _may_be_label(flat: str, match: re.Match[str], speech: Speech) -> bool:
    is_verb = speech.matcher("verb")
    start, end = match.span()
    if is_named(flat, start, speech):
        return False
    before = _LAST_WORD.search(flat, max(0, start - _AROUND), start)
    if before and (speech.matcher("named")(before[1].rstrip(".")) or before[1][-1].isdigit()):
        return False
    if before and _INITIAL.fullmatch(before[1]):
        return False
    if before and before[1][0].isupper() and not _starts_sentence(flat, before.start()):
        return False
    word = next_word(flat, end)
    if flat[end - 1] == ")" and flat[start] != "(" and word:
        return True  # "A) Too small" is no initial.
    if match["name"] in speech.letter_words:
        return not word or is_verb(word)
    return not (speech.matcher("term")(word) or (word[:1].isupper() and not is_verb(word)))


def is_named(flat: str, place: int, speech: Speech) -> bool:
    """Whether a noun whose letter is a name of its own ends here, in a language that puts no space between them."""
    if speech.is_spaced:
        return False
    return re.search(rf"(?:{speech.alternatives('named')})\s?$", flat[max(0, place - _AROUND) : place]) is not None


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
