"""A finished file in, its pages' texts out, as the outside library pdfium extracts them.

At line ends pdfium writes `EITHER_HYPHEN` for a hyphen of either kind; `with_hyphens` settles which it was.
"""

from __future__ import annotations

import ctypes
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pypdfium2 import internal, raw

from examgen.audit.both_ways import ARTIFACT, RIGHTWARD, Drawn, marks_of, texts_in_order
from examgen.audit.reading import EITHER_HYPHEN, LINE_END_HYPHEN, PageReading, squeezed, squeezed_once
from examgen.audit.stand_ins import disguised, has_wide_letters
from examgen.errors import AuditError

CONTEXT = 12
"""So many characters on either side tell whether the author wrote a hyphen."""


def read_pdfium(path: Path) -> list[PageReading]:
    """All pages of a file."""
    found: list[PageReading] = []
    if has_wide_letters(path):
        return _read_by_objects(path)
    with closing(opened(path, path.read_bytes())) as pages:
        for page, textpage in pages:
            text = _text(textpage)
            if RIGHTWARD.search(text):
                return _read_by_objects(path)
            found.append(_reading(path, page, textpage, text))
    return found


def _read_by_objects(path: Path) -> list[PageReading]:
    """All pages of a file whose lines pdfium would put in another order."""
    disguise = disguised(path)
    with closing(opened(path, disguise.data)) as pages:
        return [_page(texts_in_order(page, textpage, disguise.texts)) for page, textpage in pages]


def with_hyphens(text: str, wanted: str) -> str:
    """The text, as long as before, with a hyphen for each `EITHER_HYPHEN` where the wanted text has one.

    The others were soft.
    """
    first, *parts = text.split(EITHER_HYPHEN)
    joined = [first]
    before = first[-CONTEXT:]
    for part in parts:
        # Behind a stem's last hyphen on a page, the points may stand before the stem goes on.
        is_hard = f"{before}-" in wanted and (
            f"{before}-{part[:CONTEXT]}" in wanted or before + part[:CONTEXT] not in wanted
        )
        joined.append(("-" if is_hard else LINE_END_HYPHEN) + part)
        before = (before + "-" * is_hard + part)[-CONTEXT:]
    return "".join(joined)


def opened(path: Path, data: bytes) -> Generator[tuple[raw.FPDF_PAGE, raw.FPDF_TEXTPAGE], None, None]:
    """Each page of a file, open until the next."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        reason = internal.ErrorToStr.get(raw.FPDF_GetLastError())
        raise AuditError(f"{path}: pdfium cannot open the finished file ({reason})")
    try:
        for index in range(raw.FPDF_GetPageCount(document)):
            page = raw.FPDF_LoadPage(document, index)
            textpage = raw.FPDFText_LoadPage(page)
            try:
                if not textpage:
                    raise AuditError(f"{path}: pdfium cannot read page {index + 1}")
                yield page, textpage
            finally:
                raw.FPDFText_ClosePage(textpage)
                raw.FPDF_ClosePage(page)
    finally:
        raw.FPDF_CloseDocument(document)


def _reading(path: Path, page: raw.FPDF_PAGE, textpage: raw.FPDF_TEXTPAGE, text: str) -> PageReading:
    """A page on which all lines run from left to right."""
    text = text.replace("\x02", EITHER_HYPHEN)
    order = range(raw.FPDFPage_CountObjects(page))
    head = squeezed("".join(_furniture(page, order, textpage)))
    foot = squeezed("".join([*_furniture(page, reversed(order), textpage)][::-1]))
    start, end = _place(text, len(head)), len(text) - _place(text[::-1], len(foot))
    if (squeezed(text[:start]), squeezed(text[end:])) != (head, foot):
        raise AuditError(f"{path}: pdfium reads a page's head or foot in another order than it is drawn")
    body = text[start:end]
    return PageReading(body, squeezed(body), f"{text[:start]}\n{text[end:]}")


def _page(texts: Iterable[Drawn]) -> PageReading:
    """A page of texts as they are drawn."""
    said = [*texts]
    body, furniture = ("\n".join(text.words for text in said if text.is_artifact == wanted) for wanted in (False, True))
    return PageReading(body, squeezed(body), furniture)


def _text(textpage: raw.FPDF_TEXTPAGE) -> str:
    """All that a page says."""
    count = raw.FPDFText_CountChars(textpage)
    units = _room(count + 1)
    written = raw.FPDFText_GetText(textpage, 0, count, units)
    return ctypes.string_at(units, 2 * written - 2).decode("utf-16-le", "ignore")


def _furniture(page: raw.FPDF_PAGE, order: Iterable[int], textpage: raw.FPDF_TEXTPAGE) -> Iterator[str]:
    """Texts of the artifacts before the first text that is none."""
    for index in order:
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            if marks_of(found) != (ARTIFACT,):
                return
            yield _object_text(found, textpage)


def _object_text(found: raw.FPDF_PAGEOBJECT, textpage: raw.FPDF_TEXTPAGE) -> str:
    size = raw.FPDFTextObj_GetText(found, textpage, None, 0)
    units = _room(size // 2)
    raw.FPDFTextObj_GetText(found, textpage, units, size)
    return ctypes.string_at(units, size - 2).decode("utf-16-le")


def _room(count: int) -> ctypes.Array[ctypes.c_ushort]:
    """Room for so many units of UTF-16 or more; to ctypes, each length is a class of its own, so there are few."""
    return (ctypes.c_ushort * (1 << count.bit_length()))()


def _place(text: str, count: int) -> int:
    """Where the text goes on after so many characters that are no white space."""
    place = 0
    while count > 0 and place < len(text):
        count -= len(squeezed_once(text[place]))
        place += 1
    return place
