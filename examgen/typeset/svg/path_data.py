"""Path data in, paths out (SVG 1.1, 8.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.matrix import NUMBER, NUMBERS, Matrix, finite, floats
from examgen.typeset.svg.path import Path, Segment, raised

COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
ARC = re.compile(
    rf"[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*([01])[\s,]*([01])[\s,]*({NUMBER})[\s,]*({NUMBER})[\s,]*"
)
UNKNOWN = re.compile(r"[^MmZzLlHhVvCcSsQqTtAa,]")
ARITY = {"Z": 0, "M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


@lru_cache(maxsize=4096)
def path_data(source: str) -> Path:
    """The path that a ``d`` attribute describes (SVG 1.1, 8.3)."""
    if source.strip() in ("", "none"):
        return ()
    signs = NUMBERS.sub(" ", source).split()
    if not signs or signs[0][0] not in "Mm" or UNKNOWN.search("".join(signs)):
        raise PictureError(f"the path “{source[:40]}” is not understood: wanted a move, then lines and curves")
    pen = _Pen()
    for command, written in COMMAND.findall(source):
        pen.draw(command, _arguments(command, written))
    if not finite(*chain.from_iterable(points for _, points in pen.segments)):
        raise PictureError(f"the path “{source[:40]}” reaches out of any picture")
    return tuple(pen.segments)


def _arguments(command: str, written: str) -> list[tuple[float, ...]]:
    """The numbers of a command, in groups of as many as it takes."""
    if command in "Aa":
        groups = [tuple(floats(" ".join(group))) for group in ARC.findall(written)]
        is_whole = not ARC.sub("", written)
    else:
        arity = ARITY[command.upper()]
        numbers = [float(number) for number in NUMBERS.findall(written)]
        groups = [tuple(numbers[at : at + arity]) for at in range(0, len(numbers), arity)] if arity else [()]
        is_whole = len(numbers) % arity == 0 if arity else not numbers
    if not groups or not is_whole:
        raise PictureError(f"a path's “{command}{written[:40]}” is not understood")
    return groups


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
