"""Outlines as moves, lines and curves; SVG's path data in, and the operators of PDF out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan
from typing import NamedTuple, TypeAlias

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.matrix import NUMBER, NUMBERS, Matrix, finite

COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
ARC = re.compile(
    rf"[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*([01])[\s,]*([01])[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*"
)
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
CIRCLE = 4 / 3 * tan(pi / 8)
"""How far a quarter circle's control points stand from its ends, in radii."""


class Segment(NamedTuple):
    """``m`` moves, ``l`` draws a line, ``c`` a cubic curve, ``h`` closes: the operators of PDF (8.5.2)."""

    operator: str
    points: tuple[float, ...] = ()
    """x and y in turn, the end last."""


Path: TypeAlias = tuple[Segment, ...]


class Box(NamedTuple):
    """A rectangle around something."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.high - self.low

    def touches(self, other: Box) -> bool:
        """Whether two rectangles have a point in common."""
        apart = self.right < other.left or other.right < self.left or self.high < other.low or other.high < self.low
        return not apart


def mapped(path: Path, matrix: Matrix) -> Path:
    """The path with each of its points mapped."""
    a, b, c, d, e, f = matrix
    return tuple(
        Segment(
            operator,
            tuple(
                number
                for x, y in zip(points[::2], points[1::2], strict=True)
                for number in (a * x + c * y + e, b * x + d * y + f)
            ),
        )
        for operator, points in path
    )


def box_of(path: Path) -> Box | None:
    """The rectangle around a path; ``None`` for an empty one."""
    across: list[float] = []
    down: list[float] = []
    for operator, points in path:
        xs, ys = points[::2], points[1::2]
        if operator == "c":
            xs = (xs[-1], *_turning_points(across[-1], *xs))
            ys = (ys[-1], *_turning_points(down[-1], *ys))
        across += reversed(xs)
        down += reversed(ys)
    return Box(min(across), min(down), max(across), max(down)) if across else None


def _turning_points(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Where a cubic curve turns back in one direction."""
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) > 1e-12 * max(abs(b), abs(c), 1e-300):
        root = b * b - 4 * a * c
        times = [(-b + sign * sqrt(root)) / (2 * a) for sign in (1, -1)] if root >= 0 else []
    else:
        times = [-c / b] if b else []
    return [
        (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t * t * p2 + t**3 * p3 for t in times if 0 < t < 1
    ]


def enclosing(path: Path) -> Path:
    """The parts of a path that enclose something: filling a mere line would show a hairline in a PDF (8.5.3)."""
    parts: list[list[Segment]] = []
    for segment in path:
        if segment.operator == "m" or not parts or parts[-1][-1].operator == "h":
            parts.append([])
        parts[-1].append(segment)
    return tuple(segment for part in parts if not _is_straight(part) for segment in part)


def _is_straight(part: Sequence[Segment]) -> bool:
    points = [point for _, numbers in part for point in zip(numbers[::2], numbers[1::2], strict=True)]
    if not points:
        return True
    x0, y0 = points[0]
    x1, y1 = max(points, key=lambda point: hypot(point[0] - x0, point[1] - y0))
    reach = hypot(x1 - x0, y1 - y0)
    return all(abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) <= 1e-6 * reach * reach for x, y in points)


def operators(path: Path, places: int = 2) -> bytes:
    """A path as PDF draws it, rounded to so many places."""
    parts: list[str] = []
    for operator, points in path:
        if not finite(*points):
            raise PictureError("a line runs out of any picture")
        parts += [short(number, places) for number in points]
        parts.append(operator)
    return " ".join(parts).encode("ascii")


def short(number: float, places: int = 2) -> str:
    """A number without exponent and without zeros at its end."""
    written = f"{number:.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def polygon(numbers: Sequence[float], *, is_closed: bool) -> Path:
    """Straight lines through points."""
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    segments = [Segment("m" if place == 0 else "l", point) for place, point in enumerate(points)]
    return (*segments, Segment("h")) if is_closed and segments else tuple(segments)


def ellipse(x: float, y: float, across: float, down: float) -> Path:
    """Four curves around a centre, from the right, towards larger y."""
    u, v = across * CIRCLE, down * CIRCLE
    return (
        Segment("m", (x + across, y)),
        Segment("c", (x + across, y + v, x + u, y + down, x, y + down)),
        Segment("c", (x - u, y + down, x - across, y + v, x - across, y)),
        Segment("c", (x - across, y - v, x - u, y - down, x, y - down)),
        Segment("c", (x + u, y - down, x + across, y - v, x + across, y)),
        Segment("h"),
    )


def rectangle(box: Box, across: float = 0.0, down: float = 0.0) -> Path:
    """A rectangle, its corners rounded by so much."""
    left, low, right, high = box
    if not across or not down:
        return polygon((left, low, right, low, right, high, left, high), is_closed=True)
    u, v = across * (1 - CIRCLE), down * (1 - CIRCLE)
    return (
        Segment("m", (left + across, low)),
        Segment("l", (right - across, low)),
        Segment("c", (right - u, low, right, low + v, right, low + down)),
        Segment("l", (right, high - down)),
        Segment("c", (right, high - v, right - u, high, right - across, high)),
        Segment("l", (left + across, high)),
        Segment("c", (left + u, high, left, high - v, left, high - down)),
        Segment("l", (left, low + down)),
        Segment("c", (left, low + v, left + u, low, left + across, low)),
        Segment("h"),
    )


def path_data(source: str) -> Path:
    """The path that a ``d`` attribute describes (SVG 1.1, 8.3)."""
    pen = _Pen()
    if source.strip() in ("", "none"):
        return ()
    start = COMMAND.search(source)
    if start is None or source[: start.start()].strip() or start[1] not in "Mm":
        raise PictureError(f"the path “{source[:40]}” does not begin with a move")
    for command, written in COMMAND.findall(source):
        pen.draw(command, _arguments(command, written))
    return tuple(pen.segments)


def _arguments(command: str, written: str) -> Iterator[tuple[float, ...]]:
    """The numbers of a command, in groups of as many as it takes."""
    arity = ARITY.get(command.upper(), 0)
    if command in "Aa":
        groups = [tuple(map(float, group)) for group in ARC.findall(written)]
        rest = ARC.sub("", written)
    else:
        numbers = [float(number) for number in NUMBERS.findall(written)]
        rest = NUMBERS.sub("", written).replace(",", "")
        groups = [tuple(numbers[at : at + arity]) for at in range(0, len(numbers), arity)] if arity else [()]
        if arity == 0 and numbers:
            rest = written
    if rest.strip() or not groups or any(len(group) != arity for group in groups):
        raise PictureError(f"a path's “{command}{written[:40]}” is not understood")
    return iter(groups)


class _Pen:
    """Follows path data, and keeps what the short forms refer to."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = self._start = (0.0, 0.0)
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)
        """The last curve's kind and second control point."""

    def draw(self, command: str, groups: Iterable[tuple[float, ...]]) -> None:
        """Carry out a command for each group of its numbers."""
        name = command.upper()
        for group in groups:
            numbers = self._absolute(name, group) if command.islower() else group
            if name == "M":
                self._move(*numbers)
                name = "L"
            elif name == "Z":
                self.segments.append(Segment("h"))
                self._at = self._start
                self._control = ("", 0, 0)
            elif name == "A":
                self._arc(numbers)
            else:
                self._line_or_curve(name, numbers)

    def _absolute(self, name: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
        x, y = self._at
        if name == "H":
            return (numbers[0] + x,)
        if name == "V":
            return (numbers[0] + y,)
        if name == "A":
            return (*numbers[:5], numbers[5] + x, numbers[6] + y)
        return tuple(number + (y if place % 2 else x) for place, number in enumerate(numbers))

    def _move(self, x: float, y: float) -> None:
        self._at = self._start = (x, y)
        self._control = ("", 0, 0)
        self.segments.append(Segment("m", (x, y)))

    def _line_or_curve(self, name: str, numbers: tuple[float, ...]) -> None:
        x, y = self._at
        match name, numbers:
            case "L", (x1, y1):
                self._add("l", (x1, y1))
            case "H", (x1,):
                self._add("l", (x1, y))
            case "V", (y1,):
                self._add("l", (x, y1))
            case "C", _:
                self._add("c", numbers, "C", numbers[2:4])
            case "S", _:
                self._add("c", (*self._reflected("C"), *numbers), "C", numbers[:2])
            case "Q", (x1, y1, x2, y2):
                self._quadratic((x1, y1), x2, y2)
            case "T", (x2, y2):
                self._quadratic(self._reflected("Q"), x2, y2)

    def _add(self, operator: str, points: tuple[float, ...], kind: str = "", control: Sequence[float] = (0, 0)) -> None:
        if self.segments[-1].operator == "h":
            self.segments.append(Segment("m", self._at))
        self.segments.append(Segment(operator, points))
        self._at = (points[-2], points[-1])
        self._control = (kind, control[0], control[1])

    def _reflected(self, kind: str) -> tuple[float, float]:
        last, x, y = self._control
        return (2 * self._at[0] - x, 2 * self._at[1] - y) if last == kind else self._at

    def _quadratic(self, control: tuple[float, float], x: float, y: float) -> None:
        self._add("c", raised(self._at, control, (x, y)), "Q", control)

    def _arc(self, numbers: tuple[float, ...]) -> None:
        for points in _arc_curves(self._at, numbers):
            self._add("c" if len(points) == 6 else "l", points)


def raised(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """The points of the cubic curve that is a quadratic one."""
    (x0, y0), (x1, y1), (x2, y2) = start, control, end
    return (
        x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0), x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2), x2, y2,
    )  # fmt: skip


def _arc_curves(start: tuple[float, float], numbers: tuple[float, ...]) -> Iterator[tuple[float, ...]]:
    """An elliptical arc as curves of a quarter turn at most (SVG 1.1, F.6)."""
    across, down, tilt, large, sweep, x, y = numbers
    across, down = abs(across), abs(down)
    if (x, y) == start:
        return
    if not across or not down:
        yield (x, y)
        return
    slant = radians(tilt % 360)
    dx, dy = (start[0] - x) / 2, (start[1] - y) / 2
    u, v = cos(slant) * dx + sin(slant) * dy, -sin(slant) * dx + cos(slant) * dy
    excess = (u / across) ** 2 + (v / down) ** 2
    across, down = across * max(1, sqrt(excess)), down * max(1, sqrt(excess))
    rest = (u / across) ** 2 + (v / down) ** 2
    share = sqrt(max(0, 1 / rest - 1)) * (-1 if large == sweep else 1)
    centre = share * across * v / down, -share * down * u / across
    first = _angle((u - centre[0]) / across, (v - centre[1]) / down)
    span = _angle((-u - centre[0]) / across, (-v - centre[1]) / down) - first
    if sweep and span < 0:
        span += 2 * pi
    elif not sweep and span > 0:
        span -= 2 * pi
    mean = (start[0] + x) / 2, (start[1] + y) / 2
    to_page = Matrix(cos(slant), sin(slant), -sin(slant), cos(slant), *mean).after(Matrix(across, 0, 0, down, *centre))
    curves = list(_unit_arc(first, span))
    for place, points in enumerate(curves, start=1):
        mapped_points = [number for at in range(0, 6, 2) for number in to_page.at(points[at], points[at + 1])]
        yield tuple(mapped_points if place < len(curves) else [*mapped_points[:4], x, y])


def _unit_arc(first: float, span: float) -> Iterator[tuple[float, ...]]:
    count = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * tan(step / 4)
    for place in range(count):
        begin, end = first + place * step, first + (place + 1) * step
        yield (
            cos(begin) - reach * sin(begin), sin(begin) + reach * cos(begin),
            cos(end) + reach * sin(end), sin(end) - reach * cos(end), cos(end), sin(end),
        )  # fmt: skip


def _angle(x: float, y: float) -> float:
    length = hypot(x, y)
    angle = acos(max(-1.0, min(1.0, x / length)))
    return -angle if y < 0 else angle
