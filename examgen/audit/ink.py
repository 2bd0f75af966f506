"""A finished file in, its pages' texts out: the content streams, read piece by piece of marked content.

All text must stand inside marked content, be shown by ``TJ`` in a font that is chosen in the same piece,
and have a meaning in its font's ToUnicode map.
What pieces say is kept, because variants show the same pieces again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from examgen.audit.codes import KEPT_FONTS, UnknownCode, codes_of
from examgen.audit.drawings import sign_read
from examgen.audit.pdf_file import PdfFile
from examgen.audit.reading import PageReading, squeezed_once
from examgen.audit.structure import Structure

ENTRY = re.compile(rb"/(\w+) (\d+) 0 R")
OPENING = re.compile(rb"[^\[\]()<>'\"/]*+/(?:Artifact\s+BMC|\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC)\b")
"""Marked content begins; nothing before it is shown."""

REVERSED = b"/ReverseChars"
"""What runs from right to left is shown inside it, from left to right (ISO 32000-1, 14.8.2.3.3)."""

INNER = re.compile(rb"(/ReverseChars)\s+BMC\b|(/Span)<</Lang\([A-Za-z0-9-]+\)>>BDC\b|\bEMC\b")
"""Marked content begins and ends inside other."""

FONT = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf\b")
DRAWING = re.compile(rb"\s*(?:q\s+[-\d.\s]+cm\s*)?/(\w+)\s+Do\b(?:\s+Q)?\s*")
"""A piece that is nothing but a drawing at its place."""

STRANGE = re.compile(rb"\bTj\b|\bDo\b|\bB[DM]C\b|['\"()<>\[\]]")
"""What no page of ours holds outside its TJ arrays, its drawings and the beginnings of marked content."""

KEPT_PIECES, KEPT_ARTIFACTS = 1_500, 200
"""Feet come and go, and must not drive out what all variants say."""

KEPT_OPERATORS = 4096


def read_ink(path: Path) -> list[PageReading]:
    """All pages of a file."""
    file = PdfFile(path)
    structure = Structure(file)
    scripts: dict[int, Script] = {}
    pages: list[PageReading] = []
    for page in file.pages():
        resources = file.referred(page, b"Resources")
        content = file.stream(file.referred(page, b"Contents"))
        try:
            if resources not in scripts:
                scripts[resources] = _script(file, resources)
            pages.append(_page(scripts[resources].pieces(content), structure.roles(page)))
        except UnknownCode as error:
            raise file.broken(f"page {len(pages) + 1}: {error}") from error
    return pages


def resource_fonts(file: PdfFile, resources: int) -> dict[bytes, int]:
    """Name → object number of the fonts in a resource dictionary."""
    return _entries(file.body(resources), b"Font")


def _entries(body: bytes, name: bytes) -> dict[bytes, int]:
    found = re.search(rb"/%b\s*<<([^<>]*)>>" % name, body)
    return {name: int(number) for name, number in ENTRY.findall(found[1])} if found else {}


def _script(file: PdfFile, resources: int) -> Script:
    """How to read pages with these resources."""
    body = file.body(resources)
    fonts, drawings = _entries(body, b"Font"), _entries(body, b"XObject")
    return _script_of(
        tuple((name, file.stream(file.referred(file.body(font), b"ToUnicode"))) for name, font in fonts.items()),
        tuple((name, sign_read(file, drawing)) for name, drawing in drawings.items()),
    )


def _page(pieces: Iterable[tuple[int | None, Said]], roles: list[str]) -> PageReading:
    numbers, body, furniture = [], [], []
    for number, said in pieces:
        if number is None:
            furniture.append(said.text)
        else:
            numbers.append(number)
            body.append(said)
    if numbers != [*range(len(roles))]:
        raise UnknownCode("its marked content is not what its parent tree counts")
    texts = [said.squeezed for said in body]
    return PageReading(
        body="\n".join([said.text for said in body]),
        text="".join(texts),
        furniture="\n".join(furniture),
        marks=tuple(zip(roles, texts, strict=True)),
    )


class Said(NamedTuple):
    """What a piece of marked content says."""

    text: str
    squeezed: str


class Script:
    """Reads content streams by the ToUnicode maps of their fonts and the signs of their drawings."""

    def __init__(self, fonts: Mapping[bytes, bytes], drawings: Mapping[bytes, str]) -> None:
        self._fonts = {name: codes_of(to_unicode) for name, to_unicode in fonts.items()}
        self._drawings = drawings
        self._kept: dict[bytes, Said] = {}
        self._artifacts: dict[bytes, Said] = {}

    def pieces(self, content: bytes) -> Iterator[tuple[int | None, Said]]:
        """Each piece of marked content with its MCID, or none if it is an artifact.

        A string may hold ``EMC``; a piece ends there only if what stands before is a whole piece.
        """
        pending = b""
        *parts, rest = content.split(b"EMC")
        for part in parts:
            piece = pending + part
            opening = OPENING.match(piece)
            if opening is None:
                raise UnknownCode("something other than marked content is shown")
            ink = piece[opening.end() :]
            said = (self._kept if opening[1] else self._artifacts).get(ink) or self._kept_said(ink, opening[1])
            if said is None:
                pending = piece + b"EMC"
            else:
                pending = b""
                yield int(opening[1]) if opening[1] else None, said
        if pending or STRANGE.search(rest):
            raise UnknownCode("a string does not end, or something other than marked content is shown")

    def _kept_said(self, ink: bytes, mcid: bytes | None) -> Said | None:
        """What a piece says, kept for the next that says it; ``None`` if it goes on."""
        said = self._said(ink, mcid)
        if said is not None:
            kept, most = (self._kept, KEPT_PIECES) if mcid else (self._artifacts, KEPT_ARTIFACTS)
            if len(kept) >= most:
                kept.clear()
            kept[ink] = said
        return said

    def _said(self, ink: bytes, mcid: bytes | None) -> Said | None:
        if drawing := DRAWING.fullmatch(ink):
            return self._shown(drawing[1], mcid)
        texts = self._texts(ink)
        return None if texts is None else Said("".join(texts), "".join(map(squeezed_once, texts)))

    def _shown(self, name: bytes, mcid: bytes | None) -> Said:
        """What a piece says that is nothing but a drawing: its sign, or nothing if it is an artifact."""
        sign = self._drawings.get(name) if mcid else ""
        if sign is None:
            raise UnknownCode("it shows a drawing that its resources do not hold")
        return Said(sign, sign)

    def _texts(self, ink: bytes) -> list[str] | None:
        """The texts of a piece's TJ arrays; ``None`` if it ends inside one.

        A string may hold ``]TJ``; an array ends there only if what stands before is a whole array.
        """
        codes, texts, pending = None, [], b""
        inside: tuple[bytes, ...] = ()
        *parts, rest = ink.split(b"]TJ")
        for part in parts:
            array = pending + part
            if not pending:
                operators, _, array = part.partition(b"[")
                font, inside = _font_set(operators, inside)
                if font:
                    codes = self._fonts.get(font)
            if codes is None:
                raise UnknownCode("text has no font")
            if (text := codes.text(array)) is None:
                pending = array + b"]TJ"
            else:
                pending = b""
                texts.append(text[::-1] if REVERSED in inside else text)
        if pending or b"[" in rest:
            return None
        _, inside = _font_set(rest, inside)
        return None if inside else texts


@lru_cache(maxsize=KEPT_FONTS)
def _script_of(fonts: tuple[tuple[bytes, bytes], ...], drawings: tuple[tuple[bytes, str], ...]) -> Script:
    """Documents with equal fonts and drawings share what is kept."""
    return Script(dict(fonts), dict(drawings))


@lru_cache(maxsize=KEPT_OPERATORS)
def _font_set(operators: bytes, inside: tuple[bytes, ...]) -> tuple[bytes, tuple[bytes, ...]]:
    """The font that operators choose, empty if none, and the marked content that they leave open; they show no text."""
    for found in INNER.finditer(operators):
        if name := found[1] or found[2]:
            inside = (*inside, name)
        elif not inside:
            raise UnknownCode("marked content ends where none began")
        else:
            inside = inside[:-1]
    operators = INNER.sub(b"", operators)
    if strange := STRANGE.search(operators):
        raise UnknownCode(f"it holds “{strange[0].decode('latin-1')}”, which no page should")
    fonts: list[bytes] = FONT.findall(operators)
    return fonts[-1] if fonts else b"", inside
