"""Pages in, the text on them out, read from the ink through the fonts' own code tables.

Geometry is worked out from the operators alone, so that it can contradict the page map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, zip_longest

from examgen.model.pages import DOCUMENT, Element, Mark, Page, Pages, Subset
from examgen.typeset.galley import Galley, Slot

TOKEN = re.compile(
    rb"\[(?P<array>(?:\((?:\\.|[^\\)])*\)|[^\]()])*)\]\s*TJ|/(?P<name>\w+)(?P<dictionary><<.*?>>)?|(?P<number>-?\d*\.?\d+)"
    rb"|(?P<operator>[A-Za-z*]+)",
    re.DOTALL,
)
ITEM = re.compile(rb"\((?P<string>(?:\\.|[^\\)])*)\)|(?P<shift>-?\d*\.?\d+)", re.DOTALL)
JUMP = 1000
"""A shift of more than an em before the first character goes to where the text begins."""

CODE = re.compile(rb"[\x01-\x9f]|[\xa0-\xff][\x01-\xff]", re.DOTALL)
BARRED = re.compile(rb"[\\()\r\n]|(?<=[\xa0-\xff]) ")
"""What would need an escape in a string, and a trailing byte that looks like a space."""

SPACE = b" "

Address = tuple[int, int]
"""Of a structure element: the index of its branch, and its index there."""


@dataclass(frozen=True)
class Piece:
    """Characters drawn in one go; lengths are PDF points on the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    element: Address | None
    """Its structure element; ``None`` for an artifact."""


def codes(string: bytes) -> list[bytes]:
    """The codes of a literal string, one byte or two each, without escapes."""
    found = CODE.findall(string)
    assert b"".join(found) == string and not BARRED.search(string), string
    return found


def codes_of_array(array: bytes) -> list[bytes]:
    """The codes of all strings in a TJ array."""
    return [code for item in ITEM.finditer(array) if item["string"] is not None for code in codes(item["string"])]


@cache
def table_of(font: Subset) -> dict[bytes, tuple[str, float]]:
    """Text and width of each code."""
    return dict(zip(font.codes, zip(font.texts, font.widths, strict=True), strict=True))


class _Reader:
    def __init__(self, fonts: Mapping[str, Subset], mark: Mark) -> None:
        self._fonts, self._mark = fonts, mark
        self._operands: list[bytes] = []
        self._origins = [(mark.x, mark.y)]
        self._font, self._size, self._spacing = "", 0.0, 0.0
        self._line_x = self._line_y = self._x = 0.0
        self._elements = iter(mark.elements)
        self._element: Address | None = None
        self._inside: list[bytes] = []
        self.pieces: list[Piece] = []

    def read(self) -> list[Piece]:
        for token in TOKEN.finditer(ink_of_mark(self._mark)):
            if token["array"] is not None:
                self._show(token["array"])
                self._operands.clear()
            elif token["operator"] is None:
                self._operands.append(token["name"] or token["number"])
            else:
                self._obey(token["operator"])
                self._operands.clear()
        assert not self._spacing, "word spacing is left behind"
        return self.pieces

    def _obey(self, operator: bytes) -> None:
        numbers = [float(o) for o in self._operands if re.fullmatch(rb"-?\d*\.?\d+", o)]
        if operator == b"Tf":
            self._font, self._size = self._operands[0].decode(), numbers[-1]
        elif operator == b"Tw":
            (self._spacing,) = numbers
        elif operator == b"BT":
            assert not self._spacing, "word spacing is left behind"
            self._line_x = self._line_y = self._x = 0.0
        elif operator == b"Td":
            self._line_x, self._line_y = self._line_x + numbers[0], self._line_y + numbers[1]
            self._x = self._line_x
        elif operator == b"Tm":
            self._line_x, self._line_y = numbers[-2:]
            self._x = self._line_x
        elif operator == b"q":
            self._origins.append(self._origins[-1])
        elif operator == b"cm":
            left, bottom = self._origins[-1]
            self._origins[-1] = (left + numbers[-2], bottom + numbers[-1])
        elif operator == b"Q":
            self._origins.pop()
        elif operator in (b"BDC", b"BMC"):
            self._inside.append(self._operands[-1])
            if self._operands[-1] not in (b"Span", b"ReverseChars"):
                self._element = (self._mark.branch, next(self._elements)) if operator == b"BDC" else None
        elif operator == b"EMC":
            self._inside.pop()

    def _show(self, array: bytes) -> None:
        font = table_of(self._fonts[self._font])
        start, text = self._x, ""
        for item in ITEM.finditer(array):
            if item["shift"] is not None:
                self._x -= float(item["shift"]) * self._size / 1000
                if not text and abs(float(item["shift"])) > JUMP:
                    start = self._x
            else:
                for code in codes(item["string"]):
                    said, width = font[code]
                    text += said
                    self._x += width * self._size / 1000 + self._spacing * (code == SPACE)
        text = text[::-1] if b"ReverseChars" in self._inside else text
        x, y = self._origins[-1]
        self.pieces.append(
            Piece(
                text,
                x + start,
                x + self._x,
                y + self._line_y,
                self._size,
                self._element,
            )
        )


def ink_of_mark(mark: Mark) -> bytes:
    """What one mark draws, its pieces of marked content numbered from 0."""
    numbers = iter(range(len(mark.elements)))
    frames = [frame % tuple(islice(numbers, frame.count(b"MCID %d"))) for frame in mark.frames]
    return b"".join(part for pair in zip_longest(frames, mark.texts, fillvalue=b"") for part in pair)


def pieces_of_mark(mark: Mark, fonts: Mapping[str, Subset]) -> list[Piece]:
    """What one mark draws, in reading order."""
    return _Reader(fonts, mark).read()


def pieces_of_page(page: Page, fonts: Mapping[str, Subset]) -> list[Piece]:
    """What a page draws, in reading order."""
    return [piece for mark in page.marks for piece in pieces_of_mark(mark, fonts)]


def pieces_of_galley(galley: Galley, fonts: Mapping[str, Subset], filling: str = "\ufffc") -> list[list[Piece]]:
    """What each line of a galley draws, from its own left edge; a slot is a piece of its own."""
    return [_pieces_of_line(line.ink, fonts, filling) for line in galley.lines]


def _pieces_of_line(ink: Iterable[bytes | Slot], fonts: Mapping[str, Subset], filling: str) -> list[Piece]:
    pieces: list[Piece] = []
    x = 0.0
    for part in ink:
        if isinstance(part, Slot):
            pieces.append(Piece(filling, x, x + part.width, 0.0, part.size, None))
            x += part.width
        else:
            drawn = pieces_of_mark(Mark(x, 0.0, (b"", b""), (part,), DOCUMENT, ()), fonts)
            pieces += drawn
            x = drawn[-1].right
    return pieces


def said(pieces: Iterable[Piece]) -> str:
    """The characters of some pieces, those for second glyphs of a character left out."""
    return "".join(piece.text for piece in pieces).replace("\u200b", "")


def text_of_elements(pages: Pages) -> list[tuple[str, str]]:
    """Role and text of each structure element that holds ink itself, in the order of the structure."""
    texts: dict[Address, str] = {}
    for page in pages.pages:
        for piece in pieces_of_page(page, pages.fonts):
            if piece.element is not None:
                texts[piece.element] = texts.get(piece.element, "") + piece.text
    return [
        (element_at(pages, found).role, texts[found].replace("\u200b", ""))
        for found in _in_order(pages)
        if found in texts
    ]


def element_at(pages: Pages, address: Address) -> Element:
    """A structure element."""
    branch, index = address
    return pages.branches[branch][index]


def addresses_of(pages: Pages) -> list[Address]:
    """All elements, parents before their children."""
    return [(number, index) for number, branch in enumerate(pages.branches) for index in range(len(branch))]


def children_of(pages: Pages) -> dict[Address, list[Address]]:
    """What each element holds; the document's own elements are under the parent that each branch gives them."""
    children: dict[Address, list[Address]] = {}
    for address in addresses_of(pages):
        children.setdefault((address[0], element_at(pages, address).parent), []).append(address)
    return children


def _in_order(pages: Pages) -> list[Address]:
    """The elements as a reader comes upon them, parents before their children."""
    children = children_of(pages)

    def under(parent: Address) -> list[Address]:
        return [found for kid in children.get(parent, []) for found in (kid, *under(kid))]

    return [found for number in range(len(pages.branches)) for found in under((number, DOCUMENT))]
