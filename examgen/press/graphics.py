"""Graphics in, drawing operators out, drawn with ReportLab's canvas; equal graphics are drawn once."""

from __future__ import annotations

import io
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from examgen.model.pages import Area, Graphic, Stroke


@lru_cache(maxsize=4096)
def operators(graphic: Graphic) -> bytes:
    """The operators that draw a graphic around its origin; the caller saves and restores the graphics state."""
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
