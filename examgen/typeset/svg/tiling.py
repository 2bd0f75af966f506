"""Patterns: a drawing that is repeated over an area (SVG 1.1, 13.3)."""

from __future__ import annotations

from itertools import product
from math import ceil, floor
from typing import NamedTuple

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import Document, Node, inherited, style_above
from examgen.typeset.svg.lengths import Room, fitting, length, view_box
from examgen.typeset.svg.matrix import Matrix, shift, stretch, transformation
from examgen.typeset.svg.paint import UNIT, chain, stated
from examgen.typeset.svg.path import Box, Path, box_of, mapped, rectangle
from examgen.typeset.svg.state import State

MOST_TILES = 10_000
BOUNDING = "objectBoundingBox"


class Tiling(NamedTuple):
    """How a pattern covers a shape."""

    content: list[Node]
    state: State
    """Of what one tile holds."""

    edge: Path
    """Of that tile, in units of the picture."""

    places: list[Matrix]
    """Where it is repeated."""


def tiling(pattern: Node, path: Path, state: State, document: Document) -> Tiling | None:
    """A pattern's tile, and the places where it covers a path in this state; ``None`` where it has no extent."""
    nodes = chain(pattern, document)
    box, room = box_of(path), state.room
    is_relative = stated(nodes, "patternUnits", BOUNDING) == BOUNDING
    tile = _tile(nodes, UNIT if is_relative else room)
    base = state.matrix.after(transformation(stated(nodes, "patternTransform", "")))
    if box is None or not base.area or tile.width <= 0 or tile.height <= 0:
        return None
    whole = Matrix(box.width, 0, 0, box.height, box.left, box.low)
    if is_relative:
        tile = Box(*whole.at(tile.left, tile.low), *whole.at(tile.right, tile.high))
        if not box.width or not box.height:
            return None
    content, view = base.after(shift(tile.left, tile.low)), view_box(stated(nodes, "viewBox", ""))
    if view:
        content = base.after(fitting(view, tile, stated(nodes, "preserveAspectRatio", "")))
    elif stated(nodes, "patternContentUnits", "userSpaceOnUse") == BOUNDING:
        content = content.after(stretch(box.width, box.height))
    holder = next((node for node in nodes if node.children), pattern)
    inside = State(content, inherited(style_above(holder), holder), room, state.shelf, state.depth + 1)
    covered = box_of(mapped(mapped(rectangle(box), state.matrix), base.inverse()))
    assert covered is not None
    return Tiling(holder.children, inside, mapped(rectangle(tile), base), _places(tile, covered, base))


def _tile(nodes: list[Node], room: Room) -> Box:
    x, width = (length(stated(nodes, name, "0"), room.width, room.em) for name in ("x", "width"))
    y, height = (length(stated(nodes, name, "0"), room.height, room.em) for name in ("y", "height"))
    return Box(x, y, x + width, y + height)


def _places(tile: Box, covered: Box, base: Matrix) -> list[Matrix]:
    count = (covered.width / tile.width + 2) * (covered.height / tile.height + 2)
    if not count < MOST_TILES:
        raise PictureError(f"it repeats a pattern more than {MOST_TILES} times; save it as PNG")
    columns = range(floor((covered.left - tile.left) / tile.width), ceil((covered.right - tile.left) / tile.width) + 1)
    rows = range(floor((covered.low - tile.low) / tile.height), ceil((covered.high - tile.low) / tile.height) + 1)
    origin = base.at(0, 0)
    steps = (base.at(column * tile.width, row * tile.height) for row, column in product(rows, columns))
    return [shift(x - origin[0], y - origin[1]) for x, y in steps]
