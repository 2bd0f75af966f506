"""Clip paths: what hides all outside some shapes (SVG 1.1, 14.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import Document, Node, inherited, style_above
from examgen.typeset.svg.ink import Ink
from examgen.typeset.svg.lettering import lettering
from examgen.typeset.svg.matrix import Matrix, shift, transformation
from examgen.typeset.svg.paint import REFERENCE
from examgen.typeset.svg.path import Path, box_of, mapped
from examgen.typeset.svg.shapes import SHAPES
from examgen.typeset.svg.state import NONE, State, entered

MOST_HOLES = 500
DEEPEST = 20
"""Clip paths that clip, and uses of uses."""


class Hole(NamedTuple):
    """A shape through which something is seen, in units of the picture."""

    path: Path
    is_even_odd: bool


def clip(node: Node, state: State, document: Document, ink: Ink) -> None:
    """Hide what an element in this state draws outside its ``clip-path``."""
    _clip(node, state, document, ink, DEEPEST)


def _clip(node: Node, state: State, document: Document, ink: Ink, depth: int) -> None:
    written = state.style.get("clip-path", "none")
    if written in NONE:
        return
    found = REFERENCE.fullmatch(written)
    clipper = document.referred(found[1]) if found else None
    if clipper is None or clipper.name != "clipPath" or depth == 0:
        raise PictureError(f"the clip-path “{written[:40]}” is not understood")
    own = state._replace(style=inherited(style_above(clipper), clipper))
    _clip(node, own, document, ink, depth - 1)
    matrix = state.matrix.after(transformation(own.style.get("transform", "")))
    if clipper.get("clipPathUnits") == "objectBoundingBox":
        matrix = matrix.after(_box_matrix(node, state))
    within = own._replace(matrix=matrix)
    holes = [hole for child in clipper.children for hole in _holes(child, within, document, depth)]
    ink.clip(*_united(holes))


def _box_matrix(node: Node, state: State) -> Matrix:
    box = box_of(SHAPES[node.name](node, state.room)) if node.name in SHAPES else None
    if box is None:
        raise PictureError("it clips a group by a part of its size, which examgen cannot do; save it as PNG")
    return Matrix(box.width, 0, 0, box.height, box.left, box.low)


def _holes(node: Node, state: State, document: Document, depth: int) -> Iterator[Hole]:
    """The shapes that a child of a ``clipPath`` stands for."""
    own = entered(node, state) if node.name in {*SHAPES, "text", "use"} else None
    if own is None or not own.is_visible:
        return
    if own.style.get("clip-path", "none") not in NONE or depth == 0:
        raise PictureError("it clips what clips, which examgen cannot do; save it as PNG")
    if node.name == "use":
        moved = own._replace(matrix=own.matrix.after(shift(*own.lengths(node, x="0", y="0"))))
        yield from _holes(document.referred(node.link), moved, document, depth - 1)
    elif node.name == "text":
        letters = [segment for lettered in lettering(node, own) for segment in lettered.path]
        yield Hole(mapped(tuple(letters), own.matrix), is_even_odd=False)
    elif path := SHAPES[node.name](node, own.room):
        yield Hole(mapped(path, own.matrix), own.style.get("clip-rule", "nonzero") == "evenodd")


def _united(holes: list[Hole]) -> Hole:
    """Holes as one path; only such as lie apart are then seen through as they should be."""
    if len(holes) > MOST_HOLES:
        raise PictureError(f"it clips by more than {MOST_HOLES} shapes at once; save it as PNG")
    boxes = [box for hole in holes if (box := box_of(hole.path))]
    rules = {hole.is_even_odd for hole in holes}
    if len(rules) > 1 or any(one.overlaps(other) for one, other in combinations(boxes, 2)):
        raise PictureError(
            "it clips by shapes that may overlap, which examgen cannot do; unite them, or save it as PNG"
        )
    return Hole(tuple(segment for hole in holes for segment in hole.path), rules == {True})
