"""Affine maps of the plane, and the lists of transformations that SVG writes them as (SVG 1.1, 7.6)."""

from __future__ import annotations

import re
from math import cos, hypot, isclose, isnan, radians, sin, sqrt, tan
from typing import NamedTuple

from examgen.typeset.picture import PictureError

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
NUMBERS = re.compile(NUMBER)
LARGEST = 1e9
STEP = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)\s*")


class Matrix(NamedTuple):
    """Maps (x, y) to (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, first: Matrix) -> Matrix:
        """The map that does another one first, then this."""
        a, b, c, d, e, f = self
        return Matrix(
            a * first.a + c * first.b,
            b * first.a + d * first.b,
            a * first.c + c * first.d,
            b * first.c + d * first.d,
            a * first.e + c * first.f + e,
            b * first.e + d * first.f + f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def area(self) -> float:
        """How much larger an area becomes; negative where it is mirrored."""
        return self.a * self.d - self.b * self.c

    @property
    def scale(self) -> float:
        """How much longer lengths become, on the whole."""
        return sqrt(abs(self.area))

    @property
    def keeps_shape(self) -> bool:
        """Whether a circle stays a circle."""
        across, down = hypot(self.a, self.b), hypot(self.c, self.d)
        upright = abs(self.a * self.c + self.b * self.d) <= 1e-6 * across * down
        return upright and isclose(across, down, rel_tol=1e-6)

    def inverse(self) -> Matrix:
        """The map back; the area must not be 0."""
        a, b, c, d, e, f = self
        area = self.area
        return Matrix(d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)


def floats(written: str) -> list[float]:
    """All numbers of a text, whatever stands between them."""
    found = [float(number) for number in NUMBERS.findall(written)]
    if not finite(*found):
        raise PictureError(f"“{written[:40]}” reaches out of any picture")
    return found


def shift(x: float, y: float) -> Matrix:
    """Move by so much."""
    return Matrix(e=x, f=y)


def stretch(across: float, down: float) -> Matrix:
    """Scale around the origin."""
    return Matrix(a=across, d=down)


def turn(degrees: float) -> Matrix:
    """Rotate around the origin, from the x axis to the y axis."""
    angle = radians(degrees)
    return Matrix(cos(angle), sin(angle), -sin(angle), cos(angle))


def transformation(source: str) -> Matrix:
    """A list such as ``translate(10 20) rotate(45)``, the last of which is done first."""
    matrix, at = Matrix(), 0
    if source.strip() in ("", "none"):
        return matrix
    for step in STEP.finditer(source):
        made = _step(step[1], step[2]) if step.start() == at else None
        if made is None:
            break
        matrix, at = matrix.after(made), step.end()
    if source[at:].strip():
        raise PictureError(f"the transformation “{source[:60]}” is not understood")
    return matrix


def _step(name: str, written: str) -> Matrix | None:
    if re.sub(r"(?:px|deg)?\s*(?:,|\s|$)", " ", NUMBERS.sub(" ", written)).strip():
        return None
    match name, floats(written):
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x]:
            return shift(x, 0)
        case "translate", [x, y]:
            return shift(x, y)
        case "scale", [both]:
            return stretch(both, both)
        case "scale", [across, down]:
            return stretch(across, down)
        case "rotate", [angle]:
            return turn(angle)
        case "rotate", [angle, x, y]:
            return shift(x, y).after(turn(angle)).after(shift(-x, -y))
        case "skewX", [angle]:
            return Matrix(c=tan(radians(angle)))
        case "skewY", [angle]:
            return Matrix(b=tan(radians(angle)))
        case _:
            return None


def finite(*numbers: float) -> bool:
    """Whether numbers are such as pictures are made of."""
    total = sum(numbers)
    return not isnan(total) and max(map(abs, numbers), default=0.0) < LARGEST
