"""Graphics in, form objects out, drawn with ReportLab's canvas: each drawing stands once in a file."""

from __future__ import annotations

import io
from collections.abc import Mapping

from reportlab.pdfgen.canvas import Canvas

from examgen.model.pages import Area, Graphic, Stroke
from examgen.press.fonts import stream


def graphic_objects(graphics: Mapping[str, Graphic], first: int) -> tuple[list[bytes], bytes]:
    """Bodies of all drawings of a document kind, numbered from ``first``; and the dictionary that names them."""
    names = (b"/%b %d 0 R" % (name.encode(), first + index) for index, name in enumerate(graphics))
    return [_form(graphic) for graphic in graphics.values()], b"<<%b>>" % b"".join(names)


def _form(graphic: Graphic) -> bytes:
    box = b" ".join(b"%.2f" % side for side in _bounds(graphic))
    return stream(_operators(graphic), b"/Type/XObject/Subtype/Form/BBox[%b]" % box)


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
