"""A finished file in, the same file with its pages' ink changed out: valid as a PDF, wrong as a paper."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
STREAM = re.compile(rb"(.*?/Length )(\d+)(\b.*?stream\n)(.*)\nendstream\s*", re.DOTALL)
PIECE = re.compile(rb"/P<</MCID \d+>>BDC (.*?) EMC\n", re.DOTALL)
ARTIFACT = re.compile(rb"/Artifact BMC (.*?) EMC\n", re.DOTALL)
ENTRY = re.compile(rb"<([0-9A-F]{2,4})> <((?:[0-9A-F]{4})+)>")
CODE = re.compile(rb"[\x01-\x9f]|[\xa0-\xff].", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf\[((?:[^\[\]()]|\((?:[^()\\]|\\.)*\))*)\]TJ", re.DOTALL)
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)


@dataclass
class Ink:
    """One piece of marked content, or one artifact."""

    page: int
    place: int
    """Where the ink begins in the page's content."""

    ink: bytes
    text: str


class Paper:
    """A finished file, taken apart; `write` puts it together again with a new cross-reference table."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self._head = data[: data.index(b"1 0 obj")]
        self.bodies = {int(number): body for number, body in OBJECT.findall(data)}
        self._trailer = re.search(rb"trailer\n(.*?)startxref", data, re.DOTALL)[1]
        self._tree = next(number for number, body in self.bodies.items() if b"/Type/Pages" in body)
        fonts = next(body for body in self.bodies.values() if b"<</Font<<" in body)
        self.codes = {name: self._to_unicode(int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", fonts)}

    def _to_unicode(self, font: int) -> dict[bytes, str]:
        number = int(re.search(rb"/ToUnicode (\d+)", self.bodies[font])[1])
        return {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in ENTRY.findall(self.stream(number))
        }

    @property
    def pages(self) -> list[int]:
        """Object numbers of the content streams."""
        kids = re.search(rb"/Kids\[(.*?)\]", self.bodies[self._tree])[1]
        return [
            int(re.search(rb"/Contents (\d+)", self.bodies[int(page)])[1]) for page in re.findall(rb"(\d+) 0 R", kids)
        ]

    def stream(self, number: int) -> bytes:
        """A stream, inflated."""
        return zlib.decompress(STREAM.fullmatch(self.bodies[number])[4])

    def set_stream(self, number: int, data: bytes) -> None:
        """Replace a stream, deflated."""
        head, _, middle, _ = STREAM.fullmatch(self.bodies[number]).groups()
        packed = zlib.compress(data)
        self.bodies[number] = head + b"%d" % len(packed) + middle + packed + b"\nendstream"

    def pieces(self, pattern: re.Pattern[bytes] = PIECE) -> list[Ink]:
        """All pieces of marked content in order, page after page."""
        return [
            Ink(page, found.start(1), found[1], self.text(found[1]))
            for page in self.pages
            for found in pattern.finditer(self.stream(page))
        ]

    def text(self, ink: bytes) -> str:
        """What a piece says."""
        return "".join(
            self.codes[font][code]
            for font, array in SHOWN.findall(ink)
            for string in STRING.findall(array)
            for code in CODE.findall(string)
        )

    def code(self, font: bytes, text: str) -> bytes:
        """The code of a text in a font, which needs no escape in a string."""
        return next(code for code, known in self.codes[font].items() if known == text)

    def edit(self, *changes: tuple[Ink, bytes]) -> None:
        """Put other ink in the place of pieces."""
        for piece, ink in sorted(changes, key=lambda change: -change[0].place):
            assert ink != piece.ink
            content = self.stream(piece.page)
            assert content.startswith(piece.ink, piece.place)
            self.set_stream(piece.page, content[: piece.place] + ink + content[piece.place + len(piece.ink) :])

    def swap(self, one: Ink, other: Ink) -> None:
        """Let two pieces say each other's words, where they stand."""
        inks = _shown(one.ink), _shown(other.ink)
        self.edit((one, one.ink.replace(*inks)), (other, other.ink.replace(*inks[::-1])))

    def blank(self, *pieces: Ink) -> None:
        """Let pieces say nothing."""
        self.edit(*((piece, SHOWN.sub(rb"/\1 9 Tf[]TJ", piece.ink)) for piece in pieces))

    def retype(self, piece: Ink, old: str, new: str) -> None:
        """Replace a character that a piece says, once, by another one of the same font."""
        for found in SHOWN.finditer(piece.ink):
            font, array = found.groups()
            if old not in self.codes[font].values():
                continue
            for string in STRING.finditer(array):
                codes = CODE.findall(string[1])
                if (code := self.code(font, old)) in codes:
                    codes[codes.index(code)] = self.code(font, new)
                    start, end = (found.start(2) + place for place in string.span(1))
                    self.edit((piece, piece.ink[:start] + b"".join(codes) + piece.ink[end:]))
                    return
        raise AssertionError(f"“{piece.text}” does not say “{old}”")

    def drop_page(self, place: int) -> None:
        """Take a page out of the page tree."""
        tree = self.bodies[self._tree]
        kids = re.findall(rb"\d+ 0 R", re.search(rb"/Kids\[(.*?)\]", tree)[1])
        del kids[place]
        self.bodies[self._tree] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))

    def write(self, path: Path) -> Path:
        """Put the file together again."""
        objects = [b"%d 0 obj\n%b\nendobj\n" % item for item in sorted(self.bodies.items())]
        offsets = list(accumulate(map(len, objects), initial=len(self._head)))
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets[:-1])
        xref = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n%b" % (len(offsets), table, self._trailer)
        path.write_bytes(self._head + b"".join(objects) + xref + b"startxref\n%d\n%%%%EOF\n" % offsets[-1])
        return path


def _shown(ink: bytes) -> bytes:
    """A piece's ink from its first font on."""
    return ink[ink.index(b"/F") : ink.rindex(b"ET")]
