"""A glyph in, path operators out, in whole font units.

TrueType's quadratic curves become the cubic ones that PDF knows: several at once where one cubic curve is as good,
which halves the bytes (the font was drawn in cubic curves, and each was cut into several for TrueType).
Points are complex numbers.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from examgen.typeset.fonts import Face

TOLERANCE = 1.0
"""How far a curve may lie from those it stands for; font units."""

MOST_AT_ONCE = 4

Quadratic: TypeAlias = tuple[complex, complex, complex]
Cubic: TypeAlias = tuple[complex, complex, complex, complex]
Weights: TypeAlias = tuple[float, float, float, float]


@cache
def outline(font: Face, glyph: int) -> bytes:
    """The outline of a glyph."""
    pen = _Pen()
    font.hb_font.draw_glyph_with_pen(glyph, pen)
    return b"".join(pen.steps)


class _Pen:
    """Collects an outline as HarfBuzz draws it."""

    def __init__(self) -> None:
        self.steps: list[bytes] = []
        self._at = 0j
        self._curves: list[Quadratic] = []
        """Quadratic curves that are not written yet."""

    def moveTo(self, point: tuple[float, float]) -> None:
        self._write(b"m", complex(*point))

    def lineTo(self, point: tuple[float, float]) -> None:
        self._write(b"l", complex(*point))

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._write(b"c", *(complex(*point) for point in points))

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        self._curves.append((self._at, complex(*control), complex(*end)))
        self._at = complex(*end)

    def closePath(self) -> None:
        self._flush()
        self.steps.append(b"h ")

    def _write(self, operator: bytes, *points: complex) -> None:
        self._flush()
        self._step(operator, *points)
        self._at = points[-1]

    def _flush(self) -> None:
        while self._curves:
            cubic, count = _joined(self._curves)
            self._step(b"c", *cubic[1:])
            del self._curves[:count]

    def _step(self, operator: bytes, *points: complex) -> None:
        self.steps.append(b"".join(b"%d %d " % (round(p.real), round(p.imag)) for p in points) + operator + b" ")


def _joined(curves: list[Quadratic]) -> tuple[Cubic, int]:
    """A cubic curve for the first of some quadratic ones, and how many it stands for."""
    for count in range(min(MOST_AT_ONCE, len(curves)), 1, -1):
        cubic = _through(curves[:count])
        if _is_near(cubic, curves[:count]):
            return cubic, count
    return _through(curves[:1]), 1


def _through(curves: list[Quadratic]) -> Cubic:
    """The cubic curve that leaves and arrives as the quadratic ones do, each being the same share of it."""
    reach = 2 * len(curves) / 3
    (start, first, _), (_, last, end) = curves[0], curves[-1]
    return start, start + reach * (first - start), end + reach * (last - end), end


def _is_near(cubic: Cubic, curves: list[Quadratic]) -> bool:
    """Whether a curve passes by the middles and the ends of those it stands for."""
    for (start, control, end), (middles, ends) in zip(curves, _weights(len(curves)), strict=True):
        for (a, b, c, d), point in ((middles, (start + 2 * control + end) / 4), (ends, end)):
            if abs(a * cubic[0] + b * cubic[1] + c * cubic[2] + d * cubic[3] - point) > TOLERANCE:
                return False
    return True


@cache
def _weights(count: int) -> tuple[tuple[Weights, Weights], ...]:
    """Of a cubic curve's points, for the middle and the end of each of so many parts."""
    return tuple((_bernstein((part + 0.5) / count), _bernstein((part + 1) / count)) for part in range(count))


def _bernstein(t: float) -> Weights:
    return (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
