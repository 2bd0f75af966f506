"""The letters that label options in all languages: a pattern for one, its rank in its alphabet, the one behind it."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from examgen.markup.words import LATIN, MOST_FIGURES, language_names, speech_of

_ALPHABETS = (
    tuple(LATIN),
    *speech_of(*language_names()).alphabets,
    tuple("가나다라마바사아자차"),
    tuple("กขคงจฉ"),
    tuple("কখগঘঙচ"),
)
_GERESH = "'׳’"
"""Stands behind a Hebrew letter: "תשובה ב׳"."""


def _letters() -> str:
    names = {letter for alphabet in _ALPHABETS for letter in alphabet if letter.isalpha() or len(letter) > 1}
    several = sorted(name for name in names if len(name) > 1)
    single = sorted({case for name in names if len(name) == 1 for case in (name, name.lower()) if len(case) == 1})
    return f"(?:(?:{'|'.join((*several, '[' + ''.join(single) + ']'))})(?:(?<=[א-ת])[{_GERESH}])?)"


LETTER = _letters()
"""One letter in either case, as a regular expression without a capturing group."""


def plain_label(source: str) -> str:
    """The label that a file means: full-width letters and digits are ASCII, a geresh is left out."""
    return normalize("NFKC", source).rstrip(_GERESH)


@cache
def label_rank(label: str) -> int:
    """A number itself, or a letter's place in its alphabet, from 1; where two alphabets hold it, the first counts."""
    if label.isdecimal():
        return int(label[:MOST_FIGURES])
    return next((alphabet.index(label.upper()) + 1 for alphabet in _ALPHABETS if label.upper() in alphabet), 0)


def first_label(like: str) -> str:
    """The label with which a list begins that holds this one."""
    return "1" if like.isdecimal() else _alphabet(like)[0]


def next_label(label: str) -> str:
    """The label behind another one, in upper case; empty behind the last."""
    if label.isdecimal():
        return str(int(label) + 1)
    return "".join(_alphabet(label)[label_rank(label) : label_rank(label) + 1])


def share_alphabet(one: str, other: str) -> bool:
    """Whether two labels can stand in one list."""
    return one.isdecimal() == other.isdecimal() and (
        one.isdecimal() or any({one.upper(), other.upper()} <= set(alphabet) for alphabet in _ALPHABETS)
    )


def _alphabet(label: str) -> tuple[str, ...]:
    return next((alphabet for alphabet in _ALPHABETS if label.upper() in alphabet), tuple(LATIN))
