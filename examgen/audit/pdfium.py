"""A finished file in, its pages' texts out, as the outside library pdfium extracts them.

At line ends pdfium writes `EITHER_HYPHEN` for a hyphen of either kind; `with_hyphens` settles which it was.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from examgen.audit.reading import EITHER_HYPHEN, LINE_END_HYPHEN, PageReading, squeezed
from examgen.errors import AuditError

CONTEXT = 12
"""So many characters on either side tell whether the author wrote a hyphen."""


def read_pdfium(path: Path) -> list[PageReading]:
    """All pages of a file."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise AuditError(f"{path}: pdfium cannot open the finished file ({error})") from error
    with document:
        return [_page(path, document[index]) for index in range(len(document))]


def with_hyphens(text: str, wanted: str) -> str:
    """The text, as long as before, with a hyphen for each `EITHER_HYPHEN` where the wanted text has one.

    The others were soft.
    """
    first, *parts = text.split(EITHER_HYPHEN)
    joined = [first]
    before = first[-CONTEXT:]
    for part in parts:
        hard, soft = f"{before}-{part[:CONTEXT]}" in wanted, before + part[:CONTEXT] in wanted
        # Behind a stem's last hyphen on a page, the points may stand before the stem goes on.
        is_hard = hard or (not soft and f"{before}-" in wanted)
        joined.append(("-" if is_hard else LINE_END_HYPHEN) + part)
        before = (before + "-" * is_hard + part)[-CONTEXT:]
    return "".join(joined)


def _page(path: Path, page: pypdfium2.PdfPage) -> PageReading:
    textpage = page.get_textpage()
    text = textpage.get_text_range().replace("\x02", EITHER_HYPHEN)
    order = range(raw.FPDFPage_CountObjects(page))
    head = squeezed("".join(_furniture(page, order, textpage)))
    foot = squeezed("".join([*_furniture(page, reversed(order), textpage)][::-1]))
    start, end = _place(text, len(head)), len(text) - _place(text[::-1], len(foot))
    if (squeezed(text[:start]), squeezed(text[end:])) != (head, foot):
        raise AuditError(f"{path}: pdfium reads a page's head or foot in another order than it is drawn")
    return PageReading(text[start:end], f"{text[:start]}\n{text[end:]}")


def _furniture(page: pypdfium2.PdfPage, order: Iterable[int], textpage: pypdfium2.PdfTextPage) -> Iterator[str]:
    """Texts of the artifacts before the first text that is none."""
    for index in order:
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            if not _is_artifact(found):
                return
            yield _object_text(found, textpage)


def _is_artifact(found: raw.FPDF_PAGEOBJECT) -> bool:
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    if raw.FPDFPageObj_CountMarks(found) != 1:
        return False
    raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(found, 0), name, ctypes.sizeof(name), length)
    return bytes(name)[: length.value - 2].decode("utf-16-le") == "Artifact"


def _object_text(found: raw.FPDF_PAGEOBJECT, textpage: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(found, textpage, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(found, textpage, buffer, size)
    return bytes(buffer)[:-2].decode("utf-16-le")


def _place(text: str, count: int) -> int:
    """Where the text goes on after so many characters that are no white space."""
    place = 0
    while count > 0 and place < len(text):
        count -= len(squeezed(text[place]))
        place += 1
    return place
