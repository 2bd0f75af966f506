"""The nodes behind an ``\\item`` in, what it states in brackets, and the nodes of its text out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pylatexenc.latexwalker import LatexCharsNode

from examgen.formats.latex.walking import Node, inner, kind

_FRACTION = re.compile(r"\bfraction\s*=\s*\{?(-?\d+(?:\.\d+)?)")
_OPENED = re.compile(r"\s*+(?P<star>\*?)\s*+\[")


@dataclass(slots=True)
class Item:
    """One item while it is read."""

    nodes: list[Node]
    settings: str = ""
    feedback: list[Node] = field(default_factory=list)

    @property
    def share(self) -> Decimal | None:
        """Share of the points, of which 1 is all."""
        found = _FRACTION.search(self.settings)
        return Decimal(found[1]) / 100 if found else None


def item_of(nodes: Sequence[Node]) -> Item:
    """An item without the brackets at its beginning, whose settings and feedback are kept apart."""
    opened = _OPENED.match(nodes[0].chars) if nodes and kind(nodes[0]) == "chars" else None
    if opened is None:
        return Item(list(nodes))
    item = Item([])
    rest = [_cut(nodes[0], opened.end()), *nodes[1:]]
    for place, node in enumerate(rest):
        words = node.chars if kind(node) == "chars" else ""
        before, closed, _ = words.partition("]")
        item.settings += before if words else node.latex_verbatim()
        if closed:
            star = [_cut(node, len(before) + 1)]
            item.nodes = [*([_star(node)] if opened["star"] else []), *star, *rest[place + 1 :]]
            return item
        if kind(node) == "group" and item.settings.rstrip().endswith(node.latex_verbatim()):
            head = item.settings.removesuffix(node.latex_verbatim()).rstrip()
            item.feedback += inner(node) if head.endswith("feedback=") else []
    return Item(list(nodes))


def _cut(node: Node, count: int) -> Node:
    """Characters without the first so many."""
    return _chars(node, node.chars[count:], count)


def _star(node: Node) -> Node:
    return _chars(node, "*", 0)


def _chars(node: Node, chars: str, offset: int) -> Node:
    return LatexCharsNode(parsing_state=node.parsing_state, chars=chars, pos=node.pos + offset, len=len(chars))
