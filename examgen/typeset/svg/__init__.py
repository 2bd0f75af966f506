"""SVG files in, pictures of lines and areas out; what cannot be drawn as the file says is an error that names it."""

from __future__ import annotations

from collections.abc import Callable

from examgen.typeset.picture import Picture, PictureError, is_markup
from examgen.typeset.picture_raster import raster_picture
from examgen.typeset.shelf import Shelf
from examgen.typeset.svg.cascade import Node, inherited, styled
from examgen.typeset.svg.ink import Colour, Ink
from examgen.typeset.svg.lengths import Room, length, view_box
from examgen.typeset.svg.matrix import Matrix
from examgen.typeset.svg.paint import Paint, colour
from examgen.typeset.svg.painter import Painter
from examgen.typeset.svg.path import Box, rectangle
from examgen.typeset.svg.source import read_elements
from examgen.typeset.svg.state import State

UNITS = 1000.0
"""The longer side of the outline, whatever the file's own units: coordinates have two decimal places."""

WHITE = Colour(1.0, 1.0, 1.0)
PIXEL = 0.75
"""A pixel of CSS in PDF points."""


def svg_picture(data: bytes, shelf: Shelf) -> Picture:
    """The picture that the bytes of a file describe; raises `PictureError` where it cannot be drawn faithfully."""

    def inside(embedded: bytes) -> Picture:
        return _picture(embedded, shelf, raster_picture) if is_markup(embedded) else raster_picture(embedded)

    try:
        return _picture(data, shelf, inside)
    except RecursionError as error:  # tinycss2 follows brackets as deep as a style sheet has them
        raise PictureError("it holds too many elements or brackets inside one another") from error


def _picture(data: bytes, shelf: Shelf, inside: Callable[[bytes], Picture]) -> Picture:
    """The picture of a file; ``inside`` decodes what is embedded in it."""
    document = styled(read_elements(data))
    root = document.root
    if root.name != "svg":
        raise PictureError(f"it is no SVG but holds <{root.name.rpartition('}')[2][:30]}>")
    width, height = _size(root)
    unit = UNITS / max(width, height)
    box = Box(0.0, 0.0, width * unit, height * unit)
    flipped = Matrix(unit, 0.0, 0.0, -unit, 0.0, box.high)
    ink = Ink(box)
    ground = _ground(root)
    if ground:
        ink.fill(rectangle(box), ground.dye, ground.alpha, is_even_odd=False)
    before = ink.count
    Painter(document, unit, inside).draw(root, State(flipped, {}, Room(width, height), shelf), ink)
    if ink.count == before:
        raise PictureError("it draws nothing")
    return Picture(ink.outline(), width * PIXEL, height * PIXEL)


def _size(root: Node) -> tuple[float, float]:
    """Width and height in pixels of CSS; what is not stated follows from the ``viewBox``."""
    box = view_box(root.get("viewBox"))
    stated = [_stated(root.get(side)) for side in ("width", "height")]
    match stated:
        case [float(width), float(height)]:
            size = width, height
        case [float(width), None] if box:
            size = width, width * box.height / box.width
        case [None, float(height)] if box:
            size = height * box.width / box.height, height
        case _ if box:
            size = box.width, box.height
        case _:
            raise PictureError("it states neither width and height nor a viewBox")
    if not all(side > 0 for side in size):
        raise PictureError("its width or height is 0")
    return size


def _ground(root: Node) -> Paint | None:
    """What the whole picture is painted with first, as browsers do."""
    style = inherited({}, root)
    written = style.get("background-color") or style.get("background", "none")
    found, alpha = (WHITE, 0.0) if written == "none" else colour(written, style)
    return Paint(found, alpha) if alpha else None


def _stated(written: str) -> float | None:
    return None if written in ("", "auto") or written.endswith("%") else length(written, 0.0)
