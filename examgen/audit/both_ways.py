"""A page that pdfium has read in, its texts in reading order out, where lines run from right to left.

The page says stand-ins, and these are taken text object by text object, as the page draws them, and what they stand for
the other way round inside ``ReverseChars`` (ISO 32000-1, 14.8.2.3.3).
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pypdfium2 import raw

from examgen.errors import AuditError

RIGHTWARD = re.compile(
    "[\u200e\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters from right to left, and the marks of direction that stand with whatever else runs so."""

ARTIFACT, REVERSED = "Artifact", "ReverseChars"


class Drawn(NamedTuple):
    """What one text object says."""

    words: str
    is_artifact: bool


def marks_of(found: raw.FPDF_PAGEOBJECT) -> tuple[str, ...]:
    """The names of the marked content that an object stands in, from the outermost."""
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    names = []
    for number in range(raw.FPDFPageObj_CountMarks(found)):
        mark = raw.FPDFPageObj_GetMark(found, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        names.append(bytes(name)[: length.value - 2].decode("utf-16-le"))
    return tuple(names)


def texts_in_order(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE, texts: Mapping[str, str]) -> Iterator[Drawn]:
    """All text objects of a page as they are drawn; ``texts`` is what stand-ins stand for."""
    for found, letters in _objects(page, textpage):
        marks, words = marks_of(found), "".join(_said(letters, texts))
        yield Drawn(words[::-1] if REVERSED in marks else words, marks[:1] == (ARTIFACT,))


def letters_of(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> Iterator[str]:
    """What each text object of a page says, in pdfium's own order, as they are drawn."""
    yield from (letters for _, letters in _objects(page, textpage))


def _objects(page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, str]]:
    """Each text object of a page with its letters."""
    letters = _letters(textpage)
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            yield found, letters[_address(found)]


def _letters(textpage: raw.FPDF_TEXTPAGE) -> dict[int, str]:
    """The letters of each text object, by its address; what stands in none pdfium made up."""
    found: dict[int, str] = defaultdict(str)
    for place in range(raw.FPDFText_CountChars(textpage)):
        if holder := _address(raw.FPDFText_GetTextObject(textpage, place)):
            found[holder] += chr(raw.FPDFText_GetUnicode(textpage, place))
    return found


def _said(letters: str, texts: Mapping[str, str]) -> Iterator[str]:
    """What letters stand for; white space is pdfium's own, since none stands for a text."""
    for letter in letters:
        if letter in texts:
            yield texts[letter]
        elif not letter.isspace():
            raise AuditError(f"pdfium reads “{letter}” where no code of the file's fonts says it")


def _address(found: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(found, ctypes.c_void_p).value or 0
