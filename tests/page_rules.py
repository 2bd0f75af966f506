"""Finished pages in, broken rules out: what any page that examgen makes must keep to, read from the ink itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from ink_reading import Address, Piece, addresses_of, children_of, element_at, pieces_of_page

from examgen.model.pages import DOCUMENT, Element, Pages
from examgen.typeset.frame import Frame

SLACK = 0.6
"""PDF points that rounding may move ink by."""

PART, GAP = re.compile(r"\([a-z]\)|\(\d+\)"), re.compile(r"\(\d+\)")
"""What parts and gaps are called."""

Drawn = list[list[Piece]]
Lines = dict[Address, dict[tuple[int, int], set[float]]]
"""Element → page and column → the baselines of its lines."""

DIRECTIONS = re.compile("[\u200e\u200f]")
"""Marks that lead readers through lines that run both ways."""


def broken_rules(pages: Pages, frame: Frame) -> list[str]:
    """Every breach, in words; a good document has none."""
    drawn = [pieces_of_page(page, pages.fonts) for page in pages.pages]
    lines = _lines(drawn, frame, pages)
    return [
        *_outside(drawn, frame, pages),
        *_overlapping(drawn),
        *_badly_split(pages, lines),
        *_parted(pages, lines),
        *_stranded(pages, drawn),
        *_unnumbered(pages, drawn),
        *_disordered(pages, drawn),
    ]


def body(pieces: Sequence[Piece]) -> list[Piece]:
    """What is no page furniture."""
    return [piece for piece in pieces if piece.element is not None]


def ink_right(piece: Piece) -> float:
    """Right end without the space that a line's end swallowed."""
    return piece.right - _swallowed(piece)


def ink_left(piece: Piece) -> float:
    """Left end likewise, for what is read from right to left."""
    return piece.left + _swallowed(piece)


def _swallowed(piece: Piece) -> float:
    spaces = len(piece.text) - len(piece.text.rstrip(" "))
    return spaces * 0.6 * piece.size


def in_question(piece: Piece, pages: Pages) -> bool:
    """Whether it is part of a question, which stands in a column where there are several."""
    return piece.element is not None and element_at(pages, (piece.element[0], 0)).role == "Sect"


def _column(piece: Piece, frame: Frame, pages: Pages) -> int:
    """The column in which a piece of a question begins; what is not in a question counts as in the first."""
    begun = [number for number, (left, _) in enumerate(frame.column_edges) if piece.left >= left - SLACK]
    return max(begun, default=0) if in_question(piece, pages) else 0


def _outside(drawn: Drawn, frame: Frame, pages: Pages) -> Iterator[str]:
    wide = (frame.left, frame.right)
    for number, pieces in enumerate(drawn, start=1):
        for piece in pieces:
            if piece.element is None:
                inside = piece.left > 0 and piece.right < pages.width and 0 < piece.baseline < pages.height
            else:
                left, right = frame.column_edges[_column(piece, frame, pages)] if in_question(piece, pages) else wide
                inside = (
                    left - SLACK <= (ink_left(piece) if frame.is_rightward else piece.left)
                    and ink_right(piece) <= right + SLACK
                    and frame.bottom <= piece.baseline <= frame.top - 0.5 * piece.size
                )
            if not inside:
                yield f"page {number}: {piece} lies outside the margins or its column"


def _overlapping(drawn: Drawn) -> Iterator[str]:
    for number, pieces in enumerate(drawn, start=1):
        inked = sorted((p for p in pieces if p.text.strip()), key=lambda p: -p.baseline)
        for index, one in enumerate(inked):
            for other in inked[index + 1 :]:
                if other.baseline + 0.7 * other.size < one.baseline - 0.2 * one.size:
                    break
                if min(ink_right(one), ink_right(other)) - max(one.left, other.left) > 1.2:
                    yield f"page {number}: {one} overlaps {other}"


def _lines(drawn: Drawn, frame: Frame, pages: Pages) -> Lines:
    found: Lines = {}
    for number, pieces in enumerate(drawn, start=1):
        for piece in body(pieces):
            assert piece.element is not None
            place = (number, _column(piece, frame, pages))
            found.setdefault(piece.element, {}).setdefault(place, set()).add(round(piece.baseline, 1))
    return found


def _badly_split(pages: Pages, lines: Lines) -> Iterator[str]:
    """A paragraph leaves two lines on either side of the end of a page or column."""
    for element, on_pages in lines.items():
        if len(on_pages) > 1 and min(map(len, on_pages.values())) < 2:
            yield f"{element_at(pages, element)} leaves a single line: {on_pages}"


def _parted(pages: Pages, lines: Lines) -> Iterator[str]:
    """A number stands with its stem, a letter with its text, a stem's end with its first option."""
    first = {element: min(on_pages) for element, on_pages in lines.items()}
    last = {element: max(on_pages) for element, on_pages in lines.items()}
    children = children_of(pages)

    def inked(element: Address) -> list[Address]:
        return [element] * (element in lines) + [leaf for kid in children.get(element, []) for leaf in inked(kid)]

    for address in addresses_of(pages):
        role, kids = element_at(pages, address).role, children.get(address, [])
        if role == "LI":
            label, text = inked(kids[0]), inked(kids[1])
            if text and first[label[0]] != first[text[0]]:
                yield f"a letter is parted from its text (element {address})"
        if role == "Sect":
            for listed in (kid for kid in kids if element_at(pages, kid).role == "L:UpperAlpha"):
                stem = inked(kids[1])
                if stem and last[stem[-1]] != first[inked(listed)[0]]:
                    yield f"a stem is parted from its first option (element {address})"
            beside = inked(kids[1]) if len(kids) > 1 else []
            if beside and first[inked(kids[0])[0]] != first[beside[0]]:
                yield f"a number is parted from its stem (element {address})"


def _stranded(pages: Pages, drawn: Drawn) -> Iterator[str]:
    for number, pieces in enumerate(drawn[:-1], start=1):
        end = body(pieces)[-1]
        assert end.element is not None
        element = element_at(pages, end.element)
        if element.role.startswith("H") and element.parent == DOCUMENT:
            yield f"page {number} ends with the heading “{end.text}”"


def _unnumbered(pages: Pages, drawn: Drawn) -> Iterator[str]:
    for number, pieces in enumerate(drawn, start=1):
        furniture = " ".join(piece.text for piece in pieces if piece.element is None)
        if f"page {number} of {len(drawn)}" not in furniture:
            yield f"page {number} does not say so: {furniture}"


def _disordered(pages: Pages, drawn: Drawn) -> Iterator[str]:
    """Question numbers run without gaps, and so do the letters of parts in each question."""
    labels = [
        DIRECTIONS.sub("", piece.text)
        for pieces in drawn
        for piece in body(pieces)
        if piece.element and _is_number(element_at(pages, piece.element))
    ]
    numbers = [label for label in labels if not PART.fullmatch(label)]
    for section in _runs(numbers):
        if section != [f"{n}." for n in range(1, len(section) + 1)]:
            yield f"numbers do not run without gaps: {section}"
    lettered = "".join(label for label in labels if not GAP.fullmatch(label))
    for parts in re.split(r"\d+\.", lettered):
        if parts != "".join(f"({letter})" for letter in ascii_lowercase[: len(parts) // 3]):
            yield f"parts do not run without gaps: {parts}"


def _is_number(element: Element) -> bool:
    """Whether it is a question's heading, which stands inside the question; others stand in the document itself."""
    return element.role.startswith("H") and element.parent != DOCUMENT


def _runs(numbers: list[str]) -> list[list[str]]:
    """Cut where the numbers begin again, as they do before the answers of a practice sheet."""
    runs: list[list[str]] = []
    for number in numbers:
        if number == "1." or not runs:
            runs.append([])
        runs[-1].append(number)
    return runs


def page_map(pages: Pages) -> str:
    """The page map as text in whole points, one spot a line."""
    lines: list[str] = []
    for number, page in enumerate(pages.pages, start=1):
        lines.append(f"page {number} of {len(pages.pages)}")
        for spot in page.spots:
            place = f"{spot.left:4.0f} {spot.top:4.0f} → {spot.right:4.0f} {spot.bottom:4.0f}"
            lines.append(f"  {place}  {spot.part}" + (f" {spot.question}" if spot.question else ""))
    return "\n".join(lines) + "\n"
