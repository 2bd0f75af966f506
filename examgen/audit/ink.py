"""A finished file in, its pages' texts out: the operators of the content streams, read one by one.

All text must stand inside marked content, be shown by ``TJ``, and have a meaning in its font's ToUnicode map.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from examgen.audit.codes import Codes, UnknownCode, codes_of
from examgen.audit.pdf_file import PdfFile
from examgen.audit.reading import Mark, PageReading
from examgen.audit.structure import Structure

ENTRY = re.compile(rb"/(\w+) (\d+) 0 R")
OPERATOR = re.compile(
    rb"/(\w+)\s+[\d.]+\s+Tf\b|/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC\b|/Artifact\s+(BMC)\b|\b(EMC)\b"
    rb"|(\bTj\b|\bB[DM]C\b|['\"(<])"
)
"""A font, an MCID, the beginning of an artifact, the end of marked content, or what no page of ours should hold."""

FONT_ONLY = re.compile(rb"[-\s\d.]*(?:Td\s*)?/(\w+)\s+[\d.]+\s+Tf")
KEPT_OPERATORS = 4096

ARTIFACT = -1


def read_ink(path: Path) -> list[PageReading]:
    """All pages of a file."""
    file = PdfFile(path)
    structure = Structure(file)
    fonts: dict[int, Mapping[bytes, Codes]] = {}
    pages: list[PageReading] = []
    for page in file.pages():
        resources = file.referred(page, b"Resources")
        if resources not in fonts:
            fonts[resources] = _codes(file, resources)
        content = file.stream(file.referred(page, b"Contents"))
        try:
            pages.append(_page(_Ink(content, fonts[resources]).marks, structure.roles(page)))
        except (UnknownCode, IndexError) as error:
            raise file.broken(f"page {len(pages) + 1}: {error}") from error
    return pages


def resource_fonts(file: PdfFile, resources: int) -> dict[bytes, int]:
    """Name → object number of the fonts in a resource dictionary."""
    return _entries(file.body(resources), b"Font")


def _entries(body: bytes, name: bytes) -> dict[bytes, int]:
    found = re.search(rb"/%b\s*<<([^<>]*)>>" % name, body)
    return {name: int(number) for name, number in ENTRY.findall(found[1])} if found else {}


def _codes(file: PdfFile, resources: int) -> dict[bytes, Codes]:
    """What the codes of each font stand for; drawings may hold no text."""
    body = file.body(resources)
    for drawing in _entries(body, b"XObject").values():
        if re.search(rb"\bBT\b", file.stream(drawing)):
            raise file.broken(f"the drawing in object {drawing} holds text")
    fonts = _entries(body, b"Font")
    return {name: codes_of(file.stream(file.referred(file.body(font), b"ToUnicode"))) for name, font in fonts.items()}


def _page(marks: list[_Marked], roles: list[str]) -> PageReading:
    if [mcid for mcid, _ in marks if mcid != ARTIFACT] != list(range(len(roles))):
        raise UnknownCode("its marked content is not what its parent tree counts")
    furniture = "\n".join(["".join(texts) for mcid, texts in marks if mcid == ARTIFACT])
    body = tuple([Mark(roles[mcid], "".join(texts)) for mcid, texts in marks if mcid != ARTIFACT])
    return PageReading("\n".join([mark.text for mark in body]), furniture, body)


@lru_cache(maxsize=KEPT_OPERATORS)
def _only_font(operators: bytes) -> bytes | None:
    """The font's name if nothing but a move and a font stands between two arrays, as mostly."""
    found = FONT_ONLY.fullmatch(operators)
    return found[1] if found else None


class _Marked(NamedTuple):
    """A piece of marked content, as it is being read."""

    mcid: int
    texts: list[str]


class _Ink:
    """Reads one content stream: what stands between two TJ arrays is read as operators."""

    def __init__(self, content: bytes, fonts: Mapping[bytes, Codes]) -> None:
        self._fonts = fonts
        self._codes: Codes | None = None
        self._texts: list[str] | None = None
        self.marks: list[_Marked] = []
        self._read(content)

    def _read(self, content: bytes) -> None:
        """A string may hold ``]TJ``; an array ends there only if what stands before is a whole array."""
        pending = b""
        *parts, rest = content.split(b"]TJ")
        for part in parts:
            array = pending + part
            if not pending:
                operators, _, array = part.partition(b"[")
                if font := _only_font(operators):
                    self._codes = self._fonts.get(font)
                else:
                    self._operate(operators)
            if self._codes is None or self._texts is None:
                raise UnknownCode("text stands outside marked content, or has no font")
            text = self._codes.text(array)
            if text is None:
                pending = array + b"]TJ"
            else:
                pending = b""
                self._texts.append(text)
        if pending:
            raise UnknownCode("a string does not end")
        self._operate(rest)

    def _operate(self, operators: bytes) -> None:
        for font, mcid, artifact, end, strange in OPERATOR.findall(operators):
            if font:
                self._codes = self._fonts.get(font)
            elif end:
                self._texts = None
            elif mcid:
                self._open(int(mcid))
            elif artifact:
                self._open(ARTIFACT)
            else:
                raise UnknownCode(f"it holds “{strange.decode('latin-1')}”, which no page should")

    def _open(self, mcid: int) -> None:
        self._texts = []
        self.marks.append(_Marked(mcid, self._texts))
