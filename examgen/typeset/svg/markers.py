"""Paths in, the places of their markers out (SVG 1.1, 11.6)."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import Node, Style, em_of, inherited, style_above
from examgen.typeset.svg.lengths import LENGTH, Room, fitting, length, view_box
from examgen.typeset.svg.matrix import Matrix, shift, stretch, turn
from examgen.typeset.svg.path import Box, Path
from examgen.typeset.svg.state import State

CONTEXT = {"fill": "black", "stroke": "none"}
"""Paints of the marked path that a marker may take over, with their initial values."""


class Vertex(NamedTuple):
    """A point of a path; directions in degrees, ``None`` at an open end."""

    x: float
    y: float
    arriving: float | None = None
    leaving: float | None = None

    @property
    def direction(self) -> float:
        """Half-way between the two (SVG 1.1, 11.6.2)."""
        if self.arriving is None or self.leaving is None:
            return self.leaving or self.arriving or 0.0
        one, other = radians(self.arriving), radians(self.leaving)
        x, y = cos(one) + cos(other), sin(one) + sin(other)
        return degrees(atan2(y, x)) if hypot(x, y) > 1e-9 else self.leaving


class Marked(NamedTuple):
    """A marker at a vertex."""

    address: str
    """Of the marker element, as a property writes it."""

    vertex: Vertex
    is_start: bool


def markers(path: Path, style: Style) -> Iterator[Marked]:
    """The markers that a style puts on a path, in the order in which they are drawn."""
    start, middle, end = (style.get(f"marker-{place}", "none") for place in ("start", "mid", "end"))
    if {start, middle, end} == {"none"}:
        return
    points = vertices(path)
    for number, vertex in enumerate(points):
        is_start, is_end = number == 0, number == len(points) - 1
        for address, is_here in ((start, is_start), (middle, not is_start and not is_end), (end, is_end)):
            if is_here and address != "none":
                yield Marked(address, vertex, is_start)


def marker_state(marker: Node, marked: Marked, state: State, width: float) -> tuple[State, Box]:
    """The state in which a marker is drawn on a path in this state, with lines of this width; and its area."""
    room = state.room
    unit = 1.0 if marker.get("markerUnits", "strokeWidth") == "userSpaceOnUse" else width
    across, down = (length(marker.get(f"marker{side}", "3"), room.diagonal, room.em) for side in ("Width", "Height"))
    area, box = Box(0, 0, across, down), view_box(marker.get("viewBox"))
    fitted = fitting(box, area, marker.get("preserveAspectRatio")) if box else Matrix()
    x, y = fitted.at(*(length(marker.get(f"ref{axis}", "0"), room.diagonal, room.em) for axis in "XY"))
    turned = turn(_angle(marker.get("orient", "0"), marked))
    placed = shift(marked.vertex.x, marked.vertex.y).after(turned).after(stretch(unit, unit)).after(shift(-x, -y))
    paints = {f"--context-{use}": state.style.get(use, initial) for use, initial in CONTEXT.items()}
    style = inherited(style_above(marker) | paints, marker)
    inside = Room(across, down, em_of(style))
    return State(state.matrix.after(placed), style, inside, state.shelf, state.depth + 1), area


def _angle(written: str, marked: Marked) -> float:
    if written.startswith("auto"):
        is_reversed = written == "auto-start-reverse" and marked.is_start
        return marked.vertex.direction + (180 if is_reversed else 0)
    found = LENGTH.fullmatch(written)
    if found is None or found[2] not in ("", "deg"):
        raise PictureError(f"the direction “{written[:30]}” of a marker is not understood")
    return float(found[1])


def vertices(path: Path) -> list[Vertex]:
    """The points at which a path's segments meet, with the directions in which they are reached and left."""
    found: list[Vertex] = []
    at = start = (0.0, 0.0)
    opened = 0
    for operator, points in path:
        if operator == "h":
            closing = _direction(at, start)
            if closing is not None:
                found[-1] = found[-1]._replace(leaving=closing)
            arriving = found[-1].arriving if closing is None else closing
            found.append(Vertex(*start, arriving, found[opened].leaving))
            found[opened] = found[opened]._replace(arriving=arriving)
            at = start
            continue
        end = (points[-2], points[-1])
        if operator == "m":
            opened, start = len(found), end
            found.append(Vertex(*end))
        else:
            controls = [at, *zip(points[::2], points[1::2], strict=True)]
            leaving = next((d for point in controls[1:] if (d := _direction(at, point)) is not None), None)
            arriving = next((d for point in controls[-2::-1] if (d := _direction(point, end)) is not None), None)
            found[-1] = found[-1]._replace(leaving=leaving)
            found.append(Vertex(*end, arriving))
        at = end
    return found


def _direction(start: tuple[float, float], end: tuple[float, float]) -> float | None:
    x, y = end[0] - start[0], end[1] - start[1]
    return degrees(atan2(y, x)) if hypot(x, y) > 1e-12 else None
