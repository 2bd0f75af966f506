"""A page that pdfium has read in, its texts in reading order out, where lines run from right to left.

pdfium puts the characters of a line in an order of its own, which is a guess where a line runs both ways.
So here they are taken text object by text object, as the page draws them, and in each by their places:
from left to right, or the other way inside ``ReverseChars`` (ISO 32000-1, 14.8.2.3.3).
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from pypdfium2 import raw

RIGHTWARD = re.compile(
    "[\u200e\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters from right to left, and the marks of direction that stand with whatever else runs so."""

ARTIFACT, REVERSED = "Artifact", "ReverseChars"
SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
TURNED = "("
"""Stands for all signs that are mirrored: pdfium turns them over as it sees fit."""

UNTOUCHED = ("L", "EN")
"""Signs of these directions pdfium leaves whole on such lines; of others it takes some apart, such as "½" to "1/2"."""

FRACTION_SLASH = "\u2044"
KEPT_SIGNS = 4096


class Text(NamedTuple):
    """What one text object says."""

    words: str
    is_artifact: bool


class _Character(NamedTuple):
    place: int
    """In pdfium's order."""

    x: float
    sign: str


def folded(text: str) -> str:
    """A text in which no mirrored sign is told from another, nor a sign from what pdfium takes it apart to."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=KEPT_SIGNS)
def _folded(sign: str) -> str:
    if unicodedata.bidirectional(sign) in UNTOUCHED:
        return sign
    parts = unicodedata.normalize("NFKD", sign).replace(FRACTION_SLASH, "/").replace(" ", "")
    return "".join(TURNED if unicodedata.mirrored(part) else part for part in parts)


def marks_of(found: raw.FPDF_PAGEOBJECT) -> tuple[str, ...]:
    """The names of the marked content that an object stands in, from the outermost."""
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    names = []
    for number in range(raw.FPDFPageObj_CountMarks(found)):
        mark = raw.FPDFPageObj_GetMark(found, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        names.append(bytes(name)[: length.value - 2].decode("utf-16-le"))
    return tuple(names)


def texts_in_order(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> Iterator[Text]:
    """All text objects of a page as they are drawn."""
    characters = _characters(textpage)
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            marks = marks_of(found)
            own = characters.get(ctypes.cast(found, ctypes.c_void_p).value or 0, [])
            yield Text(_said(own, is_reversed=REVERSED in marks), marks[:1] == (ARTIFACT,))


def _characters(textpage: raw.FPDF_TEXTPAGE) -> dict[int, list[_Character]]:
    """The characters of each text object, by its address."""
    found: dict[int, list[_Character]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(raw.FPDFText_CountChars(textpage)):
        holder = ctypes.cast(raw.FPDFText_GetTextObject(textpage, place), ctypes.c_void_p).value
        if holder:
            raw.FPDFText_GetCharOrigin(textpage, place, x, y)
            sign = chr(raw.FPDFText_GetUnicode(textpage, place))
            character = _Character(place, round(x.value, 2), sign)
            if found[holder] and (whole := _paired(found[holder][-1].sign, sign)):
                found[holder][-1] = character._replace(sign=whole)
            else:
                found[holder].append(character)
    return found


def _paired(one: str, other: str) -> str:
    """The character of two surrogates, which pdfium gives one by one, and turns round with their line; else nothing."""
    pair = "".join(sorted((one, other)))
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le") if SURROGATES.fullmatch(pair) else ""


def _said(characters: Sequence[_Character], is_reversed: bool) -> str:
    ordered = sorted(characters, key=lambda character: (character.x, character.place))
    clusters = [list(cluster) for _, cluster in groupby(ordered, key=lambda character: character.x)]
    if not is_reversed:
        return "".join(character.sign for cluster in clusters for character in cluster)
    is_turned = any(one[0].place > other[0].place for one, other in pairwise(clusters))
    return "".join(_cluster(cluster, is_turned) for cluster in reversed(clusters))


def _cluster(cluster: Sequence[_Character], is_turned: bool) -> str:
    """What one code says that is read from right to left; ``is_turned`` says whether pdfium turned its line round.

    It turns letters, but leaves marks as they stand.
    """
    signs = [character.sign for character in cluster]
    if not is_turned and any(unicodedata.combining(sign) for sign in signs):
        return "".join(reversed(signs))
    parts = (list(part) for _, part in groupby(signs, key=lambda sign: bool(unicodedata.combining(sign))))
    return "".join("".join(reversed(part) if unicodedata.combining(part[0]) else part) for part in parts)
