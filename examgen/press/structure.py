"""Structure elements in, structure objects out, as ready-made bytes (ISO 32000-1, 14.7).

Marked content was numbered while the pages were inked; here the numbers meet their elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.model.pages import Element

TABLE_HEAD = b"/A<</O/Table/Scope/Row>>"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Object numbers that the structure refers to."""

    root: int
    document: int
    first_element: int
    pages: Sequence[int]


def structure_bodies(
    elements: Sequence[Element], contents: Sequence[Sequence[int]], numbers: Numbers
) -> tuple[bytes, bytes, bytes, list[bytes]]:
    """Bodies of the structure root, the parent tree, the document element and all elements.

    ``contents[page][mcid]`` is the element that this piece of marked content belongs to.
    """
    kids: list[list[bytes]] = [[] for _ in elements]
    homes: list[int] = [-1] * len(elements)
    for page, owners in enumerate(contents):
        for mcid, owner in enumerate(owners):
            if homes[owner] < 0:
                homes[owner] = page
            if homes[owner] == page:
                kids[owner].append(b"%d" % mcid)
            else:
                kids[owner].append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (numbers.pages[page], mcid))
    first = numbers.first_element
    tops: list[bytes] = []
    for index, (_, parent) in enumerate(elements):
        (kids[parent] if parent >= 0 else tops).append(b"%d 0 R" % (first + index))
    bodies = [
        _element(element, first, homes[index], kids[index], numbers) for index, element in enumerate(elements)
    ]
    root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
        numbers.document, numbers.root + 1, len(contents),
    )  # fmt: skip
    document = b"<</S/Document/P %d 0 R/K[%b]>>" % (numbers.root, b" ".join(tops))
    return root, _parent_tree(contents, first), document, bodies


def _element(element: Element, first: int, home: int, kids: list[bytes], numbers: Numbers) -> bytes:
    role, _, numbering = element.role.partition(":")
    parent = first + element.parent if element.parent >= 0 else numbers.document
    page = b"/Pg %d 0 R" % numbers.pages[home] if home >= 0 else b""
    extra = TABLE_HEAD if role == "TH" else b""
    if numbering:
        extra = b"/A<</O/List/ListNumbering/%b>>" % numbering.encode()
    held = kids[0] if len(kids) == 1 else b"[%b]" % b" ".join(kids)
    return b"<</S/%b/P %d 0 R%b%b/K %b>>" % (role.encode(), parent, page, extra, held)


def _parent_tree(contents: Sequence[Sequence[int]], first: int) -> bytes:
    pages = (
        b"%d[%b]" % (page, b" ".join([b"%d 0 R" % (first + owner) for owner in owners]))
        for page, owners in enumerate(contents)
    )
    return b"<</Nums[%b]>>" % b" ".join(pages)
