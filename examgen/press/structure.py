"""Branches of structure elements in, structure objects out, as ready-made bytes (ISO 32000-1, 14.7).

A branch differs between documents in numbers alone: of its objects, its pages and its marked content.
So it is drafted once, as a mold with places for numbers, and every document casts its objects from that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, count
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from examgen.model.pages import DOCUMENT, Branch, Element, Page
from examgen.press.document import END

ATTRIBUTES = {"L": "/A<</O/List/ListNumbering/{}>>", "TH": "/A<</O/Table/Scope/{}>>"}
"""What stands behind the colon in a role says, by structure type (ISO 32000-1, tables 347 and 349)."""

CLOSING = ">>\n" + END.decode()
"""Of an object."""

KEPT_MOLDS = 2048
"""Several for each question; those of page breaks that fall elsewhere in every variant must not pile up."""

KEPT_ENTRIES = 1024
"""Most say no more than what they are; the rows of a table say it hundreds of times."""

KEPT_DIGITS = 8
"""Documents of one kind hold about as many objects."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Object numbers that the structure refers to."""

    root: int
    document: int
    first_element: int
    pages: Sequence[int]


Run: TypeAlias = tuple[int, int, tuple[int, ...]]
"""Pieces of marked content of one branch that follow one another on a page:

the page, the number of the first piece, and the index in the branch of each piece's element.
"""


Draft: TypeAlias = list[str | int]
"""Text, and the places of numbers among those that fill a mold."""

Pattern: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""How the runs of a branch fall: their pages, counted from the first one's, and their elements."""


class Mold(NamedTuple):
    """The objects of a branch whose runs fall in one pattern."""

    texts: tuple[bytes, ...]
    """What stands between numbers."""

    pick: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    """All that the objects are joined of, from the numbers of the document, of all elements, of each run's page
    and of all pieces, and the texts."""

    outermost: tuple[int, ...]
    """The elements that the document itself holds."""

    def cast(self, own: slice, runs: Sequence[Run], numbers: Numbers, digits: Sequence[bytes]) -> list[bytes]:
        """The objects with their own numbers."""
        pool = [digits[numbers.document], *digits[own], *[digits[numbers.pages[page]] for page, _, _ in runs]]
        for _, first, elements in runs:
            pool += digits[first : first + len(elements)]
        pool += self.texts
        return b"".join(self.pick(pool)).split(END)


class Tagger:
    """Makes the structure of all documents of one kind; keeps its molds."""

    def __init__(self) -> None:
        self._mold = lru_cache(maxsize=KEPT_MOLDS)(_mold)

    def objects(
        self, branches: Sequence[Branch], pages: Sequence[Page], numbers: Numbers
    ) -> tuple[bytes, bytes, bytes, list[bytes]]:
        """Bodies of the structure root, the parent tree and the document element, and all elements as whole objects."""
        firsts = list(accumulate(map(len, branches), initial=numbers.first_element))
        digits = _digits(max(firsts[-1], *(_pieces(page) for page in pages)).bit_length())
        objects: list[bytes] = []
        kids: list[int] = []
        for branch, first, runs in zip(branches, firsts, _runs(len(branches), pages), strict=False):
            if not branch:
                continue
            mold = self._mold(branch, tuple([(page - runs[0][0], elements) for page, _, elements in runs]))
            objects += mold.cast(slice(first, first + len(branch)), runs, numbers, digits)
            kids += [first + element for element in mold.outermost]
        root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (
            numbers.document, numbers.root + 1, len(pages),
        )  # fmt: skip
        document = b"<</S/Document/P %d 0 R/K%b>>" % (numbers.root, _references(kids))
        return root, _parent_tree(pages, firsts), document, objects


@lru_cache(maxsize=KEPT_DIGITS)
def _digits(bits: int) -> tuple[bytes, ...]:
    """Every number of so many bits as it is written."""
    return tuple(b"%d" % number for number in range(1 << bits))


def _pieces(page: Page) -> int:
    """How many pieces of marked content a page holds."""
    return sum([len(mark.elements) for mark in page.marks])


def _runs(count: int, pages: Sequence[Page]) -> list[list[Run]]:
    """The runs of each branch; pieces are numbered in the order of their page."""
    runs: list[list[Run]] = [[] for _ in range(count)]
    for number, page in enumerate(pages):
        first = 0
        for _x, _y, _frames, _texts, branch, elements in page.marks:
            if elements:
                runs[branch].append((number, first, elements))
                first += len(elements)
    return runs


def _parent_tree(pages: Sequence[Page], firsts: Sequence[int]) -> bytes:
    """For each page the elements of its pieces of marked content."""
    owners = ([firsts[mark.branch] + element for mark in page.marks for element in mark.elements] for page in pages)
    return b"<</Nums[%b]>>" % b"".join([b"%d%b" % (page, _references(own)) for page, own in enumerate(owners)])


def _references(numbers: Sequence[int]) -> bytes:
    """An array of references."""
    return b"[%b]" % (b"%d 0 R " * len(numbers) % tuple(numbers))


def _mold(branch: Branch, pattern: Pattern) -> Mold:
    """Draft the objects of a branch, and tell its texts from the places of its numbers."""
    homes, kids = _contents(branch, pattern)
    draft: Draft = []
    for index, element in enumerate(branch):
        home = homes.get(index)
        draft += (1 + index, _opening(element), 1 + element.parent)
        draft += (" 0 R/K ",) if home is None else (" 0 R/Pg ", home, " 0 R/K ")
        draft += _array(kids[index])
        draft.append(CLOSING)
    draft[-1] = CLOSING.removesuffix(END.decode())
    first_text = 1 + len(branch) + sum(1 + len(elements) for _, elements in pattern)
    places: dict[str, int] = {}
    picked = [
        each if isinstance(each, int) else places.setdefault(each, first_text + len(places)) for each in _joined(draft)
    ]
    outermost = tuple([index for index, element in enumerate(branch) if element.parent == DOCUMENT])
    return Mold(tuple([text.encode() for text in places]), itemgetter(*picked), outermost)


def _joined(draft: Draft) -> Draft:
    """The same with neighbouring texts as one."""
    joined = draft[:1]
    for each in draft[1:]:
        if isinstance(each, str) and isinstance(joined[-1], str):
            joined[-1] += each
        else:
            joined.append(each)
    return joined


def _contents(branch: Branch, pattern: Pattern) -> tuple[dict[int, int], list[list[Draft]]]:
    """The place of the page that each element's marked content begins on, and what each element holds."""
    homes: dict[int, tuple[int, int]] = {}
    kids: list[list[Draft]] = [[] for _ in branch]
    first_run = 1 + len(branch)
    pieces = count(first_run + len(pattern))
    held: set[int] = set()
    for run, (page, elements) in enumerate(pattern, start=first_run):
        for element, piece in zip(elements, pieces, strict=False):
            home, _ = homes.setdefault(element, (page, run))
            kids[element].append([piece] if page == home else ["<</Type/MCR/Pg ", run, " 0 R/MCID ", piece, ">>"])
            if element not in held:
                _hold(branch, element, kids, held)
    for index in range(len(branch)):
        if index not in held:
            _hold(branch, index, kids, held)
    return {element: run for element, (_, run) in homes.items()}, kids


def _hold(branch: Branch, element: int, kids: list[list[Draft]], held: set[int]) -> None:
    """Let an element's parents hold it, each behind what was read of the parent before: a formula amid its words."""
    while element != DOCUMENT and element not in held:
        held.add(element)
        parent = branch[element].parent
        if parent != DOCUMENT:
            kids[parent].append([1 + element, " 0 R"])
        element = parent


@lru_cache(maxsize=KEPT_ENTRIES)
def _opening(element: Element) -> str:
    """What an element says of itself, behind its number and up to its parent's."""
    name, _, value = element.role.partition(":")
    attributes = ATTRIBUTES[name].format(value) if value else ""
    description = f"/Alt{_string(element.description)}" if element.description else ""
    language = f"/Lang{_string(element.language)}" if element.language else ""
    return f" 0 obj\n<</S/{name}{attributes}{description}{language}/P "


def _string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), in hexadecimal where anything in it could be taken for something else."""
    if text.isascii() and text.isprintable():
        return "(" + re.sub(r"[\\()]", r"\\\g<0>", text) + ")"
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def _array(kids: Sequence[Draft]) -> Draft:
    """One kid stands by itself."""
    if len(kids) == 1:
        return kids[0]
    between: list[Draft] = [[" "] for _ in kids]
    return ["[", *chain.from_iterable(chain.from_iterable(zip(between, kids, strict=True))), "]"]
