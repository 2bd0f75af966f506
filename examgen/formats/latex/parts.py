"""The nodes of a list of parts in, each part with its nodes out; parts of a part become parts of the question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pylatexenc.latexwalker import LatexCharsNode

from examgen.formats.latex.commands import DEEPER, SUBPARTS
from examgen.formats.latex.walking import Node, argument, kind, name

Part = tuple[Node, list[Node]]
"""The command that begins it, and what stands behind."""


def parted(nodes: Sequence[Node], openers: Collection[str]) -> tuple[list[Node], list[Part]]:
    """What stands before the first part, and the parts."""
    before: list[Node] = []
    parts: list[Part] = []
    for node in nodes:
        if kind(node) == "macro" and name(node) in openers:
            parts.append((node, []))
        else:
            (parts[-1][1] if parts else before).append(node)
    return before, parts


def deeper_in(body: Sequence[Node]) -> Node | None:
    """The list of parts that a part holds."""
    lists = (node for node in body if kind(node) == "environment" and name(node) in DEEPER)
    return next((node for node in lists if _inside(node)[1]), None)


def are_scored(head: Node, deeper: Node) -> bool:
    """Whether the points of all parts of a part are known: where it has some itself, each of them says its own."""
    parts = _inside(deeper)[1]
    if argument(head, 0) and not all(argument(inside, 0) for inside, _ in parts):
        return False
    further = ((inside, deeper_in(nodes)) for inside, nodes in parts)
    return all(found is None or are_scored(inside, found) for inside, found in further)


def unfolded(body: Sequence[Node], deeper: Node) -> Iterator[Part]:
    """The parts of a part, as deep as they go; the first begins with what the part says before them."""
    place = body.index(deeper)
    lead, parts = _inside(deeper)
    said = [*body[:place], *lead]
    for inside, nodes in parts:
        last = body[place + 1 :] if inside is parts[-1][0] else []
        whole = [*said, *([_apart(inside)] if said else []), *nodes, *last]
        further = deeper_in(whole)
        yield from unfolded(whole, further) if further is not None else iter([(inside, whole)])
        said = []


def _inside(deeper: Node) -> tuple[list[Node], list[Part]]:
    return parted([node for node in deeper.nodelist or () if node is not None], SUBPARTS)


def _apart(node: Node) -> Node:
    """A blank line, which ends a paragraph."""
    return LatexCharsNode(parsing_state=node.parsing_state, chars="\n\n", pos=node.pos, len=0)
