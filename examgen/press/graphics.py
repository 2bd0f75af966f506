"""Drawings in, form and image objects out: each stands once in a file. Strokes and areas are drawn by ReportLab."""

from __future__ import annotations

import io
from collections.abc import Mapping

from reportlab.pdfgen.canvas import Canvas

from examgen.model.pages import Area, Drawing, Graphic, Outline, Raster, Stroke
from examgen.press.fonts import stream


def graphic_objects(graphics: Mapping[str, Drawing], first: int) -> tuple[list[bytes], bytes]:
    """Bodies of all drawings of a document kind, numbered from ``first``; and the dictionary that names them."""
    bodies: list[bytes] = []
    names: list[bytes] = []
    for name, drawing in graphics.items():
        if isinstance(drawing, Raster) and drawing.mask:
            bodies.append(_image(drawing.mask))
        mask = b"/SMask %d 0 R" % (first + len(bodies) - 1) if isinstance(drawing, Raster) and drawing.mask else b""
        names.append(b"/%b %d 0 R" % (name.encode(), first + len(bodies)))
        bodies.append(_image(drawing, mask) if isinstance(drawing, Raster) else _form(drawing))
    return bodies, b"<<%b>>" % b"".join(names)


def _form(drawing: Graphic | Outline) -> bytes:
    bounds, ink = (
        (drawing.box, drawing.ink) if isinstance(drawing, Outline) else (_bounds(drawing), _operators(drawing))
    )
    return stream(ink, b"/Type/XObject/Subtype/Form/BBox[%b]" % b" ".join(b"%.2f" % side for side in bounds))


def _image(raster: Raster, mask: bytes = b"") -> bytes:
    """An image object (ISO 32000-1, 8.9.5); its samples are coded already."""
    colours = b"/%b" % raster.colours.encode()
    if raster.palette:
        colours = b"[/Indexed/DeviceRGB %d<%b>]" % (len(raster.palette) // 3 - 1, raster.palette.hex().encode())
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if raster.is_inverted else b""
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%b/Filter/%b%b%b" % (
        raster.width, raster.height, raster.bits, colours, raster.filter.encode(), inverted, mask,
    )  # fmt: skip
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(raster.data), raster.data)


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
