"""Outlines as moves, lines and curves, and the operators that draw them in a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot, pi, sqrt, tan
from typing import NamedTuple, TypeAlias

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.matrix import Matrix, finite

CIRCLE = 4 / 3 * tan(pi / 8)
"""How far a quarter circle's control points stand from its ends, in radii."""


FLAT = 1e-6
"""Sine of the largest angle between directions that are taken for one."""


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

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.high <= other.low or other.high <= self.low)


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
    x0 = y0 = dx = dy = 0.0
    for place, (_, points) in enumerate(part):
        for x, y in zip(points[::2], points[1::2], strict=True):
            if place == 0:
                x0, y0 = x, y
            elif not (dx or dy):
                dx, dy = x - x0, y - y0
            elif abs(dx * (y - y0) - dy * (x - x0)) > FLAT * hypot(dx, dy) * hypot(x - x0, y - y0):
                return False
    return True


def operators(path: Path, places: int = 2) -> bytes:
    """A path as PDF draws it, rounded to so many places."""
    drawn = (f"{numbers(points, places)} {operator}" if points else operator for operator, points in path)
    return " ".join(drawn).encode("ascii")


def numbers(values: Iterable[float], places: int = 2) -> str:
    """Numbers one after another."""
    written = list(values)
    if not finite(*written):
        raise PictureError("it reaches out of any picture")
    return " ".join([short(number, places) for number in written])


def short(number: float, places: int = 2) -> str:
    """A number without exponent and without zeros at its end."""
    written = f"{number:.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def polygon(corners: Sequence[float], *, is_closed: bool) -> Path:
    """Straight lines through points, given as x and y in turn."""
    points = list(zip(corners[::2], corners[1::2], strict=False))
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


def raised(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """The points of the cubic curve that is a quadratic one."""
    (x0, y0), (x1, y1), (x2, y2) = start, control, end
    return (
        x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0), x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2), x2, y2,
    )  # fmt: skip
