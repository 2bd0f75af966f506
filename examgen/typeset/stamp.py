"""Strips in, stamps out: their ink with marked content around it, made once and placed many times.

A stamp's origin is the measure's left edge at the strip's top.
On pages from right to left, what strips say of places is counted from the right edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from examgen.errors import TypesetError
from examgen.model.pages import Drawing, Graphic, Mark, Stroke
from examgen.typeset.galley import Bar, Filling, Ink, Inlay, Line, Placed, joined, text_ink

if TYPE_CHECKING:
    from examgen.typeset.stack import Label, Pile, Strip

OPEN, CLOSE = b"/P<</MCID %d>>BDC ", b" EMC\n"
OPEN_ARTIFACT = b"/Artifact BMC "
LONG = 1500
"""Bytes from which an ink is worth being left in one piece."""


class Stamp(NamedTuple):
    """Operators around slots, in two parts as in `Mark`."""

    ink: tuple[Ink, ...]
    rest: tuple[Ink, ...]
    elements: tuple[int, ...]
    """Indices into the branch that the strip's part belongs to."""

    is_filled: bool
    """Whether there are no slots, and so the ink is one part."""

    def mark(self, x: float, y: float, branch: int, fill: Filling) -> Mark:
        """The stamp at a place, its slots filled."""
        ink, rest, elements, is_filled = self
        if is_filled:
            return Mark(x, y, ink[0], rest, branch, elements)  # type: ignore[arg-type]
        filled = b"".join([part if isinstance(part, bytes) else fill(part).replace(b"%", b"%%") for part in ink])
        return Mark(x, y, filled, tuple([p if isinstance(p, bytes) else fill(p) for p in rest]), branch, elements)


@dataclass
class Graphics:
    """The drawings of one document kind, named in order of first use until they are closed."""

    names: dict[Drawing, str] = field(default_factory=dict)
    is_closed: bool = False

    def name(self, drawing: Drawing) -> bytes:
        """The resource name of a drawing."""
        if drawing not in self.names:
            if self.is_closed:
                raise TypesetError(
                    "a rule, frame or grid is drawn on some variants only, but all variants share their drawings",
                    remedy="let the template draw the same for every variant",
                )
            self.names[drawing] = f"G{len(self.names) + 1}"
        return self.names[drawing].encode()

    def close(self) -> dict[str, Drawing]:
        """The drawings by name; nothing new can be drawn afterwards."""
        self.is_closed = True
        return {name: drawing for drawing, name in self.names.items()}


def stamp_of(strip: Strip, base: int, lines: range, graphics: Graphics, mirror: float | None = None) -> Stamp:
    """The stamp of some lines of a strip whose part's elements begin at ``base`` in their branch.

    Drawings, labels and insets come with its first line.
    ``mirror`` is the measure of a page from right to left.
    """
    first, last = lines.start, lines.stop
    found = strip.stamps.get((base, first, last))
    if found is None:
        maker = _Maker(base, graphics, mirror)
        maker.add(strip, first, last, 0.0, 0.0)
        found = strip.stamps[base, first, last] = maker.stamp()
    return found


class Stack(NamedTuple):
    """Strips of a pile that are placed at once; the origin is the first one's top."""

    stamp: Stamp
    end: int
    """The first strip of the pile beyond."""


def stack_of(pile: Pile, first: int, graphics: Graphics, mirror: float | None = None) -> Stack:
    """The strips of a pile from one of them on, up to one that ends with a long ink."""
    found = pile.stacks.get(first)
    if found is None:
        found = pile.stacks[first] = _stacked(pile.strips, first, graphics, mirror)
    return found


def _stacked(strips: Sequence[tuple[Strip, int]], first: int, graphics: Graphics, mirror: float | None) -> Stack:
    ink: list[Ink] = []
    rest: tuple[Ink, ...] = ()
    elements: list[int] = []
    end, down = first, -strips[first][0].before
    while end < len(strips) and not rest:
        strip, base = strips[end]
        stamp = stamp_of(strip, base, range(strip.line_count), graphics, mirror)
        down += strip.before
        if stamp.ink:
            ink += (b"q 1 0 0 1 0 %.2f cm\n" % (0.0 - down), *stamp.ink)
            rest = (*stamp.rest, b"Q\n") if stamp.rest else ()
            ink += () if rest else (b"Q\n",)
            elements += stamp.elements
        down, end = down + strip.height, end + 1
    return Stack(_stamp(ink, rest, elements), end)


def _stamp(ink: Iterable[Ink], rest: tuple[Ink, ...], elements: Iterable[int]) -> Stamp:
    whole = joined(ink)
    return Stamp(whole, rest, tuple(elements), all(isinstance(part, bytes) for part in (*whole, *rest)))


class _Maker:
    def __init__(self, base: int, graphics: Graphics, mirror: float | None) -> None:
        self._base, self._mirror = base, mirror
        self._graphics = graphics
        self._ink: list[Ink] = []
        self._rest: tuple[Ink, ...] = ()
        self._elements: list[int] = []
        self._is_artifact = False

    def stamp(self) -> Stamp:
        return _stamp(self._ink, self._rest, self._elements)

    def add(self, strip: Strip, first: int, last: int, x: float, y: float) -> None:
        """Ink some lines of a strip at a place."""
        self._is_artifact = self._is_artifact or strip.is_artifact
        galley = strip.galley
        baseline = y - galley.drop if galley else y
        if first == 0:
            for drawn in strip.backdrops:
                graphic = drawn.graphic if self._mirror is None else _mirrored(drawn.graphic)
                self._draw(graphic, self._left(x + drawn.x, 0.0), y - drawn.dy)
            self._add_labels(strip.lead_labels, x, baseline)
        if galley and last > first and galley.is_drawn:
            self._add_drawn(strip, range(first, last), x, y)
        elif galley and last > first:
            left = self._left(x + strip.x, galley.measure)
            ink = text_ink(left, baseline + galley.leading, galley.piece(first, last), galley.grey)
            if strip.labels:
                self._add_marked(ink, strip.element)
            else:
                self._end_with(ink, strip.element)
        if first == 0:
            self._add_labels(strip.labels, x, baseline)
            for inset in strip.inside:
                self._add_rest()
                self.add(inset.strip, 0, inset.strip.line_count, x + inset.x, y - inset.dy)

    def _left(self, x: float, width: float) -> float:
        """The left edge of what begins at a place and is so wide."""
        return x if self._mirror is None else self._mirror - x - width

    def _add_drawn(self, strip: Strip, lines: range, x: float, y: float) -> None:
        """Ink lines with inlays: text runs up to each, and goes on behind it at a place of its own."""
        galley = strip.galley
        assert galley is not None
        elements = iter(strip.inlays[sum(_inlays(line) for line in galley.lines[: lines.start]) :])
        edge = self._left(x + strip.x, galley.measure)
        text: list[Ink] = []
        bars: list[bytes] = []
        for number in lines:
            line, baseline = galley.lines[number], y - galley.baseline(lines.start, number)
            left = edge + line.indent
            at: float | None = left
            for part in line.ink:
                if isinstance(part, Placed):
                    self._add_text(text, strip.element, galley.grey)
                    self._add_inlay(part.inlay, left + part.x, baseline, next(elements))
                    at = left + part.x + part.inlay.width
                    continue
                if at is not None:
                    text.append(b"1 0 0 1 %g %g Tm " % (round(at, 2), round(baseline, 2)))
                    at = None
                text.append(part)
            bars += [_rectangle(left + bar.x, baseline + bar.y, bar) for bar in line.bars]
        self._add_text(text, strip.element, galley.grey)
        if bars:
            self._ink.append(OPEN_ARTIFACT + b"q %g g %b f Q" % (galley.grey, b" ".join(bars)) + CLOSE)

    def _add_text(self, text: list[Ink], element: int, grey: float) -> None:
        """Ink what was collected so far as one piece, if anything was."""
        if text:
            shade, back = (b"%g g " % grey, b" 0 g") if grey else (b"", b"")
            self._add_marked((shade + b"BT ", *text, b"ET" + back), element)
            text.clear()

    def _add_inlay(self, inlay: Inlay, x: float, y: float, element: int) -> None:
        across, up = inlay.shift
        place = (*inlay.scale, x + across, y + up, self._graphics.name(inlay.drawing))
        self._add_marked((b"q %g 0 0 %g %.2f %.2f cm /%b Do Q" % place,), element)

    def _add_labels(self, labels: tuple[Label, ...], x: float, baseline: float) -> None:
        for label in labels:
            ink = text_ink(self._left(x + label.x, label.width), baseline - label.dy, (label.ink,), label.grey)
            self._add_marked(ink, label.element)

    def _add_marked(self, ink: tuple[Ink, ...], element: int) -> None:
        self._open(element)
        self._ink += _escaped((*ink, CLOSE))

    def _end_with(self, ink: tuple[Ink, ...], element: int) -> None:
        """Leave a long ink as it is, so that it is the same objects however often it is placed."""
        if sum(len(part) for part in ink if isinstance(part, bytes)) < LONG:
            self._add_marked(ink, element)
        else:
            self._open(element)
            self._rest = (*ink, CLOSE)

    def _open(self, element: int) -> None:
        if self._is_artifact:
            self._ink.append(OPEN_ARTIFACT)
        else:
            self._elements.append(self._base + element)
            self._ink.append(OPEN)

    def _add_rest(self) -> None:
        """Take the ink that was left back among what is formatted, since more follows."""
        self._ink += _escaped(self._rest)
        self._rest = ()

    def _draw(self, drawing: Drawing, x: float, y: float) -> None:
        self._add_rest()
        place = b"q 1 0 0 1 %g %g cm /%b Do Q" % (round(x, 2), round(y, 2), self._graphics.name(drawing))
        self._ink.append(OPEN_ARTIFACT + place + CLOSE)


@cache
def _mirrored(graphic: Graphic) -> Graphic:
    """A drawing as it stands on pages from right to left."""
    return Graphic(
        tuple(
            replace(shape, x0=-shape.x0, x1=-shape.x1)
            if isinstance(shape, Stroke)
            else replace(shape, x=-shape.x - shape.width)
            for shape in graphic.shapes
        )
    )


def _rectangle(x: float, y: float, bar: Bar) -> bytes:
    return b"%.2f %.2f %.2f %.2f re" % (x, y, bar.width, bar.thickness)


def _inlays(line: Line) -> int:
    return sum(isinstance(part, Placed) for part in line.ink)


def _escaped(ink: Iterable[Ink]) -> Iterator[Ink]:
    """Ink to stand in a format string."""
    return (part.replace(b"%", b"%%") if isinstance(part, bytes) else part for part in ink)
