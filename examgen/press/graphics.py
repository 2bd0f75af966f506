"""Drawings in, form and image objects out: each stands once in a file. Strokes and areas are drawn by ReportLab."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from examgen.model.pages import Area, Drawing, Graphic, Outline, Raster, Stroke
from examgen.press.fonts import stream


class Profile(NamedTuple):
    """An ICC profile with the number of its colours' components."""

    data: bytes
    components: int


class Group(NamedTuple):
    """An outline that is composed by itself before it is placed (a transparency group, ISO 32000-1, 11.6.6)."""

    outline: Outline


Object: TypeAlias = Drawing | Profile | Group
KEPT = 1024
"""Forms whose bytes are kept: documents that show different drawings share some of these."""

COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "Indexed": 1}


def graphic_objects(graphics: Mapping[str, Drawing], first: int) -> tuple[list[bytes], bytes]:
    """Bodies of all drawings of a document kind, numbered from ``first``; and the dictionary that names them."""
    objects = _Objects(first)
    names = [b"/%b %d 0 R" % (name.encode(), objects.number(drawing)) for name, drawing in graphics.items()]
    return objects.bodies, b"<<%b>>" % b"".join(names)


class _Objects:
    """Drawings, masks and profiles, each after what it refers to; equal ones stand once."""

    def __init__(self, first: int) -> None:
        self.bodies: list[bytes] = []
        self._first = first
        self._numbers: dict[Object, int] = {}

    def number(self, thing: Object) -> int:
        """The number of a thing's object."""
        if thing not in self._numbers:
            body = self._body(thing)
            self._numbers[thing] = self._first + len(self.bodies)
            self.bodies.append(body)
        return self._numbers[thing]

    def _body(self, thing: Object) -> bytes:
        match thing:
            case Raster():
                return self._image(thing)
            case Outline():
                return _form(thing.ink, thing.box, self._resources(thing))
            case Group(outline):
                return _form(outline.ink, outline.box, b"/Group<</S/Transparency>>" + self._resources(outline))
            case Graphic():
                return _form(_operators(thing), _bounds(thing))
            case Profile(data, components):
                return stream(data, b"/N %d" % components)

    def _resources(self, outline: Outline) -> bytes:
        inner = [Group(drawing) if isinstance(drawing, Outline) else drawing for drawing in outline.inner]
        names = b"".join(b"/X%d %d 0 R" % (n, self.number(drawing)) for n, drawing in enumerate(inner))
        entries = outline.resources + (b"/XObject<<%b>>" % names if names else b"")
        return b"/Resources<<%b>>" % entries if entries else b""

    def _image(self, raster: Raster) -> bytes:
        """An image object (ISO 32000-1, 8.9.5); its samples are coded already."""
        components = COMPONENTS[raster.colours]
        entries = b"/Filter/%b/ColorSpace%b" % (raster.filter.encode(), self._colours(raster))
        if raster.is_inverted:
            entries += b"/Decode[%b]" % b" ".join([b"1 0"] * components)
        if raster.is_predicted:
            layout = (components, raster.bits, raster.width)
            entries += b"/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % layout
        if raster.mask:
            entries += b"/SMask %d 0 R" % self.number(raster.mask)
        head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d%b" % (
            raster.width, raster.height, raster.bits, entries,
        )  # fmt: skip
        return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(raster.data), raster.data)

    def _colours(self, raster: Raster) -> bytes:
        plain = "DeviceRGB" if raster.palette else raster.colours
        colours = b"/" + plain.encode()
        if raster.profile:
            colours = b"[/ICCBased %d 0 R]" % self.number(Profile(raster.profile, COMPONENTS[plain]))
        if raster.palette:
            colours = b"[/Indexed%b %d<%b>]" % (colours, len(raster.palette) // 3 - 1, raster.palette.hex().encode())
        return colours


@lru_cache(maxsize=KEPT)
def _form(ink: bytes, box: tuple[float, float, float, float], entries: bytes = b"") -> bytes:
    return stream(ink, b"/Type/XObject/Subtype/Form/BBox[%b]%b" % (b" ".join(b"%.2f" % side for side in box), entries))


def _bounds(graphic: Graphic) -> tuple[float, float, float, float]:
    boxes = [_bounds_of(shape) for shape in graphic.shapes]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _bounds_of(shape: Stroke | Area) -> tuple[float, float, float, float]:
    match shape:
        case Stroke(x0, y0, x1, y1, width, _):
            return min(x0, x1) - width, min(y0, y1) - width, max(x0, x1) + width, max(y0, y1) + width
        case Area(x, y, width, height):
            edge = shape.line_width if shape.line is not None else 0.0
            return x - edge, y - edge, x + width + edge, y + height + edge


@lru_cache(maxsize=KEPT)
def _operators(graphic: Graphic) -> bytes:
    canvas = Canvas(io.BytesIO(), pageCompression=0, invariant=1)
    before = len(canvas._code)
    for shape in graphic.shapes:
        match shape:
            case Stroke():
                canvas.setLineWidth(shape.width)
                canvas.setStrokeGray(shape.grey)
                canvas.line(shape.x0, shape.y0, shape.x1, shape.y1)
            case Area():
                _draw_area(canvas, shape)
    return " ".join(canvas._code[before:]).encode("ascii")


def _draw_area(canvas: Canvas, area: Area) -> None:
    if area.fill is not None:
        canvas.setFillGray(area.fill)
    if area.line is not None:
        canvas.setLineWidth(area.line_width)
        canvas.setStrokeGray(area.line)
    painted = {"stroke": int(area.line is not None), "fill": int(area.fill is not None)}
    if area.radius:
        canvas.roundRect(area.x, area.y, area.width, area.height, area.radius, **painted)
    else:
        canvas.rect(area.x, area.y, area.width, area.height, **painted)
