"""Strips in, stamps out: their ink with marked content around it, made once and placed many times.

A stamp's origin is the measure's left edge at the strip's top.
On pages from right to left, what strips say of places is counted from the right edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from examgen.errors import TypesetError
from examgen.model.pages import Drawing, Graphic, Mark, Stroke
from examgen.typeset.galley import Bar, Filling, Ink, Inlay, Line, Placed, joined, text_ink

if TYPE_CHECKING:
    from examgen.typeset.stack import Label, Pile, Strip

OPEN, CLOSE = b"/P<</MCID %d>>BDC ", b" EMC\n"
OPEN_ARTIFACT = b"/Artifact BMC "
TEXT = 300
"""Bytes from which ink that no variant changes is worth being left by itself, to be deflated once."""

KEPT_LABELS = 2048

Frame: TypeAlias = bytes | tuple[Ink, ...]
"""Operators, or the parts of them where there are slots."""


class Stamp(NamedTuple):
    """Frames and texts as in `Mark`, slots in the frames."""

    frames: tuple[Frame, ...]
    texts: tuple[bytes, ...]
    elements: tuple[int, ...]
    """Indices into the branch that the strip's part belongs to."""

    is_filled: bool
    """Whether there are no slots."""

    @property
    def is_blank(self) -> bool:
        """Whether it draws nothing."""
        return self.frames == (b"",)

    def mark(self, x: float, y: float, branch: int, fill: Filling) -> Mark:
        """The stamp at a place, its slots filled."""
        frames, texts, elements, is_filled = self
        if not is_filled:
            frames = tuple([frame if isinstance(frame, bytes) else _filled(frame, fill) for frame in frames])
        return Mark(x, y, frames, texts, branch, elements)  # type: ignore[arg-type]


def _filled(frame: tuple[Ink, ...], fill: Filling) -> bytes:
    return b"".join([part if isinstance(part, bytes) else fill(part).replace(b"%", b"%%") for part in frame])


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


def stack_of(pile: Pile, first: int, graphics: Graphics, mirror: float | None = None) -> Stamp:
    """All strips of a pile from one of them on, as one stamp; its origin is the first one's top."""
    found = pile.stacks.get(first)
    if found is None:
        found = pile.stacks[first] = _stacked(pile.strips[first:], graphics, mirror)
    return found


def _stacked(strips: Sequence[tuple[Strip, int]], graphics: Graphics, mirror: float | None) -> Stamp:
    frames: list[list[Ink]] = [[]]
    texts: list[bytes] = []
    elements: list[int] = []
    down = -strips[0][0].before
    for strip, base in strips:
        stamp = stamp_of(strip, base, range(strip.line_count), graphics, mirror)
        down += strip.before
        if not stamp.is_blank:
            frames[-1].append(b"q 1 0 0 1 0 %.2f cm\n" % (0.0 - down))
            for place, frame in enumerate(stamp.frames):
                if place:
                    frames.append([])
                frames[-1] += [frame] if isinstance(frame, bytes) else frame
            frames[-1].append(b"Q\n")
            texts += stamp.texts
            elements += stamp.elements
        down += strip.height
    return _stamp(frames, texts, elements)


def _stamp(frames: Iterable[Iterable[Ink]], texts: Iterable[bytes], elements: Iterable[int]) -> Stamp:
    whole = tuple([_frame(joined(frame)) for frame in frames])
    return Stamp(whole, tuple(texts), tuple(elements), all(isinstance(frame, bytes) for frame in whole))


def _frame(parts: tuple[Ink, ...]) -> Frame:
    """Parts without slots are one."""
    if not parts:
        return b""
    return parts[0] if len(parts) == 1 and isinstance(parts[0], bytes) else parts


class _Maker:
    def __init__(self, base: int, graphics: Graphics, mirror: float | None) -> None:
        self._base, self._mirror = base, mirror
        self._graphics = graphics
        self._frames: list[list[Ink]] = [[]]
        self._texts: list[bytes] = []
        self._elements: list[int] = []
        self._is_artifact = False

    def stamp(self) -> Stamp:
        return _stamp(self._frames, self._texts, self._elements)

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
            self._add_marked(ink, strip.element)
        if first == 0:
            self._add_labels(strip.labels, x, baseline)
            for inset in strip.inside:
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
            bars += [_bar(left + bar.x, baseline + bar.y, bar) for bar in line.bars]
        self._add_text(text, strip.element, galley.grey)
        if bars:
            self._add(OPEN_ARTIFACT + b"q %g g %b f Q" % (galley.grey, b" ".join(bars)) + CLOSE)

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
            left, down = self._left(x + label.x, label.width), baseline - label.dy
            if isinstance(label.ink, bytes) and len(label.ink) < TEXT:
                self._open(label.element)
                self._frames[-1].append(_short(left, down, label.ink, label.grey))
            else:
                self._add_marked(text_ink(left, down, (label.ink,), label.grey), label.element)

    def _add_marked(self, ink: tuple[Ink, ...], element: int) -> None:
        self._open(element)
        for part in ink:
            if isinstance(part, bytes) and len(part) >= TEXT:
                self._texts.append(part)
                self._frames.append([])
            else:
                self._add(part)
        self._add(CLOSE)

    def _open(self, element: int) -> None:
        if self._is_artifact:
            self._add(OPEN_ARTIFACT)
        else:
            self._elements.append(self._base + element)
            self._frames[-1].append(OPEN)

    def _add(self, ink: Ink) -> None:
        self._frames[-1].append(ink.replace(b"%", b"%%") if isinstance(ink, bytes) else ink)

    def _draw(self, drawing: Drawing, x: float, y: float) -> None:
        place = b"q 1 0 0 1 %g %g cm /%b Do Q" % (round(x, 2), round(y, 2), self._graphics.name(drawing))
        self._add(OPEN_ARTIFACT + place + CLOSE)


@lru_cache(maxsize=KEPT_LABELS)
def _short(x: float, y: float, ink: bytes, grey: float) -> bytes:
    """A label without slots, which closes what was opened for it; tables hold the same again and again."""
    return b"".join(text_ink(x, y, (ink,), grey)).replace(b"%", b"%%") + CLOSE  # type: ignore[arg-type]


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


def _bar(x: float, y: float, bar: Bar) -> bytes:
    if not bar.rise:
        return b"%.2f %.2f %.2f %.2f re" % (x, y, bar.width, bar.thickness)
    right, top = x + bar.width, y + bar.rise
    corners = (x, y, right, top, right, top + bar.thickness, x, y + bar.thickness)
    return b"%.2f %.2f m %.2f %.2f l %.2f %.2f l %.2f %.2f l h" % corners


def _inlays(line: Line) -> int:
    return sum(isinstance(part, Placed) for part in line.ink)
