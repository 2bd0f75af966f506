"""A finished file in, its pages' texts out: the operators of the content streams, read one by one.

All text must stand inside marked content, be shown by ``TJ``, and have a meaning in its font's ToUnicode map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from examgen.audit.codes import Codes, UnknownCode, codes_of
from examgen.audit.pdf_file import PdfFile
from examgen.audit.reading import Mark, PageReading

ENTRY = re.compile(rb"/(\w+) (\d+) 0 R")
OPERATOR = re.compile(
    rb"/(?P<role>\w+)\s*(?:<<[^<>]*>>\s*BDC|BMC)|(?P<end>\bEMC\b)|/(?P<font>\w+)\s+[\d.]+\s+Tf\b"
    rb"|(?P<shown>\bTj\b|['\"(])"
)
ARTIFACT = "Artifact"


class Fragment(NamedTuple):
    """Text shown by one operator."""

    role: str
    is_first: bool
    """Opens its piece of marked content."""

    text: str


def read_ink(path: Path) -> list[PageReading]:
    """All pages of a file."""
    file = PdfFile(path)
    fonts: dict[int, Mapping[str, Codes]] = {}
    pages: list[PageReading] = []
    for page in file.pages():
        resources = file.referred(page, b"Resources")
        if resources not in fonts:
            fonts[resources] = _codes(file, resources)
        content = file.stream(file.referred(page, b"Contents"))
        try:
            pages.append(_page(_Ink(fonts[resources]).fragments(content)))
        except UnknownCode as error:
            raise file.broken(f"page {len(pages) + 1}: {error}") from error
    return pages


def resource_fonts(file: PdfFile, resources: int) -> dict[str, int]:
    """Name → object number of the fonts in a resource dictionary."""
    return _entries(file.body(resources), b"Font")


def _entries(body: bytes, name: bytes) -> dict[str, int]:
    found = re.search(rb"/%b\s*<<([^<>]*)>>" % name, body)
    return {name.decode(): int(number) for name, number in ENTRY.findall(found[1])} if found else {}


def _codes(file: PdfFile, resources: int) -> dict[str, Codes]:
    """What the codes of each font stand for; drawings may hold no text."""
    body = file.body(resources)
    for drawing in _entries(body, b"XObject").values():
        if re.search(rb"\bBT\b", file.stream(drawing)):
            raise file.broken(f"the drawing in object {drawing} holds text")
    fonts = _entries(body, b"Font")
    return {name: codes_of(file.stream(file.referred(file.body(font), b"ToUnicode"))) for name, font in fonts.items()}


def _page(fragments: Iterator[Fragment]) -> PageReading:
    marks: list[tuple[str, list[str]]] = []
    for role, is_first, text in fragments:
        if is_first:
            marks.append((role, [text]))
        else:
            marks[-1][1].append(text)
    pieces = [Mark(role, "".join(texts)) for role, texts in marks]
    body = tuple(mark for mark in pieces if mark.role != ARTIFACT)
    furniture = "\n".join(mark.text for mark in pieces if mark.role == ARTIFACT)
    return PageReading("\n".join([mark.text for mark in body]), furniture, body)


class _Ink:
    """Reads one content stream; what is between two arrays is read as operators."""

    def __init__(self, fonts: Mapping[str, Codes]) -> None:
        self._fonts = fonts
        self._role: str | None = None
        self._is_first = False
        self._codes: Codes | None = None

    def fragments(self, content: bytes) -> Iterator[Fragment]:
        """Text by text, in content order."""
        pending = b""
        *parts, rest = content.split(b"]TJ")
        for part in parts:
            operators, bracket, array = (pending + part).partition(b"[")
            self._operate(operators)
            if not bracket or self._codes is None:
                raise UnknownCode("text is shown without a font")
            text = self._codes.text(array)
            pending = pending + part + b"]TJ" if text is None else b""
            if text is not None:
                yield self._fragment(text)
        if pending:
            raise UnknownCode("a string does not end")
        self._operate(rest)

    def _fragment(self, text: str) -> Fragment:
        if self._role is None:
            raise UnknownCode("text stands outside marked content")
        fragment = Fragment(self._role, self._is_first, text)
        self._is_first = False
        return fragment

    def _operate(self, operators: bytes) -> None:
        for found in OPERATOR.finditer(operators):
            match found.lastgroup:
                case "font":
                    self._codes = self._fonts.get(found["font"].decode())
                case "end":
                    self._role = None
                case "role":
                    self._role, self._is_first = found["role"].decode(), True
                case _:
                    raise UnknownCode("text is shown by an operator other than TJ")
