"""Shape elements in, paths in their own units out (SVG 1.1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import Node
from examgen.typeset.svg.lengths import Room, length
from examgen.typeset.svg.matrix import NUMBERS, floats
from examgen.typeset.svg.path import Box, Path, Segment, ellipse, polygon, rectangle
from examgen.typeset.svg.path_data import path_data


def _rectangle(node: Node, room: Room) -> Path:
    x, y = length(node.get("x", "0"), room.width, room.em), length(node.get("y", "0"), room.height, room.em)
    width = length(node.get("width", "0"), room.width, room.em)
    height = length(node.get("height", "0"), room.height, room.em)
    if width <= 0 or height <= 0:
        return ()
    across, down = _radius(node, "rx", room.width, room.em), _radius(node, "ry", room.height, room.em)
    across, down = across if across is not None else down or 0.0, down if down is not None else across or 0.0
    return rectangle(Box(x, y, x + width, y + height), min(across, width / 2), min(down, height / 2))


def _radius(node: Node, name: str, whole: float, em: float) -> float | None:
    written = node.get(name)
    return None if written in ("", "auto") else max(0.0, length(written, whole, em))


def _circle(node: Node, room: Room) -> Path:
    radius = length(node.get("r", "0"), room.diagonal, room.em)
    return _around(node, room, radius, radius)


def _ellipse(node: Node, room: Room) -> Path:
    across, down = _radius(node, "rx", room.width, room.em), _radius(node, "ry", room.height, room.em)
    return _around(node, room, across if across is not None else down or 0, down if down is not None else across or 0)


def _around(node: Node, room: Room, across: float, down: float) -> Path:
    x, y = length(node.get("cx", "0"), room.width, room.em), length(node.get("cy", "0"), room.height, room.em)
    return ellipse(x, y, across, down) if across > 0 and down > 0 else ()


def _line(node: Node, room: Room) -> Path:
    x1, x2 = (length(node.get(name, "0"), room.width, room.em) for name in ("x1", "x2"))
    y1, y2 = (length(node.get(name, "0"), room.height, room.em) for name in ("y1", "y2"))
    return Segment("m", (x1, y1)), Segment("l", (x2, y2))


def _corners(node: Node, *, is_closed: bool) -> Path:
    written = node.get("points")
    numbers = floats(written)
    if len(numbers) % 2 or NUMBERS.sub("", written).replace(",", "").strip():
        raise PictureError(f"the points “{written[:40]}” are not understood")
    return polygon(numbers, is_closed=is_closed)


SHAPES: dict[str, Callable[[Node, Room], Path]] = {
    "rect": _rectangle,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": lambda node, room: _corners(node, is_closed=False),
    "polygon": lambda node, room: _corners(node, is_closed=True),
    "path": lambda node, room: path_data(node.get("d")),
}
"""Element → its path; an empty one draws nothing."""
