"""Structure elements in, structure objects out, as ready-made bytes (ISO 32000-1, 14.7).

Marked content was numbered while the pages were inked; here the numbers meet their elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

from examgen.model.pages import Element

TABLE_HEAD = b"/A<</O/Table/Scope/Row>>"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Object numbers that the structure refers to."""

    root: int
    document: int
    first_element: int
    pages: Sequence[int]


def structure_objects(
    elements: Sequence[Element], contents: Sequence[Sequence[int]], numbers: Numbers
) -> tuple[bytes, bytes, bytes, list[bytes]]:
    """Bodies of the structure root, the parent tree and the document element, and all elements as whole objects.

    ``contents[page][mcid]`` is the element that this piece of marked content belongs to.
    """
    first = numbers.first_element
    own = references(first, first + len(elements))
    homes, kids = _kids(elements, contents, numbers, own)
    document = b"<</S/Document/P %d 0 R/K[%b]>>" % (numbers.root, b" ".join(kids.pop()))
    holders = [*own, b"%d 0 R" % numbers.document]
    pages = [b"/Pg %d 0 R" % number for number in numbers.pages] + [b""]
    objects = [
        b"%d 0 obj\n%b%b%b/K %b>>\nendobj\n"
        % (number, _opening(role, *said), holders[parent], pages[home], held[0] if len(held) == 1 else _array(held))
        for number, (role, parent, *said), home, held in zip(count(first), elements, homes, kids, strict=False)
    ]
    root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
        numbers.document, numbers.root + 1, len(contents),
    )  # fmt: skip
    return root, _parent_tree(contents, own), document, objects


def _kids(
    elements: Sequence[Element], contents: Sequence[Sequence[int]], numbers: Numbers, own: Sequence[bytes]
) -> tuple[list[int], list[list[bytes]]]:
    """The page that each element's content begins on, and what each element holds; the document's own kids are last."""
    nowhere = len(contents)
    homes = [nowhere] * len(elements)
    kids: list[list[bytes]] = [[] for _ in range(len(elements) + 1)]
    for page, owners in enumerate(contents):
        for mcid, owner in enumerate(owners):
            if homes[owner] == nowhere:
                homes[owner] = page
            if homes[owner] == page:
                kids[owner].append(b"%d" % mcid)
            else:
                kids[owner].append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (numbers.pages[page], mcid))
    for element, reference in zip(elements, own, strict=True):
        kids[element.parent].append(reference)
    return homes, kids


def references(first: int, end: int) -> list[bytes]:
    """References to objects of consecutive numbers."""
    return _references(1 << end.bit_length())[first:end]


@cache
def _references(count: int) -> list[bytes]:
    """Made once: a document refers to its hundreds of elements three times each."""
    return [b"%d 0 R" % number for number in range(count)]


@cache
def _opening(role: str, description: str, language: str) -> bytes:
    """An element's dictionary up to its parent."""
    name, _, numbering = role.partition(":")
    said = b"".join(
        b"/%b(%b)" % (key, _escaped(text)) for key, text in ((b"Alt", description), (b"Lang", language)) if text
    )
    attributes = b"/A<</O/List/ListNumbering/%b>>" % numbering.encode() if numbering else b""
    return b"<</S/%b%b%b/P " % (name.encode(), TABLE_HEAD if name == "TH" else attributes, said)


def _escaped(text: str) -> bytes:
    """What stands between the brackets of a text string (ISO 32000-1, 7.9.2.2)."""
    coded = text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    return re.sub(rb"[\\()]", rb"\\\g<0>", coded).replace(b"\r", b"\\r")


def _array(items: Sequence[bytes]) -> bytes:
    return b"[%b]" % b" ".join(items)


def _parent_tree(contents: Sequence[Sequence[int]], own: Sequence[bytes]) -> bytes:
    pages = (b"%d%b" % (page, _array([own[owner] for owner in owners])) for page, owners in enumerate(contents))
    return b"<</Nums[%b]>>" % b" ".join(pages)
