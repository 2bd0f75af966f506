"""Paints as properties write them in, colours and gradients out (SVG 1.1, 11.2 and 13.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from tinycss2 import color4

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import Document, Node, Style, inherited, style_above
from examgen.typeset.svg.ink import Colour, Dye, Pattern
from examgen.typeset.svg.lengths import Room, length, share
from examgen.typeset.svg.matrix import Matrix, transformation
from examgen.typeset.svg.path import Box, Path, box_of, numbers, short

REFERENCE = re.compile(r"url\(\s*['\"]?(#[^'\")]*)['\"]?\s*\)\s*(.*)", re.DOTALL)
GRADIENTS = ("linearGradient", "radialGradient")
PATTERN = "pattern"
LONGEST_CHAIN = 20
BLACK = Colour(0.0, 0.0, 0.0)
UNIT = Room(1.0, 1.0)
FOCUS = 0.999
"""Largest distance of a radial gradient's focus from its centre, in radii."""


class Paint(NamedTuple):
    """A dye with its opacity; or a pattern to be drawn again and again."""

    dye: Dye
    alpha: float
    tile: Node | None = None


class Painted(NamedTuple):
    """What paint is put on."""

    path: Path
    matrix: Matrix
    """From its units to those of the picture."""

    room: Room

    @property
    def box(self) -> Box | None:
        """Around the path, in its own units."""
        return box_of(self.path)


def colour(written: str, style: Style) -> tuple[Colour, float]:
    """A colour and its opacity."""
    found = color4.parse_color(written)
    if found == "currentcolor":
        current = style.get("color", "black")
        return colour("black" if current.lower() == "currentcolor" else current, style)
    if found is None or isinstance(found, str):
        raise PictureError(f"“{written[:60]}” is no colour")
    plain = found if found.space == "srgb" else found.to("srgb")
    red, green, blue = (min(1.0, max(0.0, float(part or 0.0))) for part in plain.coordinates)
    return Colour(red, green, blue), float(plain.alpha)


def paint_of(written: str, style: Style, document: Document, painted: Painted) -> Paint | None:
    """What a ``fill`` or ``stroke`` says; ``None`` for no paint."""
    written = written.strip()
    if written in ("", "none"):
        return None
    found = REFERENCE.match(written)
    if found is None:
        return _plain(*colour(written, style))
    if found[1][1:] not in document.names and found[2].strip():
        return paint_of(found[2], style, document, painted)
    node = document.referred(found[1])
    if node.name == PATTERN:
        return Paint(BLACK, 1.0, node)
    if node.name not in GRADIENTS:
        raise PictureError(f"it paints with “{found[1]}”, which is no gradient or pattern")
    return _gradient(node, document, painted)


def chain(node: Node, document: Document) -> list[Node]:
    """A gradient or pattern, and those that it refers to for what it does not say itself."""
    found = [node]
    while found[-1].link:
        if len(found) > LONGEST_CHAIN:
            raise PictureError(f"“{node.link[:60]}” refers to itself")
        found.append(document.referred(found[-1].link))
    return found


def stated(nodes: list[Node], name: str, otherwise: str) -> str:
    """An attribute of the first of some nodes that has it."""
    return next((node.attributes[name] for node in nodes if name in node.attributes), otherwise)


class _Stop(NamedTuple):
    offset: float
    colour: Colour
    alpha: float


def _plain(found: Colour, alpha: float) -> Paint | None:
    return Paint(found, alpha) if alpha > 0 else None


def _gradient(node: Node, document: Document, painted: Painted) -> Paint | None:
    nodes = chain(node, document)
    stops = list(_stops(nodes))
    if not stops:
        return None
    if len({stop.alpha for stop in stops}) > 1:
        raise PictureError("a gradient changes its opacity, which examgen cannot print as lines; save it as PNG")
    if stated(nodes, "spreadMethod", "pad") != "pad":
        raise PictureError("a gradient repeats itself, which examgen cannot print as lines; save it as PNG")
    is_relative = stated(nodes, "gradientUnits", "objectBoundingBox") == "objectBoundingBox"
    last = _plain(stops[-1].colour, stops[-1].alpha)
    if len(stops) == 1:
        return last
    matrix = painted.matrix
    if is_relative:
        box = painted.box
        if box is None or not box.width or not box.height:
            return None
        matrix = matrix.after(Matrix(box.width, 0, 0, box.height, box.left, box.low))
    matrix = matrix.after(transformation(_transform(nodes)))
    coordinates = _coordinates(nodes, UNIT if is_relative else painted.room)
    if coordinates is None or not matrix.area:
        return last
    return Paint(Pattern(_dictionary(coordinates, stops, matrix)), stops[0].alpha) if stops[0].alpha else None


def _transform(nodes: list[Node]) -> str:
    return stated(nodes, "gradientTransform", "")


def _coordinates(nodes: list[Node], room: Room) -> tuple[float, ...] | None:
    """The numbers of an axial or radial shading; ``None`` where the gradient has no extent."""

    def across(name: str, otherwise: str) -> float:
        return length(stated(nodes, name, otherwise), room.width, room.em)

    def down(name: str, otherwise: str) -> float:
        return length(stated(nodes, name, otherwise), room.height, room.em)

    if nodes[0].name == "linearGradient":
        x1, y1, x2, y2 = across("x1", "0%"), down("y1", "0%"), across("x2", "100%"), down("y2", "0%")
        return (x1, y1, x2, y2) if (x1, y1) != (x2, y2) else None
    x, y = across("cx", "50%"), down("cy", "50%")
    radius = length(stated(nodes, "r", "50%"), room.diagonal, room.em)
    fx, fy = across("fx", str(x)), down("fy", str(y))
    inner = length(stated(nodes, "fr", "0"), room.diagonal, room.em)
    if radius <= 0:
        return None
    reach = hypot(fx - x, fy - y) / (FOCUS * radius)
    if reach > 1:
        fx, fy = x + (fx - x) / reach, y + (fy - y) / reach
    return fx, fy, inner, x, y, radius


def _stops(nodes: list[Node]) -> Iterator[_Stop]:
    holder = next((node for node in nodes if any(child.name == "stop" for child in node.children)), nodes[0])
    style, reached = inherited(style_above(holder), holder), 0.0
    for child in holder.children:
        if child.name == "stop":
            own = inherited(style, child)
            found, alpha = colour(own.get("stop-color", "black"), own)
            reached = max(reached, share(child.get("offset", "0")))
            yield _Stop(reached, found, round(alpha * share(own.get("stop-opacity", "1")), 4))


def _dictionary(coordinates: tuple[float, ...], stops: list[_Stop], matrix: Matrix) -> bytes:
    """A shading pattern of gradual colours, the first and last going on beyond the ends."""
    stops = [stops[0]._replace(offset=0.0), *stops, stops[-1]._replace(offset=1.0)]
    steps = [(one, other) for one, other in pairwise(stops) if other.offset > one.offset]
    functions = " ".join(
        f"<</FunctionType 2/Domain[0 1]/N 1/C0[{_parts(one.colour)}]/C1[{_parts(other.colour)}]>>"
        for one, other in steps
    )
    bounds = " ".join(short(other.offset, 6) for _, other in steps[:-1])
    encode = " ".join("0 1" for _ in steps)
    function = f"<</FunctionType 3/Domain[0 1]/Functions[{functions}]/Bounds[{bounds}]/Encode[{encode}]>>"
    shading = (
        f"<</ShadingType {2 if len(coordinates) == 4 else 3}/ColorSpace/DeviceRGB"
        f"/Coords[{numbers(coordinates, 6)}]/Extend[true true]/Function{function}>>"
    )
    return f"<</PatternType 2/Matrix[{numbers(matrix, 6)}]/Shading{shading}>>".encode("ascii")


def _parts(found: Colour) -> str:
    return numbers(found, 4)
