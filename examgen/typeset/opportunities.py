"""Text in, the places inside its words where a line may end out: as scripts without spaces or the author want it.

The rules for Han characters and their company follow Unicode Standard Annex #14.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from examgen.model.text import FIXED_SPACES, JOINERS
from examgen.typeset.scripts import HAN, home_of

SOFT_HYPHEN, ZERO_SPACE, WORD_JOINER = "\u00ad", "\u200b", "\u2060"
SYLLABLE_PENALTY, WORD_PENALTY = 50.0, 20.0
"""Of a break inside a Korean word, whose lines mostly break at spaces; and between Thai words."""

THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
THAI_LEADING = "เแโใไ"
"""Vowels that are written before the consonant that they follow."""

VIRAMA = 9
"""Canonical combining class of signs that join two consonants."""

NEVER_FIRST = frozenset(
    "々〻ー〜～‐゠–…‥・･ーゝゞヽヾ％‰℃℉°′″ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
NEVER_FIRST |= frozenset("、。，．：；？！﹐﹑﹒﹔﹕﹖﹗,.:;?!%")
NEVER_LAST = frozenset("￥＄￡＃№¥$£#")
INSEPARABLE = frozenset("—―…‥─")
CARED_FOR = re.compile(
    "[\u00ad\u0e01-\u0e4e\u1100-\u11ff\u200b\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0003ffff]"
)


class Opening(NamedTuple):
    """A place in a text before which a line may begin."""

    place: int
    penalty: float = 0.0
    is_hyphenated: bool = False
    """Whether the line before it ends with a hyphen."""

    is_elastic: bool = False
    """Whether white space may be added here, where a line is to fill its measure."""


def openings(text: str) -> list[Opening]:
    """Where a line may begin inside the words of a text, in order."""
    if not CARED_FOR.search(text):
        return []
    found = {opening.place: opening for opening in _between_characters(text)}
    for match in THAI.finditer(text):
        for place in _thai_places(match[0]):
            found.setdefault(match.start() + place, Opening(match.start() + place, WORD_PENALTY, is_elastic=True))
    return sorted(found.values())


def graphemes(text: str) -> list[int]:
    """Places in a text where one user-perceived character ends and the next begins."""
    return [place for place in range(1, len(text)) if _parts(text[place - 1], text[place])]


def _parts(before: str, after: str) -> bool:
    """Whether two characters are two to the eye of a reader."""
    if after in JOINERS or before in JOINERS or unicodedata.category(after).startswith("M") or after == "ำ":
        return False
    return unicodedata.combining(before) != VIRAMA and before not in THAI_LEADING


def _between_characters(text: str) -> Iterator[Opening]:
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if before == SOFT_HYPHEN:
            yield Opening(place, is_hyphenated=True)
        elif before == ZERO_SPACE:
            yield Opening(place)
        elif HAN in (home_of(before), home_of(after)) and _may_part(before, after):
            is_inside = _is_hangul(before) and _is_hangul(after)
            yield Opening(place, SYLLABLE_PENALTY if is_inside else 0.0, is_elastic=not is_inside)


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters, one of which at least is of Han's company."""
    if after in NEVER_FIRST or before in NEVER_LAST or unicodedata.category(before) in ("Ps", "Pi"):
        return False
    if unicodedata.category(after) in ("Pe", "Pf") or (before == after and before in INSEPARABLE):
        return False
    glued = FIXED_SPACES - {"\u3000"} | {WORD_JOINER, " "}
    return before not in glued and after not in glued and after != "\u3000" and _parts(before, after)


def _is_hangul(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\u3130" <= character <= "\u318f" or "\uac00" <= character <= "\ud7a3"


def _thai_places(word: str) -> Iterator[int]:
    """Where words end in a text that has no spaces between them; never inside a syllable's signs."""
    place = 0
    for part in _thai_words()(word)[:-1]:
        place += len(part)
        if _parts(word[place - 1], word[place]):
            yield place


@cache
def _thai_words() -> Callable[[str], list[str]]:
    import budoux  # read by papers with Thai alone

    return budoux.load_default_thai_parser().parse
