"""What holds where an element is drawn: its place, its properties, and what its lengths refer to."""

from __future__ import annotations

from typing import NamedTuple

from examgen.typeset.picture import PictureError
from examgen.typeset.shelf import Shelf
from examgen.typeset.svg.cascade import Node, Style, em_of, inherited
from examgen.typeset.svg.lengths import LENGTH, Room, fitting, length, view_box
from examgen.typeset.svg.matrix import Matrix, finite, shift, transformation
from examgen.typeset.svg.path import Box

NONE = ("", "none")
REFUSED = ("filter", "mask", "mix-blend-mode")
"""Properties that change what is painted in ways that lines and areas cannot show."""


class State(NamedTuple):
    """What holds for an element."""

    matrix: Matrix
    """From its units to those of the picture."""

    style: Style
    room: Room
    shelf: Shelf
    """Where letters come from."""

    depth: int = 0
    """How many elements it stands in."""

    @property
    def is_visible(self) -> bool:
        return self.style.get("visibility", "visible") == "visible"

    def lengths(self, node: Node, **names: str) -> tuple[float, ...]:
        """Lengths that attributes say, each with what it is where they do not."""
        whole = {"x": self.room.width, "width": self.room.width, "y": self.room.height, "height": self.room.height}
        return tuple(length(node.get(name, otherwise), whole[name], self.room.em) for name, otherwise in names.items())


def entered(node: Node, state: State) -> State | None:
    """The state inside an element; ``None`` where it shows nothing."""
    style = inherited(state.style, node)
    if style.get("display") == "none":
        return None
    for name in REFUSED:
        if style.get(name, "none") not in (*NONE, "normal"):
            raise PictureError(f"it uses {name} (“{style[name][:40]}”), which lines cannot show; save it as PNG")
    room = state.room._replace(em=em_of(style))
    matrix = state.matrix.after(_own_transformation(style, room))
    if not finite(*matrix):
        raise PictureError("it is enlarged beyond any picture")
    return State(matrix, style, room, state.shelf, state.depth + 1) if matrix.area else None


def viewed(node: Node, area: Box, state: State) -> State:
    """The state of what an element holds in an area, to which its ``viewBox`` is mapped."""
    box = view_box(node.get("viewBox"))
    if box is None:
        matrix, inside = shift(area.left, area.low), area
    else:
        matrix, inside = fitting(box, area, node.get("preserveAspectRatio")), box
    room = Room(inside.width, inside.height, state.room.em)
    return state._replace(matrix=state.matrix.after(matrix), room=room)


def _own_transformation(style: Style, room: Room) -> Matrix:
    matrix = transformation(style.get("transform", ""))
    origin = style.get("transform-origin", "").split()
    if matrix == Matrix() or not origin or origin in (["0"], ["0", "0"], ["0px", "0px"]):
        return matrix
    if len(origin) != 2 or any(part.endswith("%") or not LENGTH.fullmatch(part) for part in origin):
        raise PictureError(f"it turns around “{' '.join(origin)[:40]}”, which is not understood; save it as plain SVG")
    x, y = (length(part, 0.0, room.em) for part in origin)
    return shift(x, y).after(matrix).after(shift(-x, -y))
