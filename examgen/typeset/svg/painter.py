"""Nodes in, ink out: what each element draws, and how what is inside it is placed and composed."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias
from urllib.parse import unquote_to_bytes

from examgen.model.pages import Outline
from examgen.typeset.picture import Picture, PictureError
from examgen.typeset.svg.cascade import Document, Node, Style
from examgen.typeset.svg.clipping import clip
from examgen.typeset.svg.ink import Ink, Line
from examgen.typeset.svg.lengths import Room, fitting, length, share
from examgen.typeset.svg.lettering import lettering
from examgen.typeset.svg.markers import Marked, marker_state, markers
from examgen.typeset.svg.matrix import Matrix, shift, stretch
from examgen.typeset.svg.paint import REFERENCE, Paint, Painted, paint_of
from examgen.typeset.svg.path import Box, Path, box_of, enclosing, mapped
from examgen.typeset.svg.shapes import SHAPES
from examgen.typeset.svg.state import NONE, State, entered, viewed
from examgen.typeset.svg.tiling import tiling

DEEPEST = 80
MOST_DRAWN = 50_000
SILENT = {
    "animate", "animateColor", "animateMotion", "animateTransform", "clipPath", "cursor", "defs", "desc", "filter",
    "font", "font-face", "linearGradient", "marker", "mask", "metadata", "pattern", "radialGradient", "script", "set",
    "style", "symbol", "title", "view",
}  # fmt: skip
"""Elements that draw nothing where they stand."""

BOXES = ("body", "br", "div", "font", "p", "span")
"""Elements of web pages that show nothing without words."""

MARKED = ("path", "line", "polyline", "polygon")
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "miter-clip": 0, "arcs": 0, "round": 1, "bevel": 2}
ORDER = ("fill", "stroke", "markers")

Method: TypeAlias = Callable[[Node, State, Ink], None]


class Painter:
    """Draws the elements of one file."""

    def __init__(self, document: Document, pixel: float, inside: Callable[[bytes], Picture]) -> None:
        """``pixel`` is the size of a pixel of CSS in units of the picture; ``inside`` decodes embedded pictures."""
        self._document, self._pixel, self._inside = document, pixel, inside
        self._drawn = 0

    def draw(self, node: Node, state: State, ink: Ink) -> None:
        """Draw an element and all that is in it."""
        if node.name in SILENT or node.name.startswith("{"):
            return
        self._count(state)
        method = self._methods.get(node.name)
        if method is None:
            raise PictureError(f"it holds <{node.name[:30]}>, which examgen cannot draw; save it as PNG")
        own = entered(node, state)
        if own is not None:
            self._draw_clipped(node, method, own, ink)

    def view(self, node: Node, area: Box, state: State, ink: Ink) -> None:
        """Draw what an element holds in an area, and nothing beyond it."""
        if area.width > 0 and area.height > 0:
            ink.save()
            if state.style.get("overflow", "hidden") not in ("visible", "auto"):
                ink.clip_box(area, state.matrix)
            self._children(node, viewed(node, area, state), ink)
            ink.restore()

    @cached_property
    def _methods(self) -> dict[str, Method]:
        shapes: dict[str, Method] = dict.fromkeys(SHAPES, self._shape)
        return shapes | {
            "g": self._children,
            "a": self._children,
            "svg": self._svg,
            "switch": self._switch,
            "use": self._use,
            "text": self._text,
            "image": self._image,
            "foreignObject": self._web_page,
        }

    def _count(self, state: State) -> None:
        self._drawn += 1
        if self._drawn > MOST_DRAWN:
            raise PictureError(f"it draws more than {MOST_DRAWN} elements; save it as PNG")
        if state.depth > DEEPEST:
            raise PictureError(f"it draws more than {DEEPEST} elements inside one another, or one that uses itself")

    def _draw_clipped(self, node: Node, method: Method, state: State, ink: Ink) -> None:
        is_clipped = state.style.get("clip-path", "none") not in NONE
        if is_clipped:
            ink.save()
            clip(node, state, self._document, ink)
        if node.name in SHAPES:  # a shape of one paint needs no composing
            method(node, state, ink)
        else:
            _compose(lambda inner: method(node, state, inner), _opacity(state.style), ink)
        if is_clipped:
            ink.restore()

    def _children(self, node: Node, state: State, ink: Ink) -> None:
        for child in node.children:
            self.draw(child, state, ink)

    def _svg(self, node: Node, state: State, ink: Ink) -> None:
        x, y, width, height = state.lengths(node, x="0", y="0", width="100%", height="100%")
        self.view(node, Box(x, y, x + width, y + height), state, ink)

    def _use(self, node: Node, state: State, ink: Ink) -> None:
        target = self._document.referred(node.link)
        moved = state._replace(matrix=state.matrix.after(shift(*state.lengths(node, x="0", y="0"))))
        if target.name not in ("symbol", "svg"):
            self.draw(target, moved, ink)
            return
        self._count(moved)
        own = entered(target, moved)
        if own is not None:
            inner = state.lengths(target, width="100%", height="100%")
            area = Box(0, 0, *state.lengths(node, width=str(inner[0]), height=str(inner[1])))
            self._draw_clipped(target, lambda symbol, inside, into: self.view(symbol, area, inside, into), own, ink)

    def _switch(self, node: Node, state: State, ink: Ink) -> None:
        """Draw the first child that can be drawn; words laid out as a web page must all stand in it."""
        promised = ""
        for child in node.children:
            if child.name == "foreignObject":
                promised = child.words
            elif _applies(child):
                if promised and child.words != promised:
                    raise _page_error(promised)
                self.draw(child, state, ink)
                return
        if promised:
            raise _page_error(promised)

    def _web_page(self, node: Node, state: State, ink: Ink) -> None:
        if node.words or not _is_empty(node):
            raise _page_error(node.words)

    def _shape(self, node: Node, state: State, ink: Ink) -> None:
        path = SHAPES[node.name](node, state.room)
        if path and state.is_visible:
            marked = list(markers(path, state.style)) if node.name in MARKED else []
            self._paint(path, state, marked, ink)

    def _text(self, node: Node, state: State, ink: Ink) -> None:
        for path, style in lettering(node, state):
            opacity = "1" if style is state.style else style.get("opacity", "1")
            own = state._replace(style=style | {"opacity": opacity, "fill-rule": "nonzero"})
            if path and own.is_visible:
                self._paint(path, own, [], ink)

    def _image(self, node: Node, state: State, ink: Ink) -> None:
        picture = self._inside(_embedded(node.link))
        natural = Box(0, 0, picture.width * 4 / 3, picture.height * 4 / 3)
        x, y, width, height = state.lengths(node, x="0", y="0", width=str(natural.width), height=str(natural.height))
        area = Box(x, y, x + width, y + height)
        if width <= 0 or height <= 0 or not state.is_visible:
            return
        square = Matrix(natural.width, 0, 0, -natural.height, 0, natural.height)
        if isinstance(picture.drawing, Outline):
            square = square.after(stretch(1 / picture.drawing.box[2], 1 / picture.drawing.box[3]))
        fitted = fitting(natural, area, node.get("preserveAspectRatio"))
        ink.save()
        ink.clip_box(area, state.matrix)
        ink.place(picture.drawing, state.matrix.after(fitted).after(square))
        ink.restore()

    def _paint(self, path: Path, state: State, marked: Sequence[Marked], ink: Ink) -> None:
        """Fill a path, draw along it and set its markers, with the element's opacity over all of it."""
        style, painted = state.style, Painted(path, state.matrix, state.room)
        line = _line(style, state.room)
        fill = self._paint_of("fill", style, painted)
        inside = enclosing(path) if fill else ()
        stroke = self._paint_of("stroke", style, painted) if line.width else None
        steps: dict[str, Callable[[float, Ink], None]] = {}
        if fill and inside:
            steps["fill"] = lambda alpha, into: self._fill(inside, state, _thinned(fill, alpha), into)
        if stroke:
            steps["stroke"] = lambda alpha, into: self._stroke(path, state, line, _thinned(stroke, alpha), into)
        if marked:
            steps["markers"] = lambda _, into: self._mark(marked, state, line.width, into)
        opacity, order = _opacity(style), [use for use in _order(style) if use in steps]
        if order in (["fill"], ["stroke"]):
            steps[order[0]](opacity, ink)
        else:
            _compose(lambda into: [steps[use](1.0, into) for use in order], opacity, ink)

    def _paint_of(self, use: str, style: Style, painted: Painted) -> Paint | None:
        written = style.get(use, "black" if use == "fill" else "none")
        if written in ("context-fill", "context-stroke"):
            written = style.get(f"--{written}", "none")
        paint = paint_of(written, style, self._document, painted)
        alpha = paint.alpha * share(style.get(f"{use}-opacity", "1")) if paint else 0.0
        return paint._replace(alpha=alpha) if paint and alpha else None

    def _fill(self, path: Path, state: State, paint: Paint, ink: Ink) -> None:
        outline = mapped(path, state.matrix)
        is_even_odd = state.style.get("fill-rule", "nonzero") == "evenodd"
        if paint.tile is None:
            ink.fill(outline, paint.dye, paint.alpha, is_even_odd)
        elif found := tiling(paint.tile, path, state, self._document):
            box = box_of(found.edge)
            assert box is not None
            inner = Ink(box)
            inner.clip(found.edge)
            for child in found.content:
                self.draw(child, found.state, inner)
            ink.save()
            ink.clip(outline, is_even_odd)
            drawing = inner.outline()
            for place in found.places if inner.count else ():
                ink.place(drawing, place, paint.alpha)
            ink.restore()

    def _stroke(self, path: Path, state: State, line: Line, paint: Paint, ink: Ink) -> None:
        if paint.tile is not None:
            raise PictureError("it draws a line with a pattern, which examgen cannot do; save it as PNG")
        matrix = state.matrix
        if state.style.get("vector-effect") == "non-scaling-stroke":
            unscaled = stretch(1 / self._pixel, 1 / self._pixel).after(matrix)
            path, matrix = mapped(path, unscaled), stretch(self._pixel, self._pixel)
        ink.stroke(path, matrix, line, paint.dye, paint.alpha)

    def _mark(self, marked: Sequence[Marked], state: State, width: float, ink: Ink) -> None:
        for mark in marked:
            found = REFERENCE.fullmatch(mark.address)
            marker = self._document.names.get(found[1][1:]) if found else None
            if marker is not None and marker.name == "marker":  # SVG draws none where the name is nobody's
                own, area = marker_state(marker, mark, state, width)
                self._count(own)
                if own.matrix.area:
                    self.view(marker, area, own, ink)


def _compose(paint: Callable[[Ink], object], opacity: float, ink: Ink) -> None:
    """Paint; below full opacity apart first, so that the ground shines through all of it alike."""
    if opacity == 1.0:
        paint(ink)
    elif opacity > 0.0:
        inner = Ink(ink.box)
        paint(inner)
        if inner.count:
            ink.place(inner.outline(), Matrix(), opacity)


def _thinned(paint: Paint, alpha: float) -> Paint:
    return paint._replace(alpha=paint.alpha * alpha)


def _opacity(style: Style) -> float:
    return share(style.get("opacity", "1"))


def _order(style: Style) -> list[str]:
    """Which of fill, stroke and markers is painted first (SVG 2, 13.8)."""
    named = [word for word in style.get("paint-order", "normal").split() if word in ORDER]
    return [*named, *(word for word in ORDER if word not in named)]


def _line(style: Style, room: Room) -> Line:
    """How a style draws lines, in units of its element."""
    dashes = _dashes(style.get("stroke-dasharray", "none"), room)
    phase = length(style.get("stroke-dashoffset", "0"), room.diagonal, room.em)
    cap, join = style.get("stroke-linecap", "butt"), style.get("stroke-linejoin", "miter")
    return Line(
        width=max(0.0, length(style.get("stroke-width", "1"), room.diagonal, room.em)),
        cap=CAPS.get(cap, 0),
        join=JOINS.get(join, 0),
        miter=max(1.0, length(style.get("stroke-miterlimit", "4"), 1.0)),
        dashes=dashes,
        phase=phase % sum(dashes) if dashes else 0.0,
    )


def _dashes(written: str, room: Room) -> tuple[float, ...]:
    if written in NONE:
        return ()
    dashes = tuple(length(part, room.diagonal, room.em) for part in written.replace(",", " ").split())
    if any(dash < 0 for dash in dashes) or not sum(dashes):
        return ()
    return dashes * 2 if len(dashes) % 2 else dashes


def _applies(node: Node) -> bool:
    """Whether a child of a ``switch`` is meant for a reader of no special kind or language."""
    named = not node.name.startswith("{") and node.name not in SILENT
    return named and not node.get("requiredExtensions") and not node.get("systemLanguage")


def _is_empty(node: Node) -> bool:
    """Whether there are only boxes for words in an element, and no words."""
    return all(child.name.rpartition("}")[2] in BOXES and _is_empty(child) for child in node.children)


def _page_error(words: str) -> PictureError:
    return PictureError(
        f"its text “{words[:40]}” is laid out as a web page (foreignObject); "
        "turn that off where it was drawn, or save it as PNG"
    )


def _embedded(address: str) -> bytes:
    """The bytes of a picture inside the file."""
    head, comma, body = address.partition(",")
    if not head.startswith("data:") or not comma:
        raise PictureError(f"it refers to the picture “{address[:60]}” outside the file; embed it")
    try:
        return base64.b64decode("".join(body.split())) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise PictureError(f"a picture inside it is damaged ({error})") from error
